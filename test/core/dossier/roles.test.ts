import { describe, expect, test } from 'vitest';
import type { Command } from '../../../functions/core/dossier/commands.ts';
import type { Dossier } from '../../../functions/core/dossier/dossier.ts';
import { maySee } from '../../../functions/core/dossier/gate.ts';
import { type Actor, type Role, roles } from '../../../functions/core/dossier/status.ts';
import {
  applicant,
  archived,
  circumstances,
  FILES,
  follow,
  issue,
  judge,
  must,
  numbers,
  owner,
  policy,
  type Story,
  staff,
  submitted,
  system,
  until,
  verified,
} from './support.ts';

const inPhase = (phase: Dossier['phase']) => until((d) => d.phase === phase);
const inStep = (id: string) => until((d) => d.phase === 'REVIEW' && d.step.id === id);
const appraiser = staff('appraiser-1', ['appraiser']);
const bad = () => follow(submitted(), verified(numbers(FILES), [1]), system, submitted().dossier.submittedAt);

/** Who may do what, by hand (R17): staff of the dossier's own unit by role, its owner, our own functions. */
const rights: readonly (readonly [string, Story, Command, readonly (Role | 'owner' | 'system')[]])[] = [
  ['report findings', submitted(), verified(numbers(FILES)), ['system']],
  ['replace files', bad(), { type: 'replaceDocuments' }, ['owner', 'frontDesk', 'portal']],
  ['accept', inPhase('ACCEPTANCE'), { type: 'accept' }, ['frontDesk']],
  ['report archiving', inPhase('ARCHIVE'), archived(numbers(FILES)), ['system']],
  ['restart digitisation', submitted(), { type: 'restartDigitisation' }, ['system']],
  ['hand over', inPhase('HAND_OVER'), { type: 'handOver' }, ['frontDesk']],
  ['claim ASSIGN', inStep('ASSIGN'), { type: 'claim' }, ['divisionHead']],
  ['claim APPRAISE', inStep('APPRAISE'), { type: 'claim' }, ['appraiser']],
  ['claim APPROVE', inStep('APPROVE'), { type: 'claim' }, ['departmentLeader']],
  ['claim STAMP', inStep('STAMP'), { type: 'claim' }, ['clerk']],
  ['complete APPRAISE', inStep('APPRAISE'), { type: 'completeStep', step: 'APPRAISE' }, ['appraiser']],
  [
    'assign',
    inStep('APPRAISE'),
    { type: 'assign', to: appraiser.subject, assignee: appraiser },
    ['divisionHead', 'headOfOneStop', 'departmentLeader', 'administrator'],
  ],
  [
    'send back in APPRAISE',
    inStep('APPRAISE'),
    { type: 'sendBack', to: 'ASSIGN', reason: 'r' },
    ['appraiser'],
  ],
  ['send back the result', inPhase('RESULT'), { type: 'sendBack', to: 'APPROVE', reason: 'r' }, ['clerk']],
  ['declare the result', inPhase('RESULT'), { type: 'declareResult' }, ['clerk']],
  ['issue the result', until((d) => 'result' in d && d.result !== undefined), issue, ['clerk']],
  ['deliver', inPhase('DELIVERY'), { type: 'deliver', method: 'online' }, ['frontDesk']],
  ['withdraw', inPhase('HAND_OVER'), { type: 'withdraw', reason: 'r' }, ['owner', 'portal']],
  ['refuse', inPhase('ACCEPTANCE'), { type: 'refuse', reason: 'r' }, ['frontDesk', 'administrator']],
  [
    'stop',
    inPhase('REVIEW'),
    { type: 'stop', reason: 'r', legalBasis: 'b' },
    ['departmentLeader', 'administrator'],
  ],
  ['restart the spine', submitted(), { type: 'restartSpine', run: 2 }, ['system']],
];

const others: readonly (readonly [string, Actor])[] = [
  ['another applicant', applicant('citizen-2')],
  ['every role of another unit', staff('elsewhere', roles, 'STC-H05')],
  ['staff without a role', staff('nobody', [])],
  ['staff with the applicant’s name', { ...staff('x', ['applicant']), subject: owner.subject }],
];

describe.each(rights)('%s', (_, story, command, allowed) => {
  const when = must(story.events.at(-1)).at;
  const answer = (actor: Actor) => {
    const decision = judge(story, command, actor, when);
    return decision.ok ? 'ok' : decision.error.code;
  };

  test.each(roles)('%s', (role) => {
    const expected = allowed.includes(role) ? 'ok' : 'ROLE_NOT_ALLOWED';
    expect(answer(staff(`${role}-7`, [role]))).toBe(expected);
  });
  test('the owner', () => expect(answer(owner)).toBe(allowed.includes('owner') ? 'ok' : 'ROLE_NOT_ALLOWED'));
  test('the system', () =>
    expect(answer(system)).toBe(allowed.includes('system') ? 'ok' : 'ROLE_NOT_ALLOWED'));
  test.each(others)('%s', (_name, actor) => expect(answer(actor)).toBe('ROLE_NOT_ALLOWED'));
});

test('a release needs the claim and the role', () => {
  const step = inStep('APPRAISE');
  const mine = staff('appraiser-1', ['appraiser']);
  const when = must(step.events.at(-1)).at;
  const held = follow(step, { type: 'claim' }, mine, when);
  const release = (actor: Actor, at = when) => {
    const decision = judge(held, { type: 'release' }, actor, at);
    return decision.ok ? 'ok' : decision.error.code;
  };
  expect(release(mine)).toBe('ok');
  expect(release(staff('appraiser-2', ['appraiser']))).toBe('NOT_CLAIMED');
  expect(release(staff('clerk-1', ['clerk']))).toBe('ROLE_NOT_ALLOWED');
});

describe('who may see a dossier', () => {
  const { dossier } = submitted();
  test.each([
    ['its owner', owner, true],
    ['another applicant', applicant('citizen-2'), false],
    ['staff of its unit', staff('desk-1', ['frontDesk']), true],
    ['staff of another unit', staff('desk-9', ['frontDesk', 'administrator'], 'STC-H05'), false],
    ['staff of no unit', { ...staff('x', ['frontDesk']), unit: undefined }, false],
    ['the system', system, true],
  ])('%s', (_, actor, expected) => {
    const { unit, ...rest } = { unit: undefined, ...actor };
    expect(maySee(dossier, unit === undefined ? rest : { ...rest, unit })).toBe(expected);
  });
});

test('the policy of these tests is the real one', () => {
  expect(circumstances(owner, 0).policy).toBe(policy);
  expect([policy.procedure.code, policy.procedure.limit, policy.unit.id]).toEqual([
    '1.013236',
    { amount: 10, unit: 'workingDay' },
    'SXD-H05',
  ]);
});
