import type { Cloud } from '../../local/cloud.ts';
import type { Answer } from '../support/api.ts';
import { until } from '../support/boot.ts';
import { holderOf } from '../support/cast.ts';
import { accept, act, enterResult, submitted } from '../support/play.ts';

/** When each step of the building permit is taken up and done; the days of the lifecycle test. */
const steps = [
  ['ASSIGN', 'divisionHead', '2026-11-16T14:00'],
  ['APPRAISE', 'appraiser', '2026-11-25T16:00'],
  ['DIVISION-REVIEW', 'divisionHead', '2026-11-26T16:00'],
  ['APPROVE', 'departmentLeader', '2026-11-27T10:00'],
  ['STAMP', 'clerk', '2026-11-27T14:00'],
] as const;

const done = (answer: Answer): void => {
  if (answer.status !== 200) throw new Error(`refused: ${answer.status} ${JSON.stringify(answer.body)}`);
};

/** The standard dossier: a building permit with three files, filed on Monday 16/11, delivered on 30/11. Answers its id. */
export const standardDossier = async (cloud: Cloud): Promise<string> => {
  const { id } = await submitted(cloud);
  await until(cloud, '2026-11-16T09:00');
  done(await accept(cloud, id));
  await until(cloud, '2026-11-16T10:00');
  done(await act(cloud, 'desk', id, 'hand-over'));
  for (const [step, role, at] of steps) {
    await until(cloud, at);
    const holder = holderOf[role] ?? 'desk';
    done(await act(cloud, holder, id, 'claim'));
    done(await act(cloud, holder, id, 'complete-step', { step }));
  }
  await until(cloud, '2026-11-27T15:30');
  done(await enterResult(cloud, id));
  await until(cloud, '2026-11-30T09:00');
  done(await act(cloud, 'desk', id, 'deliver', { method: 'online' }));
  return id;
};
