import { beforeEach, expect, test } from 'vitest';
import { type FixityRunPorts, type FixityState, fixityTurn } from '../../functions/app/fixityRun.ts';
import { type Finding, SHARES, shareOf } from '../../functions/core/archive/fixity.ts';
import { fixityMessage } from '../../functions/core/archive/fixityMessage.ts';
import { type DossierId, dossierId } from '../../functions/core/dossier/ids.ts';
import { must, policy, UNIT, until } from '../core/dossier/support.ts';

/** An archive of dossiers filed on three days, in memory; each has three documents. */
const story = until((d) => d.phase === 'HAND_OVER');
const archivedEvent = must(story.events.find(({ type }) => type === 'documentsArchived'));
if (archivedEvent.type !== 'documentsArchived') throw new Error('the test itself is wrong');
const documents = archivedEvent.data.documents;
const days = ['2026-11-02', '2026-11-03', '2026-11-04'];
const idOf = (i: number): DossierId =>
  must(dossierId(`${i.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`));
const perDay = 60;

let state: FixityState | undefined;
let read: string[];
let alarms: Finding[];
let told: FixityState[];
let objects: Map<string, string>;
let fails: string | undefined;
const crash = (where: string): void => {
  if (fails !== where) return;
  fails = undefined;
  throw new Error(`crash at ${where}`);
};

beforeEach(() => {
  state = undefined;
  [read, alarms, told, fails] = [[], [], [], undefined];
  objects = new Map(documents.map(({ versionId, sha256 }) => [versionId, sha256]));
});

let current: DossierId | undefined;
const ports: FixityRunPorts = {
  store: { head: async (id) => ({ ...story.dossier, id }) },
  reads: {
    async events(id, after) {
      if (after === 0) read.push(id);
      current = id;
      crash(`read ${read.length}`);
      return story.events.slice(after, after + 100);
    },
  },
  forms: { forms: async () => [] },
  manifests: { manifest: async () => undefined },
  archive: {
    async measure({ versionId }) {
      const sha256 = objects.get(`${current} ${versionId}`) ?? objects.get(versionId);
      return sha256 === undefined || sha256 === '' ? undefined : { sha256, bytes: 100 };
    },
  },
  units: async () => [UNIT],
  counts: {
    async counted(_unit, day, limit, after) {
      const at = days.indexOf(day);
      if (at < 0) return { rows: [] };
      const from = after === undefined ? 0 : Number(after);
      const ids = Array.from({ length: perDay }, (_, i) => idOf(at * perDay + i)).slice(from, from + limit);
      const cells = new Map([['received|1.013236|online', 1]]);
      const rows = ids.map((id) => ({ day, at: 0, dossierId: id, seq: 1, cells }));
      return { rows, ...(from + limit < perDay && { reached: String(from + limit) }) };
    },
  },
  rollUps: { firstDay: async () => days[0] },
  fixities: {
    fixity: async () => state,
    async putFixity(_unit, next) {
      crash('put');
      state = next;
    },
  },
  catalogue: { office: async () => ({ unit: policy.unit, calendar: policy.calendar }) },
  clock: { now: () => Date.parse('2026-11-20T02:30:00+07:00') },
  alarm: async (_unit, findings) => {
    crash('alarm');
    alarms.push(...findings);
  },
  tell: (_unit, done) => told.push(done),
};

/** One night: turns until there is none. */
const night = async (): Promise<number> => {
  let turns = 0;
  for (let turn: { unit?: typeof UNIT } = {}; turns === 0 || turn.unit; turns++) {
    turn = await fixityTurn(ports)(turn);
    if (turns > 100) throw new Error('it never ends');
  }
  return turns;
};

test(`in ${SHARES} nights every dossier is read, and each once`, async () => {
  for (let i = 0; i < SHARES; i++) await night();
  expect(read.toSorted()).toEqual(Array.from({ length: 3 * perDay }, (_, i) => idOf(i)).toSorted());
  expect(told.map(({ share }) => share)).toEqual(Array.from({ length: SHARES }, (_, i) => i));
  expect(told.reduce((sum, { objects: count }) => sum + count, 0)).toBe(3 * perDay * documents.length);
  expect(told.every(({ found, bytes }) => found === 0 && bytes > 0)).toBe(true);
  await night();
  expect(told.at(-1)?.share).toBe(0);
});

test('a missing and a different object are named by dossier, document, key and version', async () => {
  const [one, two] = [must(documents[0]), must(documents[1])];
  const id = must(Array.from({ length: perDay }, (_, i) => idOf(i)).find((each) => shareOf(each) === 0));
  objects.set(`${id} ${one.versionId}`, '');
  objects.set(`${id} ${two.versionId}`, '0'.repeat(64));
  await night();
  const named = { dossierId: id, code: story.dossier.code, what: 'document' };
  expect(alarms).toEqual([
    { ...named, ...one, found: 'missing' },
    { ...named, ...two, found: 'different' },
  ]);
  expect(state).toMatchObject({ found: 2, findings: alarms });
  const { text, subject } = fixityMessage(UNIT, alarms, (anchor) => `docs/runbook.md#${anchor}`);
  for (const part of [id, story.dossier.code, one.key, two.versionId, 'docs/runbook.md#archive-damaged'])
    expect(text).toContain(part);
  expect(subject).toMatch(/^[\x20-\x7e]{1,100}$/);
});

test('a reading that fails once and is right the second time is not told', async () => {
  const measure = ports.archive.measure;
  let first = true;
  const flaky: FixityRunPorts = {
    ...ports,
    archive: {
      async measure(o) {
        const once = first;
        first = false;
        return once ? { sha256: 'cut off', bytes: 1 } : measure(o);
      },
    },
  };
  await fixityTurn(flaky)({});
  expect(alarms).toEqual([]);
});

test.each(['read 3', 'alarm', 'put'])(
  'a crash at %s: read and told again, never passed over',
  async (where) => {
    objects.set(must(documents[2]).versionId, '');
    await night();
    const whole = new Set(alarms.map((each) => each.dossierId));
    const before = state;
    [read, alarms, state] = [[], [], undefined];
    fails = where;
    await expect(night()).rejects.toThrow(`crash at ${where}`);
    expect(state).toBeUndefined();
    await night();
    expect(new Set(alarms.map((each) => each.dossierId))).toEqual(whole);
    expect(state).toEqual(before);
  },
);

test('a night that is cut off goes on where it was, with the same share', async () => {
  const short: FixityRunPorts = { ...ports, clock: { now: () => Date.parse('2029-11-20T02:30:00+07:00') } };
  const first = await fixityTurn(short)({});
  expect(first).toEqual({ unit: UNIT });
  const cut = must(state);
  expect(cut).toMatchObject({ share: 0, next: { day: '2026-12-03' } });
  let turns = 1;
  for (let turn = await fixityTurn(short)({}); turn.unit; turns++) turn = await fixityTurn(short)(turn);
  expect(state).toMatchObject({ share: 0, objects: cut.objects, finishedAt: expect.any(Number) });
  expect(turns).toBeGreaterThan(30);
});
