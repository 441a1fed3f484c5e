import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Command } from '../../../functions/core/dossier/commands.ts';
import { type Dossier, nextTimerAt } from '../../../functions/core/dossier/dossier.ts';
import { problems } from '../../../functions/core/dossier/problems.ts';
import { type Actor, roles } from '../../../functions/core/dossier/status.ts';
import { transitions } from '../../../functions/core/dossier/transitions.ts';
import { evaluateSla } from '../../../functions/core/sla/evaluate.ts';
import { lawsOfEvent, lawsOfLog } from './laws.ts';
import {
  applicant,
  archived,
  FILES,
  follow,
  frozen,
  issue,
  judge,
  MORNING,
  must,
  numbers,
  officer,
  owner,
  type Story,
  staff,
  submitted,
  system,
  usual,
  verified,
} from './support.ts';

const actors: readonly Actor[] = [
  ...roles.map(officer),
  ...[owner, applicant('citizen-2'), system, staff('everyone', roles), staff('everyone-2', roles)],
  staff('elsewhere', roles, 'STC-H05'),
];

const REASON = 'lý do bí mật';
const steps = ['ASSIGN', 'APPRAISE', 'DIVISION-REVIEW', 'APPROVE', 'STAMP', 'RETURN', 'NONSENSE'];

/** Any command with any arguments, sensible or not. */
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc
    .tuple(fc.subarray(numbers(FILES + 2)), fc.subarray(numbers(FILES)))
    .map(([all, bad]) => verified(all, bad)),
  fc.subarray(numbers(FILES + 2)).map(archived),
  fc.constantFrom<Command>(
    ...([{ type: 'replaceDocuments' }, { type: 'accept' }, { type: 'restartDigitisation' }] as const),
    ...([{ type: 'handOver' }, { type: 'claim' }, { type: 'release' }, { type: 'declareResult' }] as const),
    ...([{ type: 'decideAlerts' }, { type: 'deliver', method: 'post' }, issue] as const),
    ...([{ type: 'redate', days: [] }] as const),
  ),
  fc.constantFrom(...steps).map((step): Command => ({ type: 'completeStep', step })),
  fc.constantFrom(...steps).map((to): Command => ({ type: 'sendBack', to, reason: REASON })),
  fc
    .constantFrom(...actors.filter(({ kind }) => kind === 'staff'))
    .map((assignee): Command => ({ type: 'assign', to: assignee.subject, assignee })),
  fc
    .constantFrom(officer('appraiser'), staff('everyone', roles))
    .map((assignee): Command => ({ type: 'reassign', to: assignee.subject, assignee, reason: REASON })),
  fc.nat(5).map((run): Command => ({ type: 'restartSpine', run })),
);

type Act =
  | { readonly kind: 'any'; readonly command: Command; readonly actor: Actor }
  | { readonly kind: 'usual' | 'spoilt' | 'tick' | 'claim' | 'release' };

/** Mostly what usually happens, so that dossiers get far; else anything by anyone; withdrawals are rare. */
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Act>({ kind: 'usual' }) },
  { weight: 3, arbitrary: fc.constant<Act>({ kind: 'tick' }) },
  { weight: 2, arbitrary: fc.constantFrom<Act>({ kind: 'spoilt' }, { kind: 'claim' }, { kind: 'release' }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('any' as const),
      command: anyCommand,
      actor: fc.constantFrom(...actors),
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...actors)
      .chain((actor) =>
        fc
          .constantFrom<Command>(
            { type: 'withdraw', reason: REASON },
            { type: 'refuse', reason: REASON },
            { type: 'stop', reason: REASON, legalBasis: 'NĐ 217/2026 Đ76.5' },
          )
          .map((command): Act => ({ kind: 'any', command, actor })),
      ),
  },
);

const MINUTE = 60_000;
const anyWait = fc.oneof(
  fc.constant(0),
  fc.nat(600).map((n) => n * MINUTE),
  fc.nat(4 * 24 * 60).map((n) => n * MINUTE),
);

