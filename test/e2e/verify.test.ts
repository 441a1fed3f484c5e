import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { loadCalendar } from '../../catalogue/tools/load.ts';
import { compileCalendar } from '../../functions/core/calendar/index.ts';
import type { Cloud } from '../../local/cloud.ts';
import { LOCAL } from '../../local/template/physical.ts';
import { onFolder, type Place } from '../../local/verify/place.ts';
import { verifyDossiers } from '../../local/verify/walk.ts';
import { bootVirtual } from '../support/boot.ts';
import { inAppraisal } from '../support/paths.ts';
import { accept, act, enterResult, submitted } from '../support/play.ts';
import { generator } from '../support/random.ts';
import { dynamo, type Item, scan, worldHash } from '../support/tables.ts';

/** The function `verify`, and `npm run verify` on a folder with one delivered dossier, one in review and one that was refused. */
const SEED = Number(process.env.VERIFY_SEED ?? 20261127);
const FLIPS = 30;
const calendar = compileCalendar(loadCalendar());
const dir = mkdtempSync(join(tmpdir(), 'mot-cua-verify-'));
let cloud: Cloud;
let delivered: string;
let place: Place;
let client: DynamoDBDocumentClient;
let archive: string;

beforeAll(async () => {
  cloud = await bootVirtual({ dir });
  const { id } = await submitted(cloud);
  delivered = id;
  await accept(cloud, id);
  await act(cloud, 'desk', id, 'hand-over');
  for (const [who, step] of [
    ['head', 'ASSIGN'],
    ['appraiser', 'APPRAISE'],
    ['head', 'DIVISION-REVIEW'],
    ['leader', 'APPROVE'],
    ['clerk', 'STAMP'],
  ] as const)
    await act(cloud, who, id, 'complete-step', { step });
  await enterResult(cloud, id);
  await act(cloud, 'desk', id, 'deliver', { method: 'online' });
  await inAppraisal(cloud);
  const refused = await submitted(cloud);
  await act(cloud, 'desk', refused.id, 'refuse', { reason: 'Không thuộc thẩm quyền giải quyết.' });
  archive = cloud.names.archiveBucket;
});
afterAll(async () => {
  await place.close();
  rmSync(dir, { recursive: true, force: true });
});

const faults = async (): Promise<string[]> => {
  const found: string[] = [];
  await verifyDossiers(
    place,
    async () => ({ calendar }),
    (fault) => found.push(fault),
    () => {},
  );
  return found;
};

const all = async (TableName: string): Promise<Item[]> =>
  (await client.send(new ScanCommand({ TableName }))).Items ?? [];

const random = generator(SEED);
const oneOf = <T>(all: readonly T[]): T => {
  const one = all[random(all.length)];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
};

/** Every text and number in a value, by its path. */
const leaves = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, each]) => leaves(each, [...path, name]))
    : typeof value === 'string' || typeof value === 'number'
      ? [path]
      : [];

const flipped = (value: unknown): unknown => {
  if (typeof value === 'number') return value + 1;
  const text = String(value);
  const at = random(Math.max(1, text.length));
  const other = text[at] === 'x' ? 'y' : 'x';
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
};

const changed = (item: unknown, [name, ...rest]: readonly string[]): unknown => {
  if (name === undefined) return flipped(item);
  if (Array.isArray(item)) return item.map((each, i) => (String(i) === name ? changed(each, rest) : each));
  const fields = Object.entries(item ?? {});
  return Object.fromEntries(fields.map(([key, each]) => [key, key === name ? changed(each, rest) : each]));
};

