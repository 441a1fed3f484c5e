import { describe, expect, test } from 'vitest';
import { type CommandRequest, execute } from '../../functions/app/execute.ts';
import { dossierId } from '../../functions/core/dossier/ids.ts';
import { refuse } from '../../functions/core/dossier/problems.ts';
import { applicant, desk, ID, must, officer, owner, staff, system, until } from '../core/dossier/support.ts';
import { headOf, worldOf } from './fakes.ts';

const ready = () => worldOf(until((d) => d.nationalId !== undefined));
const accept: CommandRequest = { id: ID, command: { type: 'accept' }, actor: desk };
const idempotency = { key: 'desk-1 accept k', fingerprint: 'f' };

/** What a caller is told, in short. */
const told = async (answer: ReturnType<ReturnType<typeof execute>>) => {
  const result = await answer;
  return result.ok ? result.value.status : result.error.code;
};

test('a command becomes one event, and its answer describes the new state', async () => {
  const world = ready();
  const result = await execute(world.ports)(accept);
  expect(result).toMatchObject({
    value: { status: 200, rev: 4, body: { status: 2, phase: 'ARCHIVE', rev: 4 } },
  });
  expect(world.commits).toHaveLength(1);
  expect(world.commits[0]).toMatchObject({
    ...{ event: { seq: 4, type: 'accepted' }, counterShards: 8 },
    increments: { by: { accepted: 1 } },
  });
  expect(world.commits[0]).not.toHaveProperty('replay');
});

describe('who may not know of a dossier is told that there is none', () => {
  test.each([
    ['another applicant', applicant('citizen-2')],
    ['another unit', staff('desk-9', ['frontDesk'], 'STC-H05')],
  ])('%s', async (_, actor) => {
    const world = ready();
    await execute(world.ports)({ ...accept, idempotency });
    expect(await told(execute(world.ports)({ ...accept, actor, idempotency, ifMatch: 0 }))).toBe('NOT_FOUND');
  });

  test('there is none', async () => {
    const id = must(dossierId('11111111-1111-1111-1111-111111111111'));
    expect(await told(execute(ready().ports)({ ...accept, id }))).toBe('NOT_FOUND');
  });
});

describe('the same Idempotency-Key', () => {
  test('gets the same answer and has one effect, even with an ETag that is stale by now', async () => {
    const world = ready();
    const request = { ...accept, idempotency, ifMatch: headOf(world).rev };
    const first = await execute(world.ports)(request);
    world.happens({ type: 'withdraw', reason: 'r' }, owner);
    expect(await execute(world.ports)(request)).toEqual(first);
    expect(world.commits).toHaveLength(1);
  });

  test('for another request is refused', async () => {
    const world = ready();
    await execute(world.ports)({ ...accept, idempotency });
    const other = { ...accept, idempotency: { ...idempotency, fingerprint: 'g' } };
    expect(await told(execute(world.ports)(other))).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test('at the same time has one effect: the loser gets the winner’s answer', async () => {
    const world = ready();
    const run = execute(world.ports);
    const [one, two] = await Promise.all([run({ ...accept, idempotency }), run({ ...accept, idempotency })]);
    expect(one).toEqual(two);
    expect(one).toMatchObject({ ok: true });
    expect(world.commits).toHaveLength(1);
  });
});

test('a machine whose clock lags does not turn the log back: an event is never earlier than the one before it', async () => {
  const world = ready();
  const { changedAt } = headOf(world);
  world.now = changedAt - 90_000;
  expect(await told(execute(world.ports)(accept))).toBe(200);
  expect(world.commits.map(({ event }) => event)).toMatchObject([
    { at: changedAt, data: { clockStart: changedAt } },
  ]);
});

describe('the ETag', () => {
  test('of an older state is refused', async () => {
    expect(await told(execute(ready().ports)({ ...accept, ifMatch: 0 }))).toBe('STALE_ETAG');
  });

  test('does not mind what the system noted for itself', async () => {
    const world = ready();
    const { rev } = headOf(world);
    world.now = must(headOf(world).deadline).due;
    world.happens({ type: 'decideAlerts' }, system);
    expect(await told(execute(world.ports)({ ...accept, ifMatch: rev }))).toBe(200);
  });
});

describe('someone is faster', () => {
  test('by an event that matters to nobody: the command is judged again and goes through', async () => {
    const world = ready();
    world.now = must(headOf(world).deadline).due;
    world.meanwhile = () => world.happens({ type: 'decideAlerts' }, system);
    expect(await told(execute(world.ports)({ ...accept, ifMatch: headOf(world).rev }))).toBe(200);
    expect(world.story.events.slice(-2).map(({ type }) => type)).toEqual(['alertsDecided', 'accepted']);
  });

  test('by an event that matters: the ETag is stale now', async () => {
    const world = ready();
    world.meanwhile = () => world.happens({ type: 'withdraw', reason: 'r' }, owner);
    expect(await told(execute(world.ports)({ ...accept, ifMatch: headOf(world).rev }))).toBe('STALE_ETAG');
  });

  test('without an ETag the rules decide on the new state', async () => {
    const world = ready();
    world.meanwhile = () => world.happens({ type: 'withdraw', reason: 'r' }, owner);
    expect(await told(execute(world.ports)(accept))).toBe('ILLEGAL_TRANSITION');
  });

  test('again and again: the caller hears of it after four attempts', async () => {
    const world = ready();
    let tries = 0;
    const commit = async () => {
      tries++;
      return 'changed' as const;
    };
    const ports = { ...world.ports, store: { ...world.ports.store, commit } };
    expect([await told(execute(ports)(accept)), tries]).toEqual(['CONCURRENT_CHANGE', 4]);
  });
});

describe('a refusal changes nothing', () => {
  test.each<[string, Partial<CommandRequest>]>([
    ['ILLEGAL_TRANSITION', { command: { type: 'deliver', method: 'post' } }],
    ['ROLE_NOT_ALLOWED', { actor: officer('clerk') }],
    ['DUE_DATE_UNKNOWN', { command: async () => refuse('DUE_DATE_UNKNOWN') }],
  ])('%s', async (code, change) => {
    const world = ready();
    const before = world.story;
    expect(await told(execute(world.ports)({ ...accept, idempotency, ...change }))).toBe(code);
    expect(world.story).toBe(before);
    expect(world.commits).toEqual([]);
  });
});
