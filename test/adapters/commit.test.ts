import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { dynamoDossierStore } from '../../functions/adapters/dynamo/dossierStore.ts';
import { keys } from '../../functions/adapters/dynamo/keys.ts';
import type { Draft } from '../../functions/app/draft.ts';
import type { Commit } from '../../functions/app/ports.ts';
import { filingExample } from '../../functions/contract/filing.ts';
import { fold } from '../../functions/core/dossier/apply.ts';
import { incrementsOf } from '../../functions/core/metrics/counters.ts';
import { declared } from '../app/records.ts';
import {
  calendar,
  FILES,
  follow,
  ID,
  MORNING,
  must,
  numbers,
  officer,
  owner,
  procedure,
  type Story,
  submitted,
  system,
  UNIT,
  until,
} from '../core/dossier/support.ts';
import { appraisedSince, asked, inPhase, supplied } from '../core/dossier/tell.ts';
import { recorded } from './recorded.ts';

/** What a commit sends to the database, for every event of lives in which much happens. */
const MINUTE = 60_000;
const then = (
  story: Story,
  command: Parameters<typeof follow>[1],
  actor: Parameters<typeof follow>[2],
): Story => follow(story, command, actor, must(story.events.at(-1)).at + MINUTE);

const claimed = (): Story => {
  const story = until(inPhase('REVIEW'));
  const divisionHead = officer('divisionHead');
  const once = then(then(story, { type: 'claim' }, divisionHead), { type: 'release' }, divisionHead);
  const again = then(once, { type: 'claim' }, divisionHead);
  return then(again, { type: 'restartSpine', run: 2 }, system);
};
const stories = {
  'from filing to delivery': until(inPhase('CLOSED')),
  'claimed, released, claimed, with a new run': claimed(),
  'a supplement in review': supplied(
    asked(appraisedSince('2026-11-02 09:00'), '2026-11-03 09:00', 'supplement'),
    '2026-11-04 09:00',
  ),
  withdrawn: then(submitted(), { type: 'withdraw', reason: 'r' }, owner),
};

const draft: Draft = {
  ...{ id: ID, unit: UNIT, procedure: procedure.code, version: procedure.version, channel: 'online' },
  ...{ filedBy: 'self', subject: owner.subject, createdBy: owner.subject, applicantSalt: 'salt' },
  applicant: { ...filingExample.applicant, subject: owner.subject },
  documents: numbers(FILES).map((n) => declared(n)),
  ...{ trackingDigest: 'd', createdAt: MORNING, validUntil: MORNING + 1 },
};

const commitsOf = ({ events }: Story): Commit[] =>
  events.map((event, i) => {
    const before = fold(events.slice(0, i));
    const after = must(fold(events.slice(0, i + 1)));
    return {
      ...{ before, after, event, items: [], counterShards: 8 },
      increments: incrementsOf(event, before, after, calendar),
      replay: { key: `k${i}`, fingerprint: 'f', status: 200, body: {} },
      ...(!before && { filing: { draft, serial: { agency: 'A', day: '2026-11-02', value: 7 } } }),
    };
  });

const one = z.looseObject({
  Item: z.record(z.string(), z.unknown()).optional(),
  Key: z.record(z.string(), z.unknown()).optional(),
  ConditionExpression: z.string().optional(),
  UpdateExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
  ExpressionAttributeValues: z.record(z.string(), z.unknown()).optional(),
});
const transaction = z.object({
  TransactItems: z.array(z.object({ Put: one.optional(), Update: one.optional(), Delete: one.optional() })),
});
type Write = z.output<typeof one>;

const sentBy = async (commit: Commit) => {
  const { client, calls } = recorded();
  const clock = { now: () => commit.event.at };
  const outcome = await dynamoDossierStore(client, { state: 'S', event: 'E' }, clock).commit(commit);
  const writes = transaction
    .parse(calls.at(-1)?.input)
    .TransactItems.flatMap(({ Put, Update, Delete }): Write[] =>
      [Put, Update, Delete].filter((write) => write !== undefined),
    );
  const to = (key: object) =>
    writes.find(({ Key, Item }) => {
      const at = Key ?? { pk: Item?.pk, ...(Item?.sk !== undefined && { sk: Item.sk }) };
      return JSON.stringify(at) === JSON.stringify(key);
    });
  const event = must(writes.find(({ Item }) => Item?.seq === commit.event.seq && Item?.pk === ID));
  return { outcome, calls, writes, to, event, head: must(to(keys.head(ID))) };
};

