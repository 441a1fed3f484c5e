import { expect, test } from 'vitest';
import type { Command } from '../../../functions/core/dossier/commands.ts';
import type { Dossier } from '../../../functions/core/dossier/dossier.ts';
import { problems } from '../../../functions/core/dossier/problems.ts';
import { phases, roles } from '../../../functions/core/dossier/status.ts';
import { type Transition, transitions } from '../../../functions/core/dossier/transitions.ts';
import {
  archived,
  FILES,
  follow,
  issue,
  judge,
  must,
  numbers,
  owner,
  type Story,
  staff,
  submitted,
  system,
  until,
  verified,
} from './support.ts';

/** Where the dossier stands: its phase, and for CLOSED how it was closed. REVIEW is its second step. */
const columns = [
  ...['VERIFY', 'REPLACEMENT', 'ACCEPTANCE', 'ARCHIVE', 'HAND_OVER', 'REVIEW', 'RESULT', 'VERIFY_RESULT'],
  ...['ARCHIVE_RESULT', 'DELIVERY', 'DELIVERED', 'WITHDRAWN'],
] as const;

/**
 * Every command against every phase, written by hand from domain 1.2 and the design's usual path.
 * ok · no = illegal transition · dirty = files not clean · issued = the result is issued, too late to withdraw
 */
const matrix = `
                    VERI  REPL  ACCE  ARCH  HAND  REVI  RESU  VRES  ARES  DELI  DONE  WITH
documentsVerified   ok    no    no    no    no    no    no    ok    no    no    no    no
replaceDocuments    no    ok    no    no    no    no    no    no    no    no    no    no
accept              dirty dirty ok    no    no    no    no    no    no    no    no    no
documentsArchived   no    no    no    ok    no    no    no    no    ok    no    no    no
restartDigitisation ok    no    no    ok    no    no    no    ok    ok    no    no    no
handOver            no    no    no    no    ok    no    no    no    no    no    no    no
claim               no    no    no    no    no    ok    no    no    no    no    no    no
release             no    no    no    no    no    ok    no    no    no    no    no    no
assign              no    no    no    no    no    ok    no    no    no    no    no    no
reassign            no    no    no    no    no    ok    no    no    no    no    no    no
completeStep        no    no    no    no    no    ok    no    no    no    no    no    no
sendBack            no    no    no    no    no    ok    ok    no    no    no    no    no
declareResult       no    no    no    no    no    no    ok    no    no    no    no    no
issueResult         no    no    no    no    no    no    ok    no    no    no    no    no
deliver             no    no    no    no    no    no    no    no    no    ok    no    no
withdraw            ok    ok    ok    ok    ok    ok    ok    ok    issued issued issued no
refuse              ok    ok    ok    no    no    no    no    no    no    no    no    no
stop                no    no    no    no    no    ok    ok    no    no    no    no    no
decideAlerts        ok    no    ok    ok    ok    ok    ok    ok    no    no    no    no
redate              ok    no    ok    ok    ok    ok    ok    ok    no    no    no    no
restartSpine        ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
`;

const refusals: Readonly<Record<string, keyof typeof problems>> = {
  ...{ no: 'ILLEGAL_TRANSITION', dirty: 'DOCUMENTS_NOT_CLEAN', issued: 'RESULT_ALREADY_ISSUED' },
};

const everyone = staff('everyone', roles);

const inPhase = (phase: Dossier['phase']) => (d: Dossier) => d.phase === phase;

/** A dossier that stands in the column, with whatever its commands need: a claim, a declared result. */
const storyIn = (column: (typeof columns)[number]): Story => {
  switch (column) {
    case 'REPLACEMENT':
      return follow(submitted(), verified(numbers(FILES), [2]), system, submitted().dossier.submittedAt);
    case 'REVIEW': {
      const second = until((d) => d.phase === 'REVIEW' && d.step.index === 1);
      return follow(second, { type: 'claim' }, everyone, must(second.events.at(-1)).at);
    }
    case 'RESULT':
      return until((d) => d.phase === 'RESULT' && d.result !== undefined);
    case 'DELIVERED':
      return until((d) => d.status === 10);
    case 'WITHDRAWN':
      return follow(submitted(), { type: 'withdraw', reason: 'r' }, owner, submitted().dossier.submittedAt);
    default:
      return until(inPhase(column));
  }
};

const stories = new Map(columns.map((column) => [column, storyIn(column)]));

/** The command, with arguments that fit wherever it is legal at all. */
const commandFor = (type: string, { dossier }: Story): Command => {
  const step = dossier.phase === 'REVIEW' ? dossier.step.id : 'ASSIGN';
  const result = 'result' in dossier && dossier.result ? [dossier.result.document] : numbers(FILES);
  const all: readonly Command[] = [
    verified(result),
    { type: 'replaceDocuments' },
    { type: 'accept' },
    archived(result),
    { type: 'restartDigitisation' },
    { type: 'handOver' },
    { type: 'claim' },
    { type: 'release' },
    { type: 'assign', to: everyone.subject, assignee: everyone },
    { type: 'reassign', to: everyone.subject, assignee: everyone, reason: 'r' },
    { type: 'completeStep', step },
    { type: 'sendBack', to: 'ASSIGN', reason: 'r' },
    { type: 'declareResult' },
    issue,
    { type: 'deliver', method: 'post' },
    { type: 'withdraw', reason: 'r' },
    { type: 'refuse', reason: 'r' },
    { type: 'stop', reason: 'r', legalBasis: 'NĐ 217/2026 Đ76.5' },
    { type: 'decideAlerts' },
    { type: 'redate', days: [] },
    { type: 'restartSpine', run: 2 },
  ];
  return must(all.find((command) => command.type === type));
};

/** Someone whose rights are beyond doubt, and a time at which whatever can be due is due. */
const actorFor = (type: string) => {
  const own = rowOf(type).by;
  return own.includes('system') ? system : own.includes('owner') ? owner : everyone;
};
const timeFor = (type: string, { dossier, events }: Story) =>
  type === 'decideAlerts' && dossier.deadline ? dossier.deadline.due + 1 : must(events.at(-1)).at;

const rowOf = (type: string): Transition =>
  must(Object.entries(transitions).find(([key]) => key === type)?.[1]);

const rows = matrix
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.trim().split(/ +/));
const cells = rows.flatMap(([type = '', ...cell]) =>
  columns.map((column, i) => ({ type, column, expected: must(cell[i]) })),
);

test('the matrix names every command and every phase', () => {
  expect(rows.map(([type]) => type).toSorted()).toEqual(Object.keys(transitions).toSorted());
  const known = columns.map((column) => must(stories.get(column)).dossier.phase);
  expect(new Set(known)).toEqual(new Set(phases));
});

test.each(cells)('$type in $column: $expected', ({ type, column, expected }) => {
  const story = must(stories.get(column));
  const row = rowOf(type);
  const [command, actor, when] = [commandFor(type, story), actorFor(type), timeFor(type, story)];
  const decision = judge(story, command, actor, when);
  expect(row.from.includes(story.dossier.phase)).toBe(expected === 'ok');
  if (decision.ok) {
    const after = follow(story, command, actor, when);
    expect(['ok', row.event]).toEqual([expected, after.events.at(-1)?.type]);
    expect(row.to).toContain(after.dossier.phase);
  } else {
    expect(decision.error.code).toBe(refusals[expected]);
    expect(problems[decision.error.code].status).toBe(409);
  }
});
