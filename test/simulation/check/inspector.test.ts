import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { Cloud } from '../../../local/cloud.ts';
import type { Written } from '../../../local/dynamo/memory/index.ts';
import { bootVirtual } from '../../support/boot.ts';
import { UNIT } from '../../support/cast.ts';
import { act, draft, permitPapers } from '../../support/play.ts';
import { brokenCodes } from '../../support/sums.ts';
import { dynamo, type Item, scan } from '../../support/tables.ts';
import { BrokenInvariant } from './broken.ts';
import { Inspector } from './inspector.ts';
import { changeOf, Mirror } from './mirror.ts';
import { Watch } from './watch.ts';

/** Each damage is done to a healthy dossier behind the product's back, found under its name, and mended. */
let cloud: Cloud;
let id = '';
let code = '';
let head: Item;
const writes: Written[] = [];

beforeAll(async () => {
  cloud = await bootVirtual({ memory: { wrote: (write) => void writes.push(write) } });
  id = (await draft(cloud, await permitPapers())).id;
  await act(cloud, 'citizen', id, 'submit');
  const Key = { pk: `DOSSIER#${id}`, sk: 'HEAD' };
  head = { ...(await dynamo(cloud).send(new GetCommand({ TableName: cloud.names.stateTable, Key }))).Item };
  code = z.object({ state: z.object({ code: z.string() }) }).parse(head).state.code;
});
afterAll(() => cloud.stop());

const put = (Item: Item, TableName = cloud.names.stateTable) =>
  dynamo(cloud).send(new PutCommand({ TableName, Item }));

