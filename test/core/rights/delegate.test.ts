import { describe, expect, test } from 'vitest';
import type { Actor, Role } from '../../../functions/core/dossier/status.ts';
import { beyond, mayLend, mayRevoke, withoutStandIn } from '../../../functions/core/rights/delegate.ts';
import type { Delegation, StaffProfile } from '../../../functions/core/rights/staff.ts';
import { standingOf, stateOf } from '../../../functions/core/rights/standing.ts';
import { judgeLoads } from '../../../functions/core/rights/workload.ts';
import { must, staff } from '../dossier/support.ts';

const leader = staff('leader-1', ['departmentLeader']);
const deputy = staff('deputy-1', ['divisionHead']);
const head = staff('head-1', ['headOfOneStop']);
const profile = (actor: Actor, more: Partial<StaffProfile> = {}): StaffProfile => ({
  ...{ subject: actor.subject, name: 'Trần Thị B', roles: actor.roles, procedures: 'all' },
  ...({ clearance: 'ordinary', active: true, ...more } as const),
});
const loan = (more: Partial<Delegation> = {}): Delegation => ({
  ...{ id: '2026-11-30-a', kind: 'delegation', from: leader.subject, to: deputy.subject },
  ...{ roles: ['departmentLeader'], procedures: 'all', first: '2026-11-10', last: '2026-11-30' },
  ...{ legalBasis: 'QĐ 12/QĐ-SXD', ...more },
});

test.each([
  ['2026-11-09', 'notYet'],
  ['2026-11-10', 'valid'],
  ['2026-11-30', 'valid'],
  ['2026-12-01', 'expired'],
])('days are inclusive: on %s a loan from the 10th to the 30th is %s', (today, state) => {
  expect(stateOf(loan(), today)).toBe(state);
  expect(stateOf(loan({ revokedAt: 1 }), today)).toBe('revoked');
});

describe('who lends what', () => {
  const told = (
    delegation: Delegation,
    actor: Actor,
    lender = profile(leader),
    taker?: StaffProfile | null,
  ) => {
    const answer = mayLend(
      delegation,
      actor,
      lender,
      taker === null ? undefined : (taker ?? profile(deputy)),
    );
    return answer.ok ? 'ok' : answer.error.code;
  };
  test('one’s own role, for oneself', () => expect(told(loan(), leader)).toBe('ok'));
  test('a head the role of an officer in the officer’s name', () => {
    const absent = { from: deputy.subject, to: leader.subject, roles: ['divisionHead'] } as const;
    expect(told(loan(absent), head, profile(deputy), profile(leader))).toBe('ok');
  });
  test.each<Role>(['departmentLeader', 'headOfOneStop'])(
    'of another’s power as %s: only an administrator',
    (role) => {
      const power = loan({ roles: [role] });
      const holder = profile(leader, { roles: [role] });
      for (const steward of [head, staff('leader-2', ['departmentLeader'])])
        expect(told(power, steward, holder)).toBe('NOT_YOURS_TO_GIVE');
      expect(told(power, staff('admin-1', ['administrator']), holder)).toBe('ok');
      expect(told(power, { ...leader, roles: [role] })).toBe('ok');
    },
  );
  test('a head not to oneself', () =>
    expect(
      told(
        loan({ to: head.subject, roles: ['clerk'] }),
        head,
        profile(leader, { roles: ['clerk'] }),
        profile(head),
      ),
    ).toBe('NOT_YOURS_TO_GIVE'));
  test('an officer not in the name of another', () => expect(told(loan(), deputy)).toBe('ROLE_NOT_ALLOWED'));
  test('not a role that one lacks', () =>
    expect(told(loan({ roles: ['clerk'] }), leader)).toBe('NOT_YOURS_TO_GIVE'));
  test('not what the profile lacks, when another does it', () =>
    expect(told(loan({ roles: ['appraiser'] }), head, profile(leader))).toBe('NOT_YOURS_TO_GIVE'));
  test('what was lent is not lent on', () => {
    const from = deputy.subject;
    const borrowed = standingOf(deputy, { delegations: [loan()] }, '2026-11-15');
    const on = loan({ from, to: head.subject });
    expect(told(on, borrowed.ok ? borrowed.value : deputy, profile(deputy), profile(head))).toBe(
      'NOT_YOURS_TO_GIVE',
    );
  });
  test('not beyond one’s own procedures', () => {
    const scoped = { ...leader, procedures: ['1.013236'] };
    expect(told(loan(), scoped)).toBe('NOT_YOURS_TO_GIVE');
    expect(told(loan({ procedures: ['1.013237'] }), scoped)).toBe('NOT_YOURS_TO_GIVE');
    expect(told(loan({ procedures: ['1.013236'] }), scoped)).toBe('ok');
  });
  test.each<[string, Partial<Delegation>]>([
    ['to oneself', { to: leader.subject }],
    ['backwards in time', { first: '2026-12-01' }],
    ['of a role that is not lent', { roles: ['administrator'] }],
  ])('not %s', (_, more) => expect(told(loan(more), leader)).toBe('VALIDATION_FAILED'));
  test('not to someone unknown or inactive', () => {
    expect(told(loan(), leader, profile(leader), null)).toBe('STAFF_UNKNOWN');
    expect(told(loan(), leader, profile(leader), profile(deputy, { active: false }))).toBe('STAFF_UNKNOWN');
  });
  test('taken back by the lender, the taker or a head', () => {
    const who = [leader, deputy, head, staff('x', ['clerk'])].map((actor) => mayRevoke(loan(), actor));
    expect(who).toEqual([true, true, true, false]);
  });
});

