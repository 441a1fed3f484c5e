import { expect, test } from 'vitest';
import { type AssignmentsRequest, assignMany } from '../../functions/app/assignments.ts';
import type { ReplayRecord } from '../../functions/app/ports.ts';
import { ID, staff, until } from '../core/dossier/support.ts';
import { idOf, named, person } from './fakeOffice.ts';
import { worldOf } from './fakes.ts';

const head = staff('head-1', ['divisionHead']);
const request: AssignmentsRequest = {
  ...{ actor: head, body: { to: named('anna'), dossiers: [{ id: ID }, { id: idOf(1) }] } },
  idempotency: { key: 'head-1 POST /assignments k', fingerprint: 'f' },
};

/** One dossier that exists, an officer, and a place for answers that may break down. */
const office = () => {
  const world = worldOf(until((d) => d.phase === 'REVIEW' && d.step.id === 'APPRAISE'));
  world.directory.set('anna', { profile: person('anna', ['appraiser']), delegations: [] });
  const answers = new Map<string, ReplayRecord>();
  const broken = { now: false };
  const replay = async (key: string) => answers.get(key) ?? world.ports.store.replay(key);
  const answered = async (record: ReplayRecord) => {
    if (broken.now) throw new Error('out of reach');
    const first = !answers.has(record.key);
    if (first) answers.set(record.key, record);
    return first;
  };
  const ports = { ...world.ports, store: { ...world.ports.store, replay }, answers: { answered } };
  return { world, broken, run: assignMany(ports) };
};

test('one outcome for each dossier, and the same answer to the same request', async () => {
  const { world, run } = office();
  const first = await run(request);
  expect(first).toMatchObject({
    value: {
      body: {
        ...{ to: 'anna', assigned: 1, unchanged: 0, refused: 1 },
        results: [
          { id: ID, outcome: 'assigned' },
          { id: idOf(1), outcome: 'refused', problem: { code: 'MC-1103', reason: 'NOT_FOUND' } },
        ],
      },
    },
  });
  expect(await run(request)).toEqual(first);
  expect(world.commits).toHaveLength(1);
  const other = { ...request, idempotency: { ...request.idempotency, fingerprint: 'g' } };
  expect(await run(other)).toMatchObject({ error: { code: 'IDEMPOTENCY_KEY_REUSED' } });
});

test('a request that broke off half-way is sent again: done once, told as the first time', async () => {
  const { world, broken, run } = office();
  broken.now = true;
  await expect(run(request)).rejects.toThrow('out of reach');
  expect(world.commits).toHaveLength(1);
  broken.now = false;
  const again = await run(request);
  expect(again).toMatchObject({ value: { body: { assigned: 1, unchanged: 0, refused: 1 } } });
  expect(world.commits).toHaveLength(1);
});

test('the same work under another key changes nothing, and a stale rev is refused with the state', async () => {
  const { world, run } = office();
  const { rev } = world.story.dossier;
  await run(request);
  const again = { ...request, idempotency: { ...request.idempotency, key: 'k2' } };
  expect(await run(again)).toMatchObject({ value: { body: { unchanged: 1 } } });
  const stale = {
    ...again,
    idempotency: { ...again.idempotency, key: 'k3' },
    body: { ...request.body, dossiers: [{ id: ID, rev }] },
  };
  expect(await run(stale)).toMatchObject({
    value: {
      body: { results: [{ problem: { reason: 'STALE_ETAG', current: { holder: 'anna', rev: rev + 1 } } }] },
    },
  });
  expect(world.commits).toHaveLength(1);
});

test('who gives no work to others is refused as a whole', async () => {
  const { world, run } = office();
  const answer = await run({ ...request, actor: staff('x', ['appraiser']) });
  expect(answer).toMatchObject({ error: { code: 'ROLE_NOT_ALLOWED' } });
  expect(world.commits).toEqual([]);
});
