import { describe, expect, test } from 'vitest';
import type { Actor, Lent } from '../../../functions/core/dossier/status.ts';
import { follow, judge, must, officer, type Story, staff, until } from '../dossier/support.ts';

const head = staff('head-1', ['divisionHead']);
const [anna, binh] = [staff('anna', ['appraiser']), staff('binh', ['appraiser'])];
const inStep = (id = 'APPRAISE') => until((d) => d.phase === 'REVIEW' && d.step.id === id);
const now = (story: Story) => must(story.events.at(-1)).at;
const to = (assignee: Actor) => ({ to: assignee.subject, assignee });
const assign = (assignee: Actor) => ({ type: 'assign', ...to(assignee) }) as const;
const reassign = (assignee: Actor) => ({ type: 'reassign', reason: 'nghỉ phép', ...to(assignee) }) as const;
const claim = { type: 'claim' } as const;
const done = { type: 'completeStep', step: 'APPRAISE' } as const;
const code = (story: Story, command: Parameters<typeof judge>[1], actor: Actor, at = now(story)) => {
  const decision = judge(story, command, actor, at);
  return decision.ok ? 'ok' : decision.error.code;
};
const lent = (from: Actor, more: Partial<Lent> = {}): Lent => ({
  ...{ id: '2026-12-31-a', from: from.subject, roles: from.roles, procedures: 'all' },
  ...({ state: 'valid', ...more } as const),
});
const stepOf = ({ dossier }: Story) => (dossier.phase === 'REVIEW' ? dossier.step : undefined);

test('what is assigned is the assignee’s alone, until it is given back', () => {
  const given = follow(inStep(), assign(anna), head, now(inStep()));
  expect(stepOf(given)).toMatchObject({ assignee: 'anna' });
  expect(given.events.at(-1)).toMatchObject({ type: 'assigned', data: { to: 'anna', by: 'head-1' } });
  for (const command of [claim, done, { type: 'sendBack', to: 'ASSIGN', reason: 'r' } as const]) {
    expect(code(given, command, binh)).toBe('ASSIGNED_TO_ANOTHER');
    expect(code(given, command, anna)).toBe('ok');
  }
  expect(code(given, { type: 'release' }, binh)).toBe('NOT_CLAIMED');
  const back = follow(given, { type: 'release' }, anna, now(given));
  expect(stepOf(back)).not.toHaveProperty('assignee');
  expect(code(back, claim, binh)).toBe('ok');
});

test('a reassignment takes the step and the claim from the one who had it, and says why beside the log', () => {
  const claimed = follow(inStep(), claim, binh, now(inStep()));
  expect(code(claimed, assign(anna), head)).toBe('ASSIGNED_TO_ANOTHER');
  const moved = follow(claimed, reassign(anna), head, now(claimed));
  expect(stepOf(moved)).toMatchObject({ assignee: 'anna' });
  expect(stepOf(moved)).not.toHaveProperty('claim');
  expect(moved.events.at(-1)).toMatchObject({ data: { to: 'anna', previous: 'binh' } });
  expect(JSON.stringify(moved.events)).not.toContain('nghỉ phép');
  expect(code(moved, done, binh)).toBe('ASSIGNED_TO_ANOTHER');
  expect(code(moved, reassign(anna), head)).toBe('ALREADY_ASSIGNED');
});

test('an own claim stays with the assignee, and a claim that has run out stands in nobody’s way', () => {
  const claimed = follow(inStep(), claim, anna, now(inStep()));
  expect(stepOf(follow(claimed, assign(anna), head, now(claimed)))).toHaveProperty('claim');
  const later = now(claimed) + 30 * 24 * 3_600_000;
  expect(code(claimed, assign(binh), head, later)).toBe('ok');
});

test('the next step waits for its group again', () => {
  const given = follow(inStep(), assign(anna), head, now(inStep()));
  expect(stepOf(follow(given, done, anna, now(given)))).not.toHaveProperty('assignee');
});

describe('who can be given the step', () => {
  const told = (assignee: Actor | undefined) =>
    code(inStep(), { type: 'assign', to: assignee?.subject ?? anna.subject, assignee }, head);
  test.each<[string, Actor | undefined, string]>([
    ['nobody of the directory', undefined, 'ASSIGNEE_UNFIT'],
    ['another role', officer('clerk'), 'ASSIGNEE_UNFIT'],
    ['another unit', staff('x', ['appraiser'], 'STC-H05'), 'ASSIGNEE_UNFIT'],
    ['other procedures', { ...anna, procedures: ['1.000001'] }, 'ASSIGNEE_UNFIT'],
    ['a loan in force', { ...officer('clerk'), lent: [lent(anna)] }, 'ok'],
    [
      'a loan that has ended',
      { ...officer('clerk'), lent: [lent(anna, { state: 'expired' })] },
      'ASSIGNEE_UNFIT',
    ],
  ])('%s', (_, assignee, expected) => expect(told(assignee)).toBe(expected));

  test('a restricted dossier only to someone who is cleared for it', () => {
    const story = inStep();
    const secret: Story = { ...story, dossier: { ...story.dossier, restricted: true } };
    expect(code(secret, assign(anna), head)).toBe('ASSIGNEE_UNFIT');
    expect(code(secret, assign({ ...anna, clearance: 'restricted' }), head)).toBe('ok');
  });
});

describe('who stands in', () => {
  test('acts for the assignee, and the log names the delegation even where the own role would do', () => {
    const given = follow(inStep(), assign(anna), head, now(inStep()));
    const standIn = { ...binh, lent: [lent(anna)] };
    const decision = judge(given, done, standIn, now(given));
    expect(decision).toMatchObject({
      value: { authority: { delegation: '2026-12-31-a', onBehalfOf: 'anna' } },
    });
    expect(code(given, done, { ...binh, lent: [lent(officer('appraiser'))] })).toBe('ASSIGNED_TO_ANOTHER');
  });

  test('an own right goes before a loan', () => {
    const decision = judge(inStep(), done, { ...binh, lent: [lent(anna)] }, now(inStep()));
    expect(decision).toMatchObject({ value: { authority: { role: 'appraiser' } } });
    expect(decision.ok && decision.value.authority).not.toHaveProperty('delegation');
  });

  test('the receiver does not approve, in the name of the leader neither', () => {
    const leader = officer('departmentLeader');
    const approve = { type: 'completeStep', step: 'APPROVE' } as const;
    const receiver = staff('desk-1', ['frontDesk']);
    expect(code(inStep('APPROVE'), approve, { ...receiver, lent: [lent(leader)] })).toBe(
      'RECEIVER_IS_APPROVER',
    );
    const other = staff('desk-2', ['frontDesk']);
    expect(code(inStep('APPROVE'), approve, { ...other, lent: [lent(leader)] })).toBe('ok');
    // Nor does anyone approve in the name of the receiver.
    const both = { ...lent(receiver), roles: ['departmentLeader'] as const };
    expect(code(inStep('APPROVE'), approve, { ...other, lent: [both] })).toBe('RECEIVER_IS_APPROVER');
  });
});