describe('who writes whose entry', () => {
  const admin = staff('admin-1', ['administrator']);
  const clerk = staff('clerk-1', ['clerk']);
  test.each<[string, Partial<StaffProfile>, Actor, string | undefined]>([
    ['a head enters a clerk', {}, head, undefined],
    ['a head makes no leader', { roles: ['departmentLeader'] }, head, 'NOT_YOURS_TO_GIVE'],
    ['a head gives no clearance', { clearance: 'restricted' }, head, 'NOT_YOURS_TO_GIVE'],
    ['an administrator does', { roles: ['departmentLeader'], clearance: 'restricted' }, admin, undefined],
  ])('%s', (_, more, actor, code) => {
    expect(beyond(profile(clerk, more), undefined, actor)?.code).toBe(code);
  });
  test('a head does not change the entry of a head', () =>
    expect(beyond(profile(leader, { active: false }), profile(leader), head)?.code).toBe('ROLE_NOT_ALLOWED'));
});

test('an inactive profile has no rights, lent ones included', () => {
  const record = { profile: profile(deputy, { active: false }), delegations: [loan()] };
  expect(standingOf(deputy, record, '2026-11-15')).toMatchObject({ error: { code: 'STAFF_INACTIVE' } });
});

test('a role that one active person alone holds is named until someone stands in (NĐ 61/2018 Đ12.8)', () => {
  const people = (...more: readonly StaffProfile[]) => [profile(leader), profile(deputy), ...more];
  const lone = (profiles: readonly StaffProfile[], loans: readonly Delegation[], today = '2026-11-15') =>
    Object.fromEntries(withoutStandIn(profiles, loans, today));
  const both: Record<string, readonly Role[]> = {
    'leader-1': ['departmentLeader'],
    'deputy-1': ['divisionHead'],
  };
  expect(lone(people(), [])).toEqual(both);
  expect(lone(people(), [loan()])).toEqual({ 'deputy-1': ['divisionHead'] });
  expect(lone(people(), [loan()], '2026-12-01')).toEqual(both);
  const second = profile(staff('deputy-2', ['divisionHead']));
  expect(lone(people(second), [])).toEqual({ 'leader-1': ['departmentLeader'] });
  expect(lone(people({ ...second, active: false }), [])).toEqual(both);
});

test('overloaded is who has more than the own capacity, or than the mean times the factor', () => {
  const load = (name: string, open: number, capacity?: number) => ({
    ...{ subject: staff(name, []).subject, open, overdue: 0, dueToday: 0, capacity },
  });
  const judged = judgeLoads([load('a', 10), load('b', 4), load('c', 1), load('d', 5, 4), load('e', 0)], 1.5);
  // The mean is 20 / 5 = 4, times 1.5 = 6.
  expect(judged.mean).toBe(4);
  expect(judged.loads.map(({ overloaded }) => overloaded)).toEqual([true, false, false, true, false]);
  expect(judgeLoads([load('a', 1), load('b', 0), load('c', 0)], 1.5).loads[0]?.overloaded).toBe(false);
  expect(judgeLoads([], 1.5)).toEqual({ mean: 0, loads: [] });
  expect(must(judged.loads[0]).capacity).toBeUndefined();
});
