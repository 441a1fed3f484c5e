import { describe, expect, test } from 'vitest';
import { hashOf } from '../../functions/app/append.ts';
import { type CommandRequest, execute } from '../../functions/app/execute.ts';
import type { Actor } from '../../functions/core/dossier/status.ts';
import type { Delegation } from '../../functions/core/rights/staff.ts';
import { desk, ID, must, officer, owner, staff, until } from '../core/dossier/support.ts';
import { headOf, worldOf } from './fakes.ts';

const ready = () => worldOf(until((d) => d.phase === 'ACCEPTANCE' && d.nationalId !== undefined));
const accept: CommandRequest = { id: ID, command: { type: 'accept' }, actor: desk };

describe('whoever was too late is told where the dossier stands', () => {
  const late = async (actor: Actor) => {
    const world = ready();
    world.meanwhile = () => world.happens({ type: 'withdraw', reason: 'r' }, owner);
    const result = await execute(world.ports)({ ...accept, actor, ifMatch: headOf(world).rev });
    return result.ok ? 'ok' : result.error;
  };
  test('with status, phase and rev', async () => {
    expect(await late(desk)).toMatchObject({
      ...{ code: 'STALE_ETAG', current: { status: 7, phase: 'CLOSED' } },
    });
  });
  test('with the holder, also for the applicant', async () => {
    const world = worldOf(until((d) => d.phase === 'REVIEW' && d.step.id === 'APPRAISE'));
    world.happens({ type: 'claim' }, officer('appraiser'));
    const { rev } = headOf(world);
    const claim = (actor: Actor) => execute(world.ports)({ id: ID, command: { type: 'claim' }, actor });
    const current = { status: 4, phase: 'REVIEW', step: 'APPRAISE', holder: 'appraiser-1', rev };
    expect(await claim(staff('appraiser-2', ['appraiser']))).toEqual({
      ...{ ok: false, error: { code: 'CLAIMED_BY_ANOTHER', current } },
    });
    const refill = { id: ID, command: { type: 'replaceDocuments' }, actor: owner } as const;
    expect(await execute(world.ports)(refill)).toMatchObject({ error: { current } });
  });
  test('but not without the right to do it, nor without the right to see it', async () => {
    expect(await late(officer('clerk'))).not.toHaveProperty('current.holder');
    const foreign = await execute(ready().ports)({ ...accept, actor: staff('x', ['frontDesk'], 'STC-H05') });
    expect(foreign).toEqual({ ok: false, error: { code: 'NOT_FOUND' } });
    const mayNot = await execute(ready().ports)({ ...accept, actor: officer('clerk') });
    expect(mayNot.ok || mayNot.error).not.toHaveProperty('current');
  });
});

describe('delegation', () => {
  const loan = (more: Partial<Delegation> = {}): Delegation => ({
    ...({ id: '2026-11-02-a', kind: 'absence', from: desk.subject, to: officer('clerk').subject } as const),
    ...{ roles: ['frontDesk'], procedures: 'all', first: '2026-11-01', last: '2026-11-02' },
    ...{ legalBasis: 'QĐ 1', ...more },
  });
  const by = async (delegation: Delegation, hours = 0) => {
    const world = ready();
    world.now += hours * 3_600_000;
    world.directory.set('clerk-1', { delegations: [delegation] });
    const result = await execute(world.ports)({ ...accept, actor: officer('clerk') });
    return { result, event: world.story.events.at(-1) };
  };
  test('the log names it, and the hash covers it', async () => {
    const { event } = await by(loan());
    expect(event).toMatchObject({
      ...{ type: 'accepted', actor: { kind: 'staff', subject: 'clerk-1', delegation: '2026-11-02-a' } },
    });
    const { hash, ...rest } = must(event);
    expect(hashOf(rest)).toBe(hash);
    expect(hashOf({ ...rest, actor: { kind: 'staff', subject: rest.actor.subject } })).not.toBe(hash);
  });
  test('ends with the last local day, at midnight in Viet Nam', async () => {
    expect((await by(loan(), 14)).result.ok).toBe(true);
    const { result } = await by(loan(), 15);
    expect(result).toMatchObject({
      ...{ error: { code: 'DELEGATION_INVALID', detail: '2026-11-02-a: expired / đã hết hạn' } },
    });
  });
  test('does not outlive the service of the lender', async () => {
    const world = ready();
    const profile = {
      ...{ subject: desk.subject, name: 'Trần Thị Quầy', roles: ['frontDesk'] as const },
      ...{ procedures: 'all' as const, clearance: 'ordinary' as const },
    };
    world.directory.set('clerk-1', { delegations: [loan()] });
    const attempt = () => execute(world.ports)({ ...accept, actor: officer('clerk') });
    world.directory.set('desk-1', { profile: { ...profile, active: false }, delegations: [] });
    expect(await attempt()).toMatchObject({
      ...{ error: { code: 'DELEGATION_INVALID', detail: expect.stringContaining('no longer in service') } },
    });
    world.directory.set('desk-1', { profile: { ...profile, active: true }, delegations: [] });
    expect((await attempt()).ok).toBe(true);
  });
  test('an own right leaves no delegation in the log', async () => {
    const world = ready();
    world.directory.set('desk-1', {
      delegations: [loan({ to: desk.subject, from: officer('clerk').subject })],
    });
    await execute(world.ports)(accept);
    expect(world.story.events.at(-1)?.actor).toEqual({ kind: 'staff', subject: 'desk-1' });
  });
});
