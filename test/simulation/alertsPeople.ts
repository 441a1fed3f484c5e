import type { CommandRequest } from '../../functions/app/execute.ts';
import { askPayment, askSupplement } from '../../functions/app/requests.ts';
import { parseDate } from '../../functions/core/calendar/index.ts';
import type { Command } from '../../functions/core/dossier/commands.ts';
import { holderAt } from '../../functions/core/dossier/desk.ts';
import type { Dossier, StepState } from '../../functions/core/dossier/dossier.ts';
import type { Actor, Role } from '../../functions/core/dossier/status.ts';
import { reviewSteps, stepMinutes } from '../../functions/core/procedure/index.ts';
import {
  archived,
  clerk,
  declare,
  declareFile,
  desk,
  issue,
  leader,
  must,
  nationalId,
  owner,
  register,
  staff,
  system,
  verified,
} from '../core/dossier/support.ts';
import { after, closingOf, dayAt, openingOf, workingDayAfter } from '../verifier/officeTime.ts';
import { dayText } from '../verifier/table.ts';
import type { Chance } from './alertsChance.ts';
import type { World } from './alertsWorld.ts';
import { DAY, HOUR, MINUTE } from './alertsYear.ts';

/** Something that somebody is going to do. */
export interface Act {
  readonly at: number;
  readonly actor: Actor;
  readonly command: CommandRequest['command'];
}

/** What a dossier's people are like: how quick they are, and what will come to the leader's and the applicant's mind. */
export interface Temper {
  readonly pace: 'prompt' | 'usual' | 'late' | 'forgetful';
  /** When the leader gives a new date, in milliseconds from the due date; undefined = never. */
  readonly apologises: number | undefined;
  readonly extends: number | undefined;
  /** After how long the applicant has had enough. */
  readonly withdraws: number | undefined;
}

export const temperOf = (chance: Chance): Temper => ({
  pace: chance.oneOf(['prompt', 'prompt', 'usual', 'usual', 'usual', 'late', 'late', 'forgetful']),
  apologises: chance.yes(0.35) ? chance.between(-6 * 24, 5 * 24) * HOUR : undefined,
  extends: chance.yes(0.5) ? chance.between(-6 * 24, 2 * 24) * HOUR : undefined,
  withdraws: chance.yes(0.06) ? chance.between(1, 40 * 24) * HOUR : undefined,
});

interface Scene {
  readonly world: World;
  readonly chance: Chance;
  readonly temper: Temper;
  readonly d: Dossier;
}

/** After so much office time as people of this pace take for a job of so many minutes. */
const working = ({ world, chance, temper }: Scene, minutes: number): number => {
  const factor = { prompt: [1, 6], usual: [4, 11], late: [9, 22], forgetful: [20, 90] }[temper.pace];
  const [low = 1, high = 1] = chance.yes(0.15) ? [1, 30] : factor;
  const length = Math.max(1, Math.round((minutes * chance.between(low, high)) / 10));
  return after(world.inForce().table, world.now, length * MINUTE);
};

/** At any time of day. */
const anyTime = ({ world, chance }: Scene, low: number, high: number): number =>
  world.now + Math.max(MINUTE, Math.round((low + chance.draw() * (high - low)) / MINUTE) * MINUTE);

/** A run of the machines: mostly minutes, sometimes silent for hours, now and then for more than a day. */
const machine = (scene: Scene): number => {
  const kind = scene.chance.draw();
  if (kind < 0.9) return anyTime(scene, MINUTE, 5 * MINUTE);
  return kind < 0.97 ? anyTime(scene, 10 * MINUTE, 5 * HOUR) : anyTime(scene, 5 * HOUR, 30 * HOUR);
};

/** Exactly when something is due, when the office opens or closes: where rules have their edges. */
const atAnEdge = ({ world, chance, d }: Scene, planned: number): number => {
  if (!chance.yes(0.1)) return planned;
  const { table } = world.inForce();
  const day = workingDayAfter(table, dayAt(table, planned), 0);
  const step = 'step' in d ? [d.step.due] : [];
  const worked = workingDayAfter(table, day, 1);
  const edges = [openingOf(table, worked), closingOf(table, worked), openingOf(table, worked) + 7.5 * HOUR];
  const due = d.deadline ? [d.deadline.due, d.deadline.due + DAY] : [];
  const ahead = [...edges, ...step, ...due].filter((edge) => edge > world.now);
  return ahead.length > 0 ? chance.oneOf(ahead) : planned;
};

const colleagues = (role: Role): readonly Actor[] => [staff(`${role}-1`, [role]), staff(`${role}-2`, [role])];
const head = staff('divisionHead-1', ['divisionHead']);

/** Whoever has the step, else one of those who may take it. */
const doer = ({ world, chance }: Scene, d: Extract<Dossier, { phase: 'REVIEW' }>): Actor => {
  const holder = holderAt(d, world.now);
  const group = colleagues(d.step.role);
  return group.find(({ subject }) => subject === holder) ?? chance.oneOf(group);
};

const rest = (step: StepState, { world }: Scene): number => {
  const rule = reviewSteps(world.procedure)[step.index];
  return step.resumed?.minutes ?? (rule ? stepMinutes(rule) : 480);
};

