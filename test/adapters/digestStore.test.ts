import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dynamoCounts } from '../../functions/adapters/dynamo/countStore.ts';
import { dynamoDigestStore } from '../../functions/adapters/dynamo/digestStore.ts';
import { queryEntries } from '../../functions/adapters/dynamo/inboxStore.ts';
import { dynamoUnits } from '../../functions/adapters/dynamo/unitStore.ts';
import { type DigestPorts, type DigestStore, sendDigests } from '../../functions/app/digest.ts';
import { placeAt } from '../../functions/core/dossier/desk.ts';
import { unitId } from '../../functions/core/dossier/ids.ts';
import { idOf, officeOf, waiting } from '../app/fakeOffice.ts';
import { at } from '../core/calendar/support.ts';
import { must, type UNIT } from '../core/dossier/support.ts';
import { type AlertTable, alertTable } from './alertTable.ts';

/** Digests on the real engine: each goes out once, whatever runs twice or breaks off; and what they are found by. */
const MINUTE = 60_000;
let table: AlertTable;
let store: DigestStore;
let unit: typeof UNIT;
let units = 0;
let now: number;
let sent: string[];

beforeAll(async () => {
  table = await alertTable();
  store = dynamoDigestStore(table.engine.db, table.name);
});
afterAll(() => table.engine.stop());
beforeEach(() => {
  unit = must(unitId(`UNIT-${++units}`));
  now = at('2026-11-16 07:30');
  sent = [];
});

const ports = (digests = store, publish = async (id: string) => void sent.push(id)): DigestPorts => ({
  ...officeOf(waiting(1, -40)).ports,
  clock: { now: () => now },
  units: { units: async () => [unit] },
  reads: {
    entries: async () => ({ entries: [{ id: idOf(1), place: placeAt(now) }] }),
    heads: async () => new Map([[idOf(1), waiting(1, -40)]]),
    gauges: async () => new Map([['appraiser', 1]]),
  },
  alerts: table.store,
  digests,
  topic: { publish: ({ id }) => publish(id) },
  links: { runbook: (anchor) => anchor },
});
const run = (digests?: DigestStore) => sendDigests(ports(digests))();
const all = () =>
  ['appraiser', 'divisionHead', 'departmentLeader'].map((role) => `digest#${unit}#2026-11-16#${role}`);

describe('the digests of a morning', () => {
  test('go out once, at the second strike of the clock as little as at the third', async () => {
    expect(await run()).toEqual(all());
    now += 60 * MINUTE;
    expect(await run()).toEqual([]);
    expect(sent).toEqual(all());
  });

  test('two runs at the same moment send each of them once; who finds one in flight comes again', async () => {
    const done = await Promise.allSettled([run(), run()]);
    expect(sent.toSorted()).toEqual(all().toSorted());
    for (const each of done)
      if (each.status === 'rejected') expect(String(each.reason)).toMatch(/DigestsUnfinished: .*in flight/);
  });

  test('after a crash between sending and noting the next run sends that one again, under the same id', async () => {
    const dying: DigestStore = {
      ...store,
      finish: async (ref, outcome, when) => {
        if (outcome === 'sent') throw new Error('the machine died');
        await store.finish(ref, outcome, when);
      },
    };
    await expect(run(dying)).rejects.toThrow(`${unit}: Error`);
    expect(sent).toEqual(all().slice(0, 1));
    await expect(run(), 'its claim still stands; the others go out').rejects.toThrow('appraiser: in flight');
    now += MINUTE;
    expect(await run()).toEqual(all().slice(0, 1));
    expect(sent.toSorted()).toEqual([...all(), ...all().slice(0, 1)].toSorted());
  });

  test('are those of that day and no other', async () => {
    await run();
    now = at('2026-11-17 07:30');
    expect(await run()).toHaveLength(3);
  });
});

describe('the indexes', () => {
  const place = (n: number, due: number) => ({ inboxPk: `${unit}#desk`, inboxSk: placeAt(due, idOf(n)) });
  const put = (n: number, Item: Record<string, unknown>) =>
    table.engine.db.send(
      new PutCommand({
        TableName: table.name,
        Item: { pk: `DOSSIER#${idOf(units * 100 + n)}`, sk: 'HEAD', ...Item },
      }),
    );

  test('find what is at risk, and review steps that nobody holds any more', async () => {
    await put(1, { ...place(1, now), risk: 1, holderPk: 'x' });
    await put(2, { ...place(2, now), step: 'APPRAISE' });
    await put(3, { ...place(3, now), step: 'APPRAISE', holderPk: 'x' });
    await put(4, { ...place(4, now), step: 'APPRAISE', holderPk: 'x', heldUntil: now });
    await put(5, { ...place(5, now), step: 'APPRAISE', holderPk: 'x', heldUntil: now + 1 });
    await put(6, place(6, now));
    const found = await queryEntries(table.engine.db, table.name, {
      ...{ index: 'inbox', partition: `${unit}#desk`, filter: { cleared: true, watchedAt: now }, limit: 10 },
    });
    expect(found.entries.map((each) => Number(each.place.slice(14, 22)))).toEqual([1, 2, 4]);
  });

  test('count what is overdue and stuck, and tell the oldest date', async () => {
    const counts = dynamoCounts(table.engine.db, table.name);
    await put(1, { ...place(1, now - 2 * MINUTE), shard: 'OPEN', stuckSince: String(now - MINUTE) });
    await put(2, { ...place(2, now - MINUTE), shard: 'OPEN', stuckSince: String(now + MINUTE) });
    await put(3, place(3, now));
    expect(await counts.rows(`${unit}#desk`, placeAt(now))).toBe(2);
    expect(await counts.firstDue(`${unit}#desk`)).toBe(now - 2 * MINUTE);
    expect(await counts.firstDue(`${unit}#empty`)).toBeUndefined();
    expect(await counts.stuck(now)).toBe(1);
  });

  test('the catalogue names its units', async () => {
    for (const sk of ['UNIT#SXD-H05', 'UNIT#STC-H05', 'CALENDAR#vn'])
      await table.engine.db.send(new PutCommand({ TableName: table.name, Item: { pk: 'CATALOGUE', sk } }));
    expect(await dynamoUnits(table.engine.db, table.name).units()).toEqual(['STC-H05', 'SXD-H05']);
  });
});
