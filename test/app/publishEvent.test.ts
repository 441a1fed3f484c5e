import { expect, test } from 'vitest';
import { publishDossier, publishEvent } from '../../functions/app/publishEvent.ts';
import type { CloudEvent } from '../../functions/core/partners/statusEvent.ts';
import { ID, policy, until } from '../core/dossier/support.ts';

const story = until((d) => d.phase === 'CLOSED');

const scene = (known = story.dossier.seq) => {
  const published: CloudEvent[] = [];
  const broken: { error: Error | undefined } = { error: undefined };
  const log = story.events.slice(0, known);
  const ports = {
    // Pages of two, so that a log is never read in one go.
    reads: {
      events: async (_: string, after: number, limit: number) =>
        log.filter(({ seq }) => seq > after).slice(0, Math.min(limit, 2)),
    },
    catalogue: { office: async () => ({ unit: policy.unit, calendar: policy.calendar }) },
    staff: { record: async () => ({ delegations: [] }) },
    bus: {
      async publish(event: CloudEvent) {
        if (broken.error) throw broken.error;
        published.push(event);
      },
    },
  };
  return { ports, published, broken };
};

test('all that leaves of a dossier, in its order, each naming the one before', async () => {
  const { ports, published } = scene();
  const ids = await publishDossier(ports)(ID);
  const sequences = published.map(({ data }) => data.sequence);
  expect(ids).toEqual(sequences.map((seq) => `${ID}#${Number(seq)}`));
  expect(published.map(({ data }) => data.status)).toEqual([1, 2, 4, 9, 10]);
  expect(published.map(({ data }) => data.previousSequence)).toEqual([undefined, ...sequences.slice(0, -1)]);
});

test('a repetition says the same as the first, however far the dossier has gone on', async () => {
  const early = scene(3);
  const late = scene();
  await publishEvent(early.ports)({ dossierId: ID, seq: 3 });
  await publishEvent(late.ports)({ dossierId: ID, seq: 3 });
  expect(late.published).toEqual(early.published);
});

test('what the bus does not take is thrown, so that the stream delivers it again', async () => {
  const { ports, published, broken } = scene();
  broken.error = new Error('ThrottlingException');
  await expect(publishEvent(ports)({ dossierId: ID, seq: 1 })).rejects.toThrow('ThrottlingException');
  broken.error = undefined;
  expect(await publishEvent(ports)({ dossierId: ID, seq: 1 })).toBe(`${ID}#1`);
  expect(published).toHaveLength(1);
});

test('an event that is not in the log is damage', async () => {
  const { ports } = scene(2);
  await expect(publishEvent(ports)({ dossierId: ID, seq: 3 })).rejects.toThrow('has no event 3');
});
