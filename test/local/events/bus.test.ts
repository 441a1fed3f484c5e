import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { virtualClock } from '../../../local/clock.ts';
import { createBus } from '../../../local/events/bus.ts';
import { DeadLetter, type Target } from '../../../local/events/delivery.ts';
import { openList } from '../../../local/events/list.ts';
import type { Faults } from '../../../local/faults.ts';
import { tempDir } from '../fixture.ts';

const event = { source: 'mine', detailType: 'Thing', resources: [], detail: { n: 1 } };

function bus(dir: string, failures: number, attempts = 2, faults?: Pick<Faults, 'event'>) {
  const clock = virtualClock(Date.parse('2026-03-02T01:00:00Z'));
  const sent: string[] = [];
  let left = failures;
  const target: Target = {
    arn: 'arn:target',
    attempts,
    maxAgeSeconds: 3600,
    deadLetterQueue: 'arn:queue',
    async send(body, id) {
      sent.push(
        `${id} at +${(clock.now() - Date.parse('2026-03-02T01:00:00Z')) / 60_000}m ${JSON.stringify(body).length > 0}`,
      );
      return left-- > 0 ? 'no' : undefined;
    },
  };
  const deadLetters = openList(join(dir, 'dead.jsonl'), DeadLetter);
  const made = createBus({
    clock,
    dir: join(dir, 'events'),
    deadLetters,
    randomId: () => 'id-1',
    faults,
    rules: [
      { name: 'r', bus: 'default', pattern: { source: ['mine'] }, targets: [target] },
      {
        name: 'other',
        bus: 'default',
        pattern: { source: ['theirs'] },
        targets: [{ ...target, arn: 'arn:other' }],
      },
    ],
  });
  return { ...made, clock, sent, deadLetters, waiting: () => readdirSync(join(dir, 'events')) };
}

test('an event is kept until its target succeeded; retries follow the clock with the same id', async () => {
  const { publish, clock, sent, waiting, deadLetters } = bus(tempDir(), 2);
  publish(event);
  publish({ ...event, source: 'nobody listens' });
  expect(waiting()).toEqual(['id-1.json']);
  await clock.advanceTo(clock.now() + 3 * 60_000 - 1);
  expect(waiting()).toEqual(['id-1.json']);
  await clock.advanceTo(clock.now() + 1);
  expect(sent).toEqual(['id-1 at +0m true', 'id-1 at +1m true', 'id-1 at +3m true']);
  expect(waiting()).toEqual([]);
  expect(deadLetters.all()).toEqual([]);
});

test('in a simulation an event may come twice, the second time late; it is kept until then', async () => {
  const event5 = { event: () => ({ lateMs: 300_000, twice: true }) };
  const { publish, clock, sent, waiting } = bus(tempDir(), 0, 2, event5);
  publish(event);
  await clock.advanceTo(clock.now() + 299_999);
  expect(sent).toEqual(['id-1 at +0m true']);
  expect(waiting()).toEqual(['id-1.json']);
  await clock.advanceTo(clock.now() + 1);
  expect(sent).toEqual(['id-1 at +0m true', 'id-1 at +5m true']);
  expect(waiting()).toEqual([]);
});

test('in a simulation an event may be lost: nobody hears of it, and nothing is left of it', async () => {
  const lost = { event: () => ({ lateMs: 0, twice: false, never: true }) };
  const { publish, clock, sent, waiting, deadLetters } = bus(tempDir(), 0, 2, lost);
  publish(event);
  await clock.advanceTo(clock.now() + 86_400_000);
  expect([sent, waiting(), deadLetters.all()]).toEqual([[], [], []]);
});

test('a target that keeps failing leaves a dead letter with the event', async () => {
  const { publish, clock, waiting, deadLetters } = bus(tempDir(), 9);
  publish(event);
  await clock.advanceTo(clock.now() + 600_000);
  expect(waiting()).toEqual([]);
  expect(deadLetters.all()).toEqual([
    expect.objectContaining({
      queue: 'arn:queue',
      source: 'arn:target',
      reason: 'no',
      body: expect.objectContaining({ detail: { n: 1 } }),
    }),
  ]);
});

test('after a crash the events under way are delivered again, and a torn file is dropped', async () => {
  const dir = tempDir();
  bus(dir, 9).publish(event);
  writeFileSync(join(dir, 'events', 'torn.json'), '{"id":');
  const { resume, clock, sent, waiting } = bus(dir, 0);
  resume();
  await clock.settle();
  expect(sent).toEqual(['id-1 at +0m true']);
  expect(waiting()).toEqual([]);
});