/** Covered by no log: where the spine stands, and on a document what people called the file. */
const uncovered = (path: readonly string[], { sk }: Item): boolean => {
  const [first = ''] = path;
  if (sk === 'HEAD') return ['taskToken', 'spineState', 'spineSeq', 'spineRun', 'stuckSince'].includes(first);
  if (!String(sk).startsWith('DOC#')) return first === 'rendered';
  const [, second = ''] = path;
  if (first === 'inspection') return !['versionId', 'sha256', 'bytes', 'mediaType'].includes(second);
  return first !== 'archive' && first !== 'scan';
};
const verified = ({ sk }: Item): boolean => /^(HEAD|APPLICANT|TEXT#|FORM#|DOC#)/.test(String(sk));

const UNIT = 'SXD-H05';
const answer = z.object({
  ...{ dossiers: z.int(), events: z.int(), objects: z.int(), found: z.int() },
  ...{ faults: z.array(z.string()), next: z.string().optional() },
});

/** Invokes a function as `aws lambda invoke` does; by default with an administrator's key. */
const invoke = async (event: unknown, key: string = LOCAL.accessKeyId): Promise<unknown> => {
  const authorization = `AWS4-HMAC-SHA256 Credential=${key}/20261116/${LOCAL.region}/lambda/aws4_request`;
  const body = JSON.stringify(event);
  const path = '/2015-03-31/functions/mot-cua-dev-verify/invocations';
  return (await fetch(cloud.url + path, { method: 'POST', headers: { authorization }, body })).json();
};

/** Every call of a span, until there is no next. */
const span = async (from: string, to: string): Promise<readonly z.infer<typeof answer>[]> => {
  const calls: z.infer<typeof answer>[] = [];
  for (let cursor: string | undefined, first = true; first || cursor; first = false) {
    calls.push(answer.parse(await invoke({ unit: UNIT, from, to, ...(cursor && { cursor }) })));
    cursor = calls.at(-1)?.next;
    if (calls.length > 10) throw new Error('it never ends');
  }
  return calls;
};

describe('the function verify, invoked by an operator while the cloud runs', () => {
  // Items of the state table: while the cloud runs, the table of events takes new events only.
  const put = (Item: Item) => dynamo(cloud).send(new PutCommand({ TableName: cloud.names.stateTable, Item }));
  const itemOf = async (is: (item: Item) => boolean): Promise<Item> => {
    const found = (await scan(cloud, cloud.names.stateTable)).find(is);
    if (!found) throw new Error('no such item');
    return found;
  };

  test('a dossier, and the dossiers of a week with its counters: no fault, and nothing is written', async () => {
    const before = await worldHash(cloud);
    const one = answer.parse(await invoke({ dossierId: delivered }));
    expect(one).toMatchObject({ dossiers: 1, found: 0, faults: [] });
    expect(one.objects).toBeGreaterThan(5);
    const calls = await span('2026-11-16', '2026-11-22');
    expect(calls.map(({ dossiers, faults, next }) => [dossiers, faults, next])).toEqual([
      [3, [], 'counters'],
      [0, [], undefined],
    ]);
    expect(await worldHash(cloud)).toBe(before);
  });

  test('one flipped item, one flipped byte of the archive and one counter are named', async () => {
    const week = { unit: UNIT, from: '2026-11-16', to: '2026-11-22' };
    const applicant = await itemOf(({ pk, sk }) => pk === `DOSSIER#${delivered}` && sk === 'APPLICANT');
    await put({ ...applicant, salt: flipped(applicant.salt) });
    const fault = `dossier ${delivered}: APPLICANT: not the one who filed`;
    expect(await invoke({ dossierId: delivered })).toMatchObject({ found: 1, faults: [fault] });
    expect(await invoke(week)).toMatchObject({ found: 1, faults: [fault], next: 'counters' });
    await put(applicant);

    const log = JSON.stringify(await scan(cloud, cloud.names.eventTable));
    const object = archivedFiles().find(({ key }) => log.includes(key));
    if (!object) throw new Error('nothing is archived');
    const file = join(dir, 's3', 'data', object.file);
    const bytes = readFileSync(file);
    writeFileSync(file, Buffer.concat([bytes.subarray(0, -1), Buffer.from([(bytes.at(-1) ?? 0) ^ 1])]));
    const { found, faults } = answer.parse(await invoke(week));
    expect([found, faults.join()]).toEqual([1, expect.stringContaining(`${object.key} has other bytes`)]);
    writeFileSync(file, bytes);

    const counter = await itemOf(
      ({ pk, ...item }) =>
        pk === `COUNTER#${UNIT}` && Object.keys(item).some((each) => each.startsWith('received|')),
    );
    const name = Object.keys(counter).find((each) => each.startsWith('received|')) ?? '';
    await put({ ...counter, [name]: Number(counter[name]) + 1 });
    const told = await span('2026-11-16', '2026-11-22');
    expect(told.flatMap((each) => each.faults)).toEqual([
      expect.stringMatching(/^unit SXD-H05: 2026-11-16 received\|.*: counted 4, the logs say 3$/),
    ]);
    await put(counter);
    expect((await span('2026-11-16', '2026-11-22')).flatMap((each) => each.faults)).toEqual([]);
  });

  test('refuses what is no such event, an unknown unit, and whoever may not invoke it', async () => {
    for (const wrong of [
      {},
      { dossierId: 'x' },
      { unit: UNIT, from: '2026-11-16', to: '2026-11-23' },
      { unit: UNIT, from: '2026-11-17', to: '2026-11-16' },
      { unit: UNIT, from: '2026-11-16', to: '2026-11-16', cursor: 'later' },
    ])
      expect(await invoke(wrong)).toMatchObject({ errorType: 'ZodError' });
    expect(await invoke({ unit: 'ABC', from: '2026-11-16', to: '2026-11-16' })).toMatchObject({
      errorMessage: 'no unit ABC',
    });
    expect(await invoke({ dossierId: delivered }, 'nobody')).not.toHaveProperty('faults');
  });
});

describe('npm run verify on the folder', () => {
  beforeAll(async () => {
    // Nothing runs any more: what is changed now, nobody hears of.
    await cloud.stop();
    place = await onFolder(dir, () => {});
    client = DynamoDBDocumentClient.from(new DynamoDBClient(place.client));
  });

  test('what was never touched has no fault, and everything was looked at', async () => {
    const seen = await verifyDossiers(
      place,
      async () => ({ calendar }),
      expect.unreachable,
      () => {},
    );
    // Three files, the result, and what they issued: forms 01 and 06 twice, 01, 03, each as PDF and as a page.
    expect(seen).toMatchObject({ dossiers: 3 });
    expect(seen.objects).toBeGreaterThan(10);
  });

  describe(`a flip of anything is named (seed ${SEED})`, () => {
    test(`${FLIPS} flips of events and items`, async () => {
      const tables = [place.tables.event, place.tables.state] as const;
      const stored = await Promise.all(tables.map(all));
      for (let n = 0; n < FLIPS; n++) {
        const t = random(2);
        const TableName = tables[t === 0 ? 0 : 1];
        const of = stored[t] ?? [];
        const item = oneOf(
          t === 0 ? of : of.filter((each) => String(each.pk).startsWith('DOSSIER#') && verified(each)),
        );
        const paths = leaves(item).filter((path) => !uncovered(path, item));
        if (paths.length === 0) continue;
        const path = oneOf(paths);
        const bad = changed(item, path);
        const isKey = path[0] === 'pk' || path[0] === 'sk' || (t === 0 && path[0] === 'seq');
        const Key = t === 0 ? { pk: item.pk, seq: item.seq } : { pk: item.pk, sk: item.sk };
        const { pk, sk, seq } = Object(bad);
        if (isKey) await client.send(new DeleteCommand({ TableName, Key }));
        await client.send(new PutCommand({ TableName, Item: Object(bad) }));
        const where = `${String(item.pk)} ${String(item.sk ?? item.seq)} ${path.join('.')}`;
        expect((await faults()).length, `flip ${n} of ${where} (seed ${SEED})`).toBeGreaterThan(0);
        if (isKey)
          await client.send(new DeleteCommand({ TableName, Key: t === 0 ? { pk, seq } : { pk, sk } }));
        // A changed key may have taken the place of another item.
        for (const each of of.filter(({ pk: own }) => own === item.pk))
          await client.send(new PutCommand({ TableName, Item: each }));
      }
      expect(await faults()).toEqual([]);
    });

    test('ten flips of archived bytes', async () => {
      const folder = join(dir, 's3', 'data');
      const objects = archivedFiles();
      for (let n = 0; n < 10; n++) {
        const { file, key } = oneOf(objects);
        const bytes = readFileSync(join(folder, file));
        const worse = Buffer.from(bytes);
        const at = random(worse.length);
        worse[at] = (worse[at] ?? 0) ^ (1 << random(8));
        writeFileSync(join(folder, file), worse);
        expect((await faults()).join(), `byte ${at} of ${key} (seed ${SEED})`).toContain(
          `${key} has other bytes than were archived`,
        );
        writeFileSync(join(folder, file), bytes);
      }
      expect(await faults()).toEqual([]);
    });
  });
});

const put = z.object({ put: z.object({ bucket: z.string(), key: z.string(), seq: z.number() }) });

/** Data files of the archive that a log speaks of, by the journal of the object store. */
const archivedFiles = (): { file: string; key: string }[] => {
  const journal = readdirSync(join(dir, 's3'))
    .filter((name) => name.startsWith('journal'))
    .flatMap((name) => readFileSync(join(dir, 's3', name), 'utf8').split('\n'));
  return journal.flatMap((line) => {
    const found = put.safeParse(line === '' ? {} : JSON.parse(line));
    return found.success && found.data.put.bucket === archive
      ? [{ file: String(found.data.put.seq), key: found.data.put.key }]
      : [];
  });
};