/** What stands on an event, and nothing else: fields of the spine are the head's, and change under it. */
const onEvents = [
  ...['pk', 'seq', 'at', 'actor', 'type', 'data', 'outlook', 'prevHash', 'hash', 'wakes', 'published'],
  ...['countedPk', 'countedSk', 'procedure', 'channel', 'moved'],
];

describe.each(Object.entries(stories))('%s', (_, story) => {
  const commits = commitsOf(story);

  test('everything an event brings about stands or falls with it: one transaction, and no other call', async () => {
    for (const commit of commits) {
      const { outcome, calls, to, writes } = await sentBy(commit);
      expect([commit.event.type, outcome]).toEqual([commit.event.type, 'committed']);
      expect(calls.map(({ name }) => name)).toEqual(['TransactWriteItemsCommand']);
      expect(to(keys.replay(must(commit.replay).key))?.ConditionExpression).toContain(
        'attribute_not_exists(pk)',
      );
      const counters = writes.filter(({ Key }) => String(Key?.pk).startsWith('COUNTER#'));
      expect([commit.event.type, counters.length]).toEqual([commit.event.type, commit.increments ? 1 : 0]);
      if (!commit.filing) continue;
      // The number is used up by the dossier that bears it.
      expect(to(keys.serial('A', '2026-11-02'))).toMatchObject({
        ConditionExpression: 'lastSerial = :previous',
        ExpressionAttributeValues: { ':value': 7, ':previous': 6 },
      });
      expect(to(keys.draft(ID))?.ConditionExpression).toBe('attribute_exists(pk) AND validUntil > :now');
    }
  });

  test('an event is put once, by itself, and says nothing of the spine', async () => {
    for (const commit of commits) {
      const { event } = await sentBy(commit);
      expect([commit.event.type, event.ConditionExpression]).toEqual([
        commit.event.type,
        'attribute_not_exists(pk)',
      ]);
      expect(Object.keys(event.Item ?? {}).filter((name) => !onEvents.includes(name))).toEqual([]);
    }
  });

  test('the head is written only by who has seen the newest one', async () => {
    for (const { event, head } of await Promise.all(commits.map(sentBy))) {
      if (event.Item?.seq === 1) {
        expect(head.ConditionExpression).toBe('attribute_not_exists(pk)');
        continue;
      }
      expect([event.Item?.type, head.ConditionExpression]).toEqual([event.Item?.type, '#seq = :expected']);
      expect(head.ExpressionAttributeValues?.[':expected']).toBe(Number(event.Item?.seq) - 1);
    }
  });

  test('of the spine a commit touches the stuck mark when it wakes, and with a new run the run and the token', async () => {
    for (const commit of commits.filter(({ before }) => before)) {
      const { head } = await sentBy(commit);
      const [set = '', removed = ''] = (head.UpdateExpression ?? '').split(' REMOVE ');
      const spine = /(?<!\()#(spineRun|spineSeq|spineState|taskToken|stuckSince|expiresAt)\b/g;
      const wakes = commit.after.wakeSeq === commit.event.seq;
      const restarts = commit.event.type === 'spineRestarted';
      expect([commit.event.type, set.match(spine) ?? []]).toEqual([
        commit.event.type,
        [...(wakes ? ['#stuckSince'] : []), ...(restarts ? ['#spineRun'] : [])],
      ]);
      // Whoever is stuck already stays so since then, unless a new run begins.
      const since = restarts
        ? '#stuckSince = :stuckSince'
        : '#stuckSince = if_not_exists(#stuckSince, :stuckSince)';
      if (wakes) expect(set).toContain(since);
      expect([commit.event.type, removed.match(spine) ?? []]).toEqual([
        commit.event.type,
        restarts ? ['#taskToken'] : [],
      ]);
    }
  });
});

test('a new dossier is marked stuck until its first run has parked, and never expires', async () => {
  const [first] = commitsOf(stories['from filing to delivery']);
  const { head } = await sentBy(must(first));
  expect(head.Item).toMatchObject({ spineRun: 1, stuckSince: String(MORNING) });
  expect(head.Item).not.toHaveProperty('expiresAt');
});