/** What an inspector says who comes by after an act and stays until midnight. */
const found = (weather = { calm: true, answered: true, outage: false }, after = 0): string => {
  const mirror = new Mirror();
  mirror.take(writes.map(changeOf));
  const inspector = new Inspector(mirror, weather);
  const now = cloud.clock.now() + after;
  try {
    inspector.afterAct(id, 'citizen-1 submit', now);
    inspector.midnight({ now, running: [code], sent: [] });
    return 'nothing';
  } catch (error) {
    if (!(error instanceof BrokenInvariant)) throw error;
    const { finding } = error;
    expect(finding.message).toContain(`citizen-1 submit on ${id}`);
    const log = finding.log.join('\n');
    if (finding.code !== 'I4') expect(log, 'it stands beside').toMatch(/ 1 {2}2026-11-16 .* submitted {2}\(/);
    expect(finding.at).toBe(now);
    return finding.code;
  }
};

test('a thread of its own is told each write, finds the same, and says it at the next call', async () => {
  const watch = new Watch({ calm: true, answered: true, outage: false });
  try {
    for (const write of writes) watch.wrote(write);
    watch.afterAct(id, 'citizen-1 submit', cloud.clock.now());
    await watch.finish(cloud);
    expect(watch.looks).toBe(1);
    expect((await watch.logOf(id))[0]).toContain('submitted');
    await put({ ...head, stuckSince: String(cloud.clock.now()) });
    for (const write of writes.slice(-1)) watch.wrote(write);
    watch.afterAct(id, 'citizen-1 looks', cloud.clock.now());
    await expect(watch.finish(cloud)).rejects.toMatchObject({ finding: { code: 'I8' } });
    expect((await watch.logOf(id))[0], 'the log can still be asked for').toContain('submitted');
    expect(() => watch.afterAct(id, 'somebody', cloud.clock.now())).toThrow(BrokenInvariant);
  } finally {
    await put(head);
    await watch.close();
  }
});

test('a thread that has finished begins anew: it knows nothing of the simulation before', async () => {
  const weather = { calm: true, answered: true, outage: false };
  const first = new Watch(weather);
  for (const write of writes) first.wrote(write);
  first.afterAct(id, 'citizen-1 submit', cloud.clock.now());
  expect(await first.logOf(id)).not.toEqual([]);
  await first.finish(cloud);
  await first.close();
  const second = new Watch(weather);
  second.afterAct(id, 'somebody', cloud.clock.now());
  expect(await second.logOf(id)).toEqual([]);
  await second.close();
});

test('a healthy dossier is found healthy', () => {
  expect(found()).toBe('nothing');
});

test.each([
  [
    'I3',
    'the head says what no event said',
    (h: Item) => ({ state: { ...Object(h.state), restricted: true } }),
  ],
  ['I5', 'the dossier lies at another desk', () => ({ inboxPk: `${UNIT}#clerk` })],
  ['I8', 'the spine is parked on an event of before', () => ({ spineSeq: 0 })],
  ['I8', 'the spine is marked stuck', () => ({ stuckSince: String(cloud.clock.now()) })],
  ['I9', 'a run stands on the head that is in no event', () => ({ spineRun: 2 })],
] as const)('%s: %s', async (invariant, _, damage) => {
  await put({ ...head, ...damage(head) });
  expect(found()).toBe(invariant);
  await put(head);
  expect(found()).toBe('nothing');
});

test('a mark that a sweep will take away is no fault while calls fail, until the sweeps have had their time', async () => {
  const stuckSince = (ago: number) => put({ ...head, stuckSince: String(cloud.clock.now() - ago) });
  await stuckSince(3_600_000);
  expect(found({ calm: false, answered: false, outage: true })).toBe('nothing');
  await stuckSince(4 * 86_400_000);
  expect(found({ calm: false, answered: false, outage: true })).toBe('I8');
  await put(head);
});

test('I8: a wake-up that was lost and that no sweep has found, though calls fail', async () => {
  await put({ ...head, spineSeq: 0 });
  const later = 57 * 3_600_000;
  expect(found({ calm: false, answered: false, outage: true })).toBe('nothing');
  expect(found({ calm: false, answered: false, outage: true }, later)).toBe('I8');
  await put(head);
  expect(found({ calm: false, answered: false, outage: true }, later)).toBe('nothing');
});

test('I6: a timer has passed and nothing happened; one that was past when it was made has its time now', async () => {
  await put({ ...head, nextTimerAt: Number(head.nextTimerAt) - 9e8 });
  expect(found()).toBe('nothing');
  expect(found(undefined, 3 * 60_000)).toBe('I6');
  await put(head);
});

test.each([
  ['hears of an event half an hour late', { after: 31, run: 1 }, 'I8'],
  ['hears of it in time', { after: 29, run: 1 }, 'nothing'],
  ['had died, and another run takes its place', { after: 31, run: 2 }, 'nothing'],
])('where nothing is away for long, a spine that %s', async (_, { after, run }, finding) => {
  const mirror = new Mirror();
  const weather = { calm: false, answered: false, outage: false };
  const inspector = new Inspector(mirror, weather);
  let seen = 0;
  const lookAfter = (minutes: number): void => {
    mirror.take(writes.slice(seen).map(changeOf));
    seen = writes.length;
    inspector.rest(cloud.clock.now() + minutes * 60_000);
  };
  await put({ ...head, spineSeq: 0 });
  mirror.take(writes.map(changeOf));
  seen = writes.length;
  inspector.afterAct(id, 'citizen-1 submit', cloud.clock.now());
  lookAfter(after);
  await put({ ...head, spineRun: run });
  const look = (): void => lookAfter(after + 60);
  if (finding === 'nothing') look();
  else expect(look).toThrow(expect.objectContaining({ finding: expect.objectContaining({ code: finding }) }));
  await put(head);
});

test('I4: an item that nobody can read', async () => {
  await put({ ...head, state: { ...Object(head.state), code: 5 } });
  expect(found()).toBe('I4');
  await put(head);
});

test('I6: an alert that nobody decided', async () => {
  await put({ pk: `DOSSIER#${id}`, sk: 'ALERT#REMINDER_50#9' });
  expect(found()).toBe('I6');
  const Key = { pk: `DOSSIER#${id}`, sk: 'ALERT#REMINDER_50#9' };
  await dynamo(cloud).send(new DeleteCommand({ TableName: cloud.names.stateTable, Key }));
});

test.each([
  ['a counter', 'COUNTER', '2026-11-16#1.013236#0', 'received|online'],
  ['a gauge', 'GAUGE', '0', 'frontDesk'],
])('I5: %s is one too many', async (_, kind, sk, cell) => {
  const add = (by: number) =>
    dynamo(cloud).send(
      new UpdateCommand({
        ...{ TableName: cloud.names.stateTable, Key: { pk: `${kind}#${UNIT}`, sk } },
        ...{ UpdateExpression: 'ADD #c :by', ExpressionAttributeNames: { '#c': cell } },
        ExpressionAttributeValues: { ':by': by },
      }),
    );
  await add(1);
  expect(found()).toBe('I5');
  await add(-1);
  expect(found()).toBe('nothing');
});

test('I1: an event follows that is not the next one', async () => {
  await dynamo(cloud).send(
    new PutCommand({
      TableName: cloud.names.eventTable,
      Item: { ...(await scan(cloud, cloud.names.eventTable)).find(({ seq }) => seq === 1), pk: id, seq: 99 },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
  expect(found()).toBe('I1');
});

test('I2: serials have a gap, or a code is used twice', () => {
  expect(brokenCodes(['A-230101-0001', 'A-230101-0002', 'A-230102-0001'])).toEqual([]);
  expect(brokenCodes(['A-230101-0001', 'A-230101-0003'])).toEqual([
    'I2 A-230101-0003: gap in the serial of A-230101',
  ]);
  expect(brokenCodes(['A-230101-0001', 'A-230101-0001'])[0]).toBe('I2 A-230101-0001: used twice');
});
