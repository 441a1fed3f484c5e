import { join } from 'node:path';
import { expect, test } from 'vitest';
import { virtualClock } from '../../../local/clock.ts';
import { DeadLetter } from '../../../local/events/delivery.ts';
import { lendingClock } from '../../../local/events/lending.ts';
import { openList } from '../../../local/events/list.ts';
import { type Mapping, streamDelivery } from '../../../local/events/stream.ts';
import type { Outcome } from '../../../local/lambda/pool.ts';
import { tempDir } from '../fixture.ts';

const record = (n: number, mark = '1') => ({
  table: 't',
  eventID: `e${n}`,
  sequenceNumber: `s${n}`,
  keys: { pk: { S: `d${n}` } },
  newImage: { pk: { S: `d${n}` }, wakes: { N: mark } },
  at: 0,
});
const base: Mapping = {
  id: 'Mapping',
  functionName: 'f',
  streamArn: 'arn:stream',
  filters: [{ eventName: ['INSERT'], dynamodb: { NewImage: { wakes: { N: ['1'] } } } }],
  reportFailures: true,
  bisect: false,
  maxRetries: 2,
  maxAgeSeconds: -1,
  onFailure: 'arn:queue',
};
const failed = (...ids: string[]): Outcome => ({
  ok: true,
  payload: { batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) },
});
const thrown: Outcome = { ok: false, error: { errorType: 'Error', errorMessage: 'no', trace: [] } };

/** Delivers records 1…`count` to a function that answers by the names it is given. */
async function deliver(
  mapping: Partial<Mapping>,
  count: number,
  answer: (ids: string[]) => Outcome,
  now = 0,
) {
  const clock = virtualClock(now);
  const lending = lendingClock(clock);
  const calls: string[] = [];
  const deadLetters = openList(join(tempDir(), 'dead.jsonl'), DeadLetter);
  const pool = {
    async invoke(_name: string, event: unknown) {
      const ids = [...JSON.stringify(event).matchAll(/"SequenceNumber":"(s\d+)"/g)].map(([, id]) =>
        String(id),
      );
      calls.push(ids.join(' '));
      return answer(ids);
    },
    crash: () => {},
    close: async () => {},
  };
  const run = streamDelivery({ lending, pool, deadLetters }, { ...base, ...mapping });
  const release = lending.clock.hold(); // as the stream host does
  const done = run(Array.from({ length: count }, (_, i) => record(i + 1))).then(release);
  await clock.advanceTo(now + 3_600_000);
  await done;
  return { calls, dead: deadLetters.all() };
}

test('records that do not pass the filter are acknowledged without a call', async () => {
  expect(
    await deliver({ filters: [{ dynamodb: { NewImage: { alerts: { N: ['1'] } } } }] }, 3, () => thrown),
  ).toEqual({ calls: [], dead: [] });
});

test('a partial failure repeats from the lowest failed record, keeping what succeeded', async () => {
  let first = true;
  const { calls, dead } = await deliver({}, 4, () => {
    const answer = first ? failed('s4', 's3') : failed();
    first = false;
    return answer;
  });
  expect(calls).toEqual(['s1 s2 s3 s4', 's3 s4']);
  expect(dead).toEqual([]);
});

test('progress resets the count of retries', async () => {
  // Each call settles one record and fails at the next one: more calls than retries, and nothing is given up on.
  const { calls, dead } = await deliver({}, 5, ([, second]) => (second ? failed(second) : failed()));
  expect(calls).toHaveLength(5);
  expect(dead).toEqual([]);
  let stubborn = 0;
  const slow = await deliver({}, 3, ([first = '', second]) => {
    const stays = stubborn++ % 3 !== 2;
    return stays ? failed(first) : second ? failed(second) : failed();
  });
  expect(slow.calls).toHaveLength(9); // two retries for each of three records
  expect(slow.dead).toEqual([]);
});

test('after the last retry the rest goes to the dead letter queue, and virtual time passed in between', async () => {
  const { calls, dead } = await deliver({}, 2, () => thrown);
  expect(calls).toEqual(['s1 s2', 's1 s2', 's1 s2']);
  expect(dead).toEqual([
    expect.objectContaining({ queue: 'arn:queue', source: 'Mapping', reason: 'Error: no', at: 3000 }),
  ]);
});

test('bisecting leaves only the poisoned record behind', async () => {
  const { calls, dead } = await deliver({ bisect: true, maxRetries: 0 }, 4, (ids) =>
    ids.includes('s3') ? thrown : failed(),
  );
  expect(calls).toEqual(['s1 s2 s3 s4', 's1 s2', 's3 s4', 's3', 's4']);
  expect(JSON.stringify(dead)).toContain('"s3"');
  expect(JSON.stringify(dead)).not.toContain('"s4"');
});

test('an unknown identifier and an answer of the wrong shape fail the whole batch', async () => {
  expect((await deliver({ maxRetries: 0 }, 2, () => failed('nobody'))).dead).toHaveLength(1);
  expect(
    (await deliver({ maxRetries: 0 }, 2, () => ({ ok: true, payload: { batchItemFailures: 'x' } }))).dead,
  ).toHaveLength(1);
  expect((await deliver({ maxRetries: 0 }, 2, () => ({ ok: true, payload: null }))).dead).toEqual([]);
});

test('records older than the limit are given up on', async () => {
  const { calls, dead } = await deliver({ maxRetries: 1000, maxAgeSeconds: 5 }, 1, () => thrown);
  expect(calls.length).toBeLessThan(5);
  expect(dead).toHaveLength(1);
});

test('records that are older than they may be are given up on without a call, however they came to be late', async () => {
  const ok = (): Outcome => failed();
  expect(await deliver({ maxAgeSeconds: 60 }, 2, ok, 60_000)).toMatchObject({ calls: ['s1 s2'], dead: [] });
  const { calls, dead } = await deliver({ maxAgeSeconds: 60 }, 2, ok, 61_000);
  expect(calls).toEqual([]);
  expect(dead).toMatchObject([{ queue: 'arn:queue', reason: 'older than MaximumRecordAgeInSeconds' }]);
});
