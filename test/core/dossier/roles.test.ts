import { describe, expect, test } from 'vitest';
import type { Command } from '../../../functions/core/dossier/commands.ts';
import { maySee } from '../../../functions/core/dossier/gate.ts';
import { type Actor, type Role, roles } from '../../../functions/core/dossier/status.ts';
import { type CommandType, transitions } from '../../../functions/core/dossier/transitions.ts';
import type { Place } from './matrix.ts';
import { cellOf } from './places.ts';
import {
  applicant,
  circumstances,
  follow,
  judge,
  must,
  owner,
  policy,
  type Story,
  staff,
  submitted,
  system,
  until,
} from './support.ts';

const inStep = (id: string) => until((d) => d.phase === 'REVIEW' && d.step.id === id);
type Allowed = readonly (Role | 'owner' | 'system' | 'agency')[];

/** Who may do what in a place of the matrix, by hand from domain 1.2 and R17. The officer of the step appraises. */
const inPlaces: readonly (readonly [CommandType, readonly Place[], Allowed])[] = [
  ['documentsVerified', ['VERI', 'VSUP', 'VRES'], ['system']],
  ['replaceDocuments', ['REPL'], ['owner', 'frontDesk', 'portal']],
  ['recordNationalId', ['ACCE', 'RESU'], ['frontDesk', 'headOfOneStop']],
  ['accept', ['ACCE'], ['frontDesk']],
  ['documentsArchived', ['ARCH', 'ASUP', 'ARES'], ['system']],
  ['restartDigitisation', ['VERI', 'ARES'], ['system', 'administrator']],
  ['handOver', ['HAND'], ['frontDesk']],
  // The appraiser has no way to the applicant: he proposes, the one-stop shop asks (NĐ 61/2018 Đ5).
  ['declineRequest', ['REQS', 'REQP'], ['frontDesk', 'headOfOneStop']],
  ['allowSupplement', ['ACCE', 'REVI', 'REQS'], ['departmentLeader']],
  ['requestSupplement', ['ACCE', 'REQS'], ['frontDesk']],
  ['declareSupplement', ['SUPI', 'SUPR'], ['owner', 'frontDesk', 'portal']],
  ['supply', ['SUPI', 'SUPR'], ['owner', 'frontDesk', 'portal']],
  ['requirePayment', ['REQP'], ['frontDesk']],
  ['confirmPayment', ['PAYM'], ['frontDesk', 'portal']],
  ['lapse', ['SUPI', 'SUPR', 'PAYM'], ['system']],
  ['lapseReplacement', ['REPL'], ['system']],
  // The agency, or the desk that enters its letter; nobody answers for it.
  ['answerConsultation', ['REVI', 'SUPR', 'PAYM', 'RESU'], ['agency', 'frontDesk']],
  ['lapseConsultation', ['REVI', 'PAYM'], ['system']],
  ['reappoint', ['HAND', 'REVI', 'RESU'], ['departmentLeader']],
  ['extend', ['HAND', 'REVI', 'RESU'], ['departmentLeader']],
  ['registerResult', ['RESU'], ['clerk']],
  ['declareResult', ['RESU'], ['clerk']],
  ['issueResult', ['RESU'], ['clerk']],
  ['deliver', ['DELI'], ['frontDesk']],
  ['correctResult', ['DELI', 'DONE'], ['departmentLeader', 'clerk']],
  // The desk writes down what the applicant asks at the counter.
  ['withdraw', ['VERI', 'HAND', 'SUPR', 'PAYM', 'RESU'], ['owner', 'portal', 'frontDesk']],
  ['refuse', ['VERI', 'ACCE'], ['frontDesk', 'administrator']],
  ['stop', ['REVI', 'SUPR', 'PAYM'], ['departmentLeader', 'administrator']],
  ['rate', ['ARCH', 'DONE', 'REFU'], ['owner', 'frontDesk']],
  ['answerComplaint', ['REVI', 'DONE'], ['headOfOneStop', 'departmentLeader']],
  ['decideAlerts', ['REVI', 'HAND'], ['system']],
  ['acknowledgeAlert', ['REVI'], ['divisionHead', 'headOfOneStop', 'departmentLeader', 'administrator']],
  ['noteComplaintOverdue', ['REVI', 'DONE'], ['system']],
  ['redate', ['REVI'], ['administrator']],
  ['restartSpine', ['VERI', 'DONE'], ['system']],
];

