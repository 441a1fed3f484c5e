import { parseDate } from '../../functions/core/calendar/index.ts';
import type { Command } from '../../functions/core/dossier/commands.ts';
import { holderAt } from '../../functions/core/dossier/desk.ts';
import type { Actor } from '../../functions/core/dossier/status.ts';
import { reviewSteps } from '../../functions/core/procedure/index.ts';
import { desk, leader, must, owner, staff, system } from '../core/dossier/support.ts';
import { after, dayAt, workingDayAfter } from '../verifier/officeTime.ts';
import { dayText } from '../verifier/table.ts';
import type { Chance } from './alertsChance.ts';
import { main } from './alertsMain.ts';
import { type Act, anyTime, colleagues, doer, head, type Scene, type Temper, working } from './alertsPace.ts';
import type { World } from './alertsWorld.ts';
import { DAY, HOUR, MINUTE } from './alertsYear.ts';

/** What else people have in mind. */

const administrator = staff('administrator-1', ['administrator']);

/** What else may happen to a dossier while it waits, before the next thing is done. */
const aside = (scene: Scene, before: number): Act | undefined => {
  const { world, chance, d } = scene;
  if (d.phase !== 'REVIEW' || !chance.yes(0.45)) return undefined;
  const until = Math.min(before, world.now + 6 * DAY);
  const when =
    world.now + Math.max(MINUTE, Math.floor(((until - world.now) * chance.draw()) / MINUTE) * MINUTE);
  const mate = chance.oneOf(colleagues(d.step.role));
  const to = { to: mate.subject, assignee: mate };
  const earlier = reviewSteps(world.procedure)[chance.between(0, Math.max(0, d.step.index - 1))];
  const asks = d.step.role === 'appraiser';
  const held = holderAt(d, world.now) !== undefined;
  const request = chance.yes(0.6)
    ? ({ kind: 'supplement', items: [{ document: 1, reason: 'thiếu' }] } as const)
    : ({ kind: 'payment', amount: 100_000, reason: 'phí' } as const);
  const choices: (readonly [number, Actor, Command])[] = [
    [held ? 0.5 : 4, mate, { type: 'claim' }],
    [held ? 4 : 0.2, doer(scene, d), { type: 'release' }],
    [3, head, { type: 'assign', ...to }],
    [1, head, { type: 'reassign', reason: 'r', ...to }],
    [1, leader, { type: 'allowSupplement', legalBasis: 'Đ1' }],
    [asks ? 4 : 0, doer(scene, d), { type: 'proposeRequest', request }],
    [
      asks ? 3 : 0,
      doer(scene, d),
      { type: 'consult', agency: chance.oneOf(['SNNMT-H05', 'PCCC-H05']), question: '?' },
    ],
    [
      d.step.index > 0 && earlier ? 1.5 : 0,
      doer(scene, d),
      { type: 'sendBack', to: earlier?.id ?? '', reason: 'r' },
    ],
    [0.15, leader, { type: 'stop', reason: 'r', legalBasis: 'Đ1' }],
  ];
  let mark = chance.draw() * choices.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, actor, command] of choices) {
    mark -= weight;
    if (mark < 0) return { at: when, actor, command };
  }
  return undefined;
};

/** What the leader does about the date. */
const dates = ({ world, chance, temper, d }: Scene): readonly (Act | undefined)[] => {
  if (d.deadline?.kind !== 'APPOINTED' || !('clock' in d)) return [];
  const { due } = d.deadline;
  const { table } = world.inForce();
  const when = (offset: number) => Math.max(world.now + MINUTE, due + offset);
  const later = workingDayAfter(table, dayAt(table, Math.max(due, when(0))), chance.between(1, 8));
  const newDue = must(parseDate(dayText(later)));
  const by = { amount: chance.between(2, 8), unit: 'workingDay' } as const;
  return [
    temper.apologises === undefined || d.clock.reappointment
      ? undefined
      : { at: when(temper.apologises), actor: leader, command: { type: 'reappoint', newDue, reason: 'r' } },
    temper.extends === undefined || d.clock.extensions.length >= world.procedure.extension.times
      ? undefined
      : { at: when(temper.extends), actor: leader, command: { type: 'extend', by, reason: 'r' } },
  ];
};

/** What other agencies and the applicant do besides. */
const others = (scene: Scene): readonly (Act | undefined)[] => {
  const { world, chance, temper, d } = scene;
  const open = 'consultations' in d ? d.consultations.find(({ state }) => state === 'open') : undefined;
  const [occasion] = d.ratings;
  const unhappy = chance.yes(0.5);
  const marks = { attitude: 3, waiting: 3, facilities: 3 };
  const says = unhappy ? { onAppointedDate: false, apologyReceived: false } : { onAppointedDate: true };
  const complaint = d.complaint && d.complaint.answeredAt === undefined;
  return [
    open && chance.yes(0.7)
      ? {
          ...{ at: anyTime(scene, HOUR, 5 * DAY), actor: desk },
          command: { type: 'answerConsultation', n: open.n, opinion: 'agree', text: 't' },
        }
      : undefined,
    occasion && chance.yes(0.1)
      ? {
          ...{ at: anyTime(scene, HOUR, 10 * DAY), actor: owner },
          command: { type: 'rate', occasion, ...marks, ...says },
        }
      : undefined,
    complaint && chance.yes(0.6)
      ? {
          ...{ at: working(scene, 2400), actor: leader },
          command: { type: 'answerComplaint', upheld: true, text: 't' },
        }
      : undefined,
    temper.withdraws === undefined || d.phase === 'CLOSED'
      ? undefined
      : {
          at: Math.max(world.now + MINUTE, d.submittedAt + temper.withdraws),
          ...{ actor: owner, command: { type: 'withdraw', reason: 'r' } },
        },
  ];
};

/** The machine itself, which may be refused: by then the run may be over, or have been made too often. */
const scanning: Actor = { ...system };

/** Now and then the scanner says nothing, asked twice, about a run that goes on meanwhile. */
const unscanned = ({ world, chance, d }: Scene): Act | undefined => {
  const isVerified = d.phase === 'VERIFY' || d.phase === 'VERIFY_SUPPLEMENT' || d.phase === 'VERIFY_RESULT';
  if (!isVerified || !chance.yes(0.15)) return undefined;
  const command = { type: 'restartDigitisation', unscanned: [1] } as const;
  return { at: world.now + 100 * MINUTE, actor: scanning, command };
};

/** What people have in mind after an alert: a head takes note of it, or does not; the administrator looks after machines. */
export const reactions = (world: World, chance: Chance): readonly Act[] => {
  if (world.alerts.at(-1)?.stage === 'DIGITISATION_STUCK' && chance.yes(0.8)) {
    const when = world.now + chance.between(1, 300) * MINUTE;
    return [{ at: when, actor: administrator, command: { type: 'restartDigitisation' } }];
  }
  if (!chance.yes(0.4)) return [];
  const minutes = chance.oneOf([5, 60, 180, 239, 240, 241, 600]);
  const when = after(world.inForce().table, world.now, minutes * MINUTE);
  return [{ at: when, actor: head, command: { type: 'acknowledgeAlert' } }];
};

/** Everything that people and machines have in mind now that the dossier stands as it does. */
export const plans = (world: World, chance: Chance, temper: Temper): readonly Act[] => {
  const scene = { world, chance, temper, d: world.dossier() };
  const next = main(scene);
  const all = [next, aside(scene, next?.at ?? Infinity), ...dates(scene), ...others(scene), unscanned(scene)];
  return all.filter((act) => act !== undefined).toSorted((a, b) => a.at - b.at);
};
