import type { Cloud } from '../../local/cloud.ts';
import type { Answer } from '../support/api.ts';
import { until } from '../support/boot.ts';
import { holderOf } from '../support/cast.ts';
import { asPerson } from '../support/catalogue.ts';
import { accept, act, enterResult, submitted } from '../support/play.ts';

/** When each step of the building permit is done, within its budget; the head gives the appraisal to an appraiser. */
const steps = [
  ['ASSIGN', 'divisionHead', '2026-11-16T14:00'],
  ['APPRAISE', 'appraiser', '2026-11-25T13:30'],
  ['DIVISION-REVIEW', 'divisionHead', '2026-11-26T11:00'],
  ['APPROVE', 'departmentLeader', '2026-11-27T10:00'],
  ['STAMP', 'clerk', '2026-11-27T14:00'],
] as const;

const ends = {
  ACCEPTANCE: '2026-11-16T09:00',
  'HAND-OVER': '2026-11-16T10:00',
  RESULT: '2026-11-27T15:30',
  DELIVERY: '2026-11-30T09:00',
} as const;

/** What the standard dossier waits for from its filing on, and when each of these waits ends, local time. */
export const waits: readonly (readonly [string, string])[] = [
  ['ACCEPTANCE', ends.ACCEPTANCE],
  ['HAND-OVER', ends['HAND-OVER']],
  ...steps.map(([step, , at]) => [step, at] as const),
  ['RESULT', ends.RESULT],
  ['DELIVERY', ends.DELIVERY],
];

const done = (answer: Answer): void => {
  if (answer.status !== 200) throw new Error(`refused: ${answer.status} ${JSON.stringify(answer.body)}`);
};

/** The directory knows the appraiser, so that work can be given to the appraiser; no part of what a dossier costs. */
export const appraiserKnown = async (cloud: Cloud): Promise<void> => {
  const profile = { name: 'Nguyễn Văn Định', roles: ['appraiser'] };
  done(await asPerson(cloud, 'admin', 'POST', '/staff/appraiser-1', profile));
};

/** The standard dossier: a building permit with three files, filed on Monday 16/11, delivered on 30/11. Answers its id. */
export const standardDossier = async (cloud: Cloud): Promise<string> => {
  const { id } = await submitted(cloud);
  await until(cloud, ends.ACCEPTANCE);
  done(await accept(cloud, id));
  await until(cloud, ends['HAND-OVER']);
  done(await act(cloud, 'desk', id, 'hand-over'));
  for (const [step, role, at] of steps) {
    const holder = holderOf[role] ?? 'desk';
    if (step === 'APPRAISE') done(await act(cloud, 'head', id, 'assign', { to: 'appraiser-1' }));
    await until(cloud, at);
    if (step !== 'APPRAISE') done(await act(cloud, holder, id, 'claim'));
    done(await act(cloud, holder, id, 'complete-step', { step }));
  }
  await until(cloud, ends.RESULT);
  done(await enterResult(cloud, id));
  await until(cloud, ends.DELIVERY);
  done(await act(cloud, 'desk', id, 'deliver', { method: 'online' }));
  return id;
};