const inSteps: readonly (readonly [string, Command, Role])[] = [
  ['ASSIGN', { type: 'claim' }, 'divisionHead'],
  ['APPRAISE', { type: 'claim' }, 'appraiser'],
  ['APPROVE', { type: 'claim' }, 'departmentLeader'],
  ['STAMP', { type: 'claim' }, 'clerk'],
  ['APPRAISE', { type: 'completeStep', step: 'APPRAISE' }, 'appraiser'],
  ['APPRAISE', { type: 'sendBack', to: 'ASSIGN', reason: 'r' }, 'appraiser'],
  ['APPRAISE', { type: 'proposeRequest', request: { kind: 'payment', amount: 1, reason: 'r' } }, 'appraiser'],
  ['DIVISION-REVIEW', { type: 'consult', agency: 'PCCC-H05', question: 'q' }, 'divisionHead'],
];

const appraiser = staff('appraiser-7', ['appraiser']);
const assigners = ['divisionHead', 'headOfOneStop', 'departmentLeader', 'administrator'] as const;

const rights: readonly (readonly [string, Story, Command, number, Allowed])[] = [
  ...inPlaces.flatMap(([type, places, allowed]) =>
    places.map((place) => {
      const { story, command, when } = cellOf(type, place);
      return [`${type} in ${place}`, story, command, when, allowed] as const;
    }),
  ),
  ...(
    [
      { type: 'assign', to: appraiser.subject, assignee: appraiser },
      { type: 'reassign', to: appraiser.subject, assignee: appraiser, reason: 'r' },
    ] as const
  ).map((command) => {
    const story = inStep('APPRAISE');
    return [command.type, story, command, must(story.events.at(-1)).at, assigners] as const;
  }),
  ...inSteps.map(([step, command, role]) => {
    const story = inStep(step);
    return [`${command.type} in ${step}`, story, command, must(story.events.at(-1)).at, [role]] as const;
  }),
];

test('every command is here, but for the release of a claim, which needs one', () => {
  const named = [
    ...inPlaces.map(([type]) => type),
    ...inSteps.map(([, { type }]) => type),
    'sendBack',
    'release',
    'assign',
    'reassign',
  ];
  expect(new Set(named)).toEqual(new Set(Object.keys(transitions)));
});

test('the clerk, too, sends the awaited result back', () => {
  const { story, when } = cellOf('sendBack', 'RESU');
  const back: Command = { type: 'sendBack', to: 'APPROVE', reason: 'r' };
  expect(judge(story, back, staff('clerk-7', ['clerk']), when).ok).toBe(true);
  expect(judge(story, back, staff('leader-7', ['departmentLeader']), when).ok).toBe(false);
});

const others: readonly (readonly [string, Actor])[] = [
  ['another applicant', applicant('citizen-2')],
  ['every role of another unit', staff('elsewhere', roles, 'STC-H05')],
  ['staff without a role', staff('nobody', [])],
  ['staff with the applicant’s name', { ...staff('x', ['applicant']), subject: owner.subject }],
];

describe.each(rights)('%s', (_, story, command, when, allowed) => {
  const answer = (actor: Actor) => {
    const decision = judge(story, command, actor, when);
    return decision.ok ? 'ok' : decision.error.code;
  };

  test.each(roles)('%s', (role) => {
    // The dossier was filed online: the desk has the right, but its owner speaks for himself.
    const owners = role === 'frontDesk' && ['withdraw', 'rate'].includes(command.type);
    const expected = owners ? 'OWNER_ACTS' : allowed.includes(role) ? 'ok' : 'ROLE_NOT_ALLOWED';
    expect(answer(staff(`${role}-7`, [role]))).toBe(expected);
  });
  test('the owner', () => expect(answer(owner)).toBe(allowed.includes('owner') ? 'ok' : 'ROLE_NOT_ALLOWED'));
  test('the system', () =>
    expect(answer(system)).toBe(allowed.includes('system') ? 'ok' : 'ROLE_NOT_ALLOWED'));
  test('the agency whose opinion was asked', () => {
    const agency = staff('agency-1', ['consultedAgency'], 'PCCC-H05');
    expect(answer(agency)).toBe(allowed.includes('agency') ? 'ok' : 'ROLE_NOT_ALLOWED');
  });
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