/** What brings the dossier on, or nothing if those who have the move forget about it. */
const main = (scene: Scene): Act | undefined => {
  const { world, chance, d } = scene;
  const act = (when: number, actor: Actor, command: CommandRequest['command']): Act => ({
    at: atAnEdge(scene, when),
    ...{ actor, command },
  });
  const bad = (numbers: readonly number[]) => (chance.yes(0.1) ? numbers.slice(0, 1) : []);
  switch (d.phase) {
    case 'VERIFY':
      return {
        at: machine(scene),
        actor: system,
        command: verified(d.documents.filed, bad(d.documents.filed)),
      };
    case 'VERIFY_SUPPLEMENT':
    case 'ARCHIVE_SUPPLEMENT': {
      const { declared } = d.supplement;
      const command =
        d.phase === 'VERIFY_SUPPLEMENT' ? verified(declared, bad(declared)) : archived(declared);
      return { at: machine(scene), actor: system, command };
    }
    case 'ARCHIVE':
      return { at: machine(scene), actor: system, command: archived(d.documents.filed) };
    case 'VERIFY_RESULT':
    case 'ARCHIVE_RESULT': {
      const document = [d.result?.document ?? 0];
      const command = d.phase === 'VERIFY_RESULT' ? verified(document, bad(document)) : archived(document);
      return { at: machine(scene), actor: system, command };
    }
    case 'REPLACEMENT':
      return chance.yes(0.1)
        ? undefined
        : act(anyTime(scene, HOUR, 5 * DAY), owner, { type: 'replaceDocuments' });
    case 'ACCEPTANCE': {
      if (world.procedure.nationalId.required && !d.nationalId)
        return act(working(scene, 60), desk, nationalId);
      const kind = chance.draw();
      if (kind < 0.04) return act(working(scene, 240), desk, { type: 'refuse', reason: 'r' });
      if (kind < 0.2 && d.supplements.intake === 0) {
        const items = [{ document: 1, reason: 'thiếu' }];
        return act(working(scene, 240), desk, { type: 'requestSupplement', items });
      }
      const cases = world.procedure.limitCases.map(({ id }) => id);
      const limitCase = cases.length > 0 ? { limitCase: chance.oneOf(cases) } : {};
      return act(working(scene, 240), desk, { type: 'accept', ...limitCase });
    }
    case 'HAND_OVER':
      return act(working(scene, 120), desk, { type: 'handOver' });
    case 'REVIEW':
      return act(working(scene, rest(d.step, scene)), doer(scene, d), {
        type: 'completeStep',
        step: d.step.id,
      });
    case 'REQUEST':
      if (chance.yes(0.2)) return act(working(scene, 120), desk, { type: 'declineRequest', reason: 'r' });
      return act(
        ...([working(scene, 120), desk] as const),
        d.request.kind === 'supplement'
          ? (dossier) => askSupplement(world.texts)(dossier, {})
          : askPayment(world.texts),
      );
    case 'SUPPLEMENT': {
      if (d.supplement.declared.length > 0 && d.supplement.suppliedAt === undefined) {
        return { at: world.now + MINUTE, actor: owner, command: { type: 'supply' } };
      }
      if (chance.yes(0.25)) return undefined;
      const when = anyTime(scene, HOUR, 6 * DAY);
      // Files that were refused are uploaded anew and handed in again.
      return act(when, owner, d.supplement.suppliedAt === undefined ? declare : { type: 'supply' });
    }
    case 'PAYMENT': {
      if (chance.yes(0.2)) return undefined;
      const when = working(scene, 960);
      const paid =
        d.payment.askedAt + Math.floor(((when - d.payment.askedAt) * chance.draw()) / MINUTE) * MINUTE;
      return act(when, desk, {
        ...({ type: 'confirmPayment', reference: 'BL-1' } as const),
        ...(chance.yes(0.5) && { paidAt: paid }),
      });
    }
    case 'RESULT': {
      if (!d.register) {
        const kind = d.mustRefuse ? 'refused' : 'granted';
        return act(working(scene, 60), clerk, { ...register, kind });
      }
      if (!d.result) return { at: world.now + 2 * MINUTE, actor: clerk, command: declareFile };
      return act(working(scene, 30), clerk, issue);
    }
    case 'DELIVERY':
      return act(working(scene, 960), desk, { type: 'deliver', method: 'counter' });
    case 'CLOSED':
      return undefined;
  }
};

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

/** What people have in mind after an alert: a head takes note of it, or does not. */
export const reactions = (world: World, chance: Chance): readonly Act[] => {
  if (!chance.yes(0.4)) return [];
  const minutes = chance.oneOf([5, 60, 180, 239, 240, 241, 600]);
  const when = after(world.inForce().table, world.now, minutes * MINUTE);
  return [{ at: when, actor: head, command: { type: 'acknowledgeAlert' } }];
};

/** Everything that people and machines have in mind now that the dossier stands as it does. */
export const plans = (world: World, chance: Chance, temper: Temper): readonly Act[] => {
  const scene = { world, chance, temper, d: world.dossier() };
  const next = main(scene);
  const all = [next, aside(scene, next?.at ?? Infinity), ...dates(scene), ...others(scene)];
  return all.filter((act) => act !== undefined).toSorted((a, b) => a.at - b.at);
};
