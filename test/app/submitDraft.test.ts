import { describe, expect, test } from 'vitest';
import type { Draft } from '../../functions/app/draft.ts';
import type { Commit, CommitOutcome } from '../../functions/app/ports.ts';
import { submitDraft } from '../../functions/app/submitDraft.ts';
import { filingExample } from '../../functions/contract/filing.ts';
import { at } from '../core/calendar/support.ts';
import { applicant, FILES, ID, numbers, owner, procedure, UNIT } from '../core/dossier/support.ts';
import { worldOf } from './fakes.ts';
import { declared } from './records.ts';

/** A draft that is submitted at a local time, while others compete for the number of the day. */
const scene = (now: string, outcomes: readonly CommitOutcome[] = []) => {
  const world = worldOf();
  const draft: Draft = {
    ...{ id: ID, unit: UNIT, procedure: procedure.code, version: procedure.version, channel: 'online' },
    ...{ filedBy: 'self', subject: owner.subject, createdBy: owner.subject, applicantSalt: 'salt' },
    applicant: { ...filingExample.applicant, subject: owner.subject },
    documents: numbers(FILES).map((n) => declared(n)),
    ...{ trackingDigest: 'd', createdAt: at(now), validUntil: at('2027-06-01 00:00') },
  };
  const left = [...outcomes];
  const commits: Commit[] = [];
  const asked: string[] = [];
  let serial = 6;
  const ports = {
    ...{ clock: { now: () => at(now) }, catalogue: world.ports.catalogue },
    ...{ random: world.ports.random, staff: world.ports.staff },
    quarantine: { current: async () => ({ versionId: 'v1', size: 1000 }) },
    drafts: {
      draft: async () => draft,
      sourceOwner: async () => undefined,
      create: async () => 'created' as const,
      lastSerial: async (agency: string, day: string) => {
        asked.push(`${agency} ${day}`);
        return serial;
      },
    },
    documents: { document: async () => undefined },
    store: {
      head: async () => undefined,
      replay: async () => undefined,
      commit: async (commit: Commit) => {
        commits.push(commit);
        const outcome = left.shift() ?? 'committed';
        if (outcome === 'serialTaken') serial++;
        return outcome;
      },
    },
  };
  const run = async (actor = owner) => {
    const done = await submitDraft(ports)({ id: ID, actor, idempotency: { key: 'k', fingerprint: 'f' } });
    return done.ok ? done.value.body.code : done.error.code;
  };
  return { run, commits, asked };
};

describe('the code bears the local date on which the system received the filing', () => {
  test.each([
    ['just after midnight, when it is still the day before in UTC', '2026-11-17 00:01', '261117'],
    ['before seven in the morning', '2026-11-17 06:59', '261117'],
    ['at seven, when the day begins in UTC', '2026-11-17 07:00', '261117'],
    ['late in the evening', '2026-11-17 23:59', '261117'],
    ['on a day that is not worked', '2026-11-22 10:00', '261122'],
    ['on New Year’s Day', '2027-01-01 00:30', '270101'],
  ])('%s', async (_, now, yymmdd) => {
    const { run, commits, asked } = scene(now);
    const code = `000.00.NN.H05-${yymmdd}-0007`;
    expect(await run()).toBe(code);
    const day = `20${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4)}`;
    // The number is drawn from that day's counter, in the transaction that creates its dossier.
    expect(asked).toEqual([`000.00.NN.H05 ${day}`]);
    expect(commits).toMatchObject([
      {
        ...{ before: undefined, after: { code }, replay: { key: 'k' } },
        filing: { draft: { id: ID }, serial: { agency: '000.00.NN.H05', day, value: 7 } },
      },
    ]);
  });
});

test('who finds the number taken takes the next', async () => {
  const { run, commits } = scene('2026-11-17 09:00', ['serialTaken', 'serialTaken']);
  expect(await run()).toBe('000.00.NN.H05-261117-0009');
  expect(commits.map(({ filing }) => filing?.serial.value)).toEqual([7, 8, 9]);
});

test('but not for ever', async () => {
  const { run, commits } = scene(
    '2026-11-17 09:00',
    Array.from({ length: 20 }, () => 'serialTaken' as const),
  );
  expect(await run()).toBe('BUSY');
  expect(commits).toHaveLength(8);
});

test('somebody else’s draft does not exist', async () => {
  const { run, commits } = scene('2026-11-17 09:00');
  expect(await run(applicant('citizen-2'))).toBe('NOT_FOUND');
  expect(commits).toEqual([]);
});