/** A command that is refused changes nothing, and is refused again; one that is allowed obeys the laws. */
const attempt = (story: Story, command: Command, actor: Actor, when: number): Story => {
  const decision = judge(story, command, actor, when);
  if (!decision.ok) {
    expect(problems[decision.error.code].number).toBeGreaterThan(1000);
    expect(judge(story, command, actor, when)).toEqual(decision);
    return story;
  }
  if (story.dossier.phase === 'CLOSED') expect(command.type).toBe('restartSpine');
  const next = follow(story, command, actor, when);
  lawsOfEvent(story.dossier, next.dossier, must(next.events.at(-1)));
  return next;
};

/** Time has its say, as in the use case: until nothing is due. Then no timer may lie in the past. */
const tick = (story: Story, now: number): Story => {
  let next = story;
  for (let round = 0; evaluateSla(next.dossier, now).kind !== 'nothing'; round++) {
    expect(round).toBeLessThan(3);
    const verdict = evaluateSla(next.dossier, now);
    const type = verdict.kind === 'alert' ? 'decideAlerts' : 'restartDigitisation';
    const before = next;
    next = attempt(next, { type }, system, now);
    expect(next, 'what is due is decided').not.toBe(before);
  }
  expect(nextTimerAt(next.dossier) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(now);
  expect(judge(next, { type: 'decideAlerts' }, system, now).ok).toBe(false);
  return next;
};

const spoil = (dossier: Dossier): Command =>
  dossier.phase === 'VERIFY_RESULT'
    ? verified([dossier.result?.document ?? 0], [dossier.result?.document ?? 0])
    : verified(numbers(dossier.documents.total), [1]);

const play = (story: Story, act: Act, now: number): Story => {
  if (act.kind === 'tick') return tick(story, now);
  if (act.kind === 'any') return attempt(story, act.command, act.actor, now);
  if (act.kind === 'spoilt') return attempt(story, spoil(story.dossier), system, now);
  const next = usual(story.dossier);
  if (act.kind !== 'usual') return next ? attempt(story, { type: act.kind }, next[1], now) : story;
  return next ? attempt(story, next[0], next[1], now) : story;
};

const stands = [
  ...['VERIFY 1', 'REPLACEMENT 1', 'ACCEPTANCE 1', 'ARCHIVE 2', 'HAND_OVER 2', 'REVIEW 4', 'RESULT 4'],
  ...['VERIFY_RESULT 4', 'ARCHIVE_RESULT 9', 'DELIVERY 9', 'CLOSED 7', 'CLOSED 3', 'CLOSED 8', 'CLOSED 10'],
];
const eventTypes = ['submitted', ...new Set(Object.values(transitions).map(({ event }) => event))];

test('whatever is asked by whomever and when, the laws of a dossier hold', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(fc.array(fc.tuple(anyAct, anyWait), { minLength: 1, maxLength: 80, size: 'max' }), (acts) => {
      let story = submitted(MORNING);
      lawsOfEvent(undefined, story.dossier, must(story.events[0]));
      let now = MORNING;
      for (const [act, wait] of acts) {
        now += wait;
        story = play(story, act, now);
        frozen(story.dossier);
        reached.add(`${story.dossier.phase} ${story.dossier.status}`);
        for (const { type } of story.events) reached.add(type);
      }
      expect(JSON.stringify(story.events)).not.toContain(REASON);
      lawsOfLog(story);
    }),
    // A failure prints its seed and path; PROPERTY_SEED and PROPERTY_RUNS explore further.
    {
      numRuns: Number(process.env.PROPERTY_RUNS ?? 800),
      seed: Number(process.env.PROPERTY_SEED ?? 20_261_123),
    },
  );
  // The property is worth something only if the random lives get everywhere.
  expect(reached).toEqual(new Set([...stands, ...eventTypes]));
});
