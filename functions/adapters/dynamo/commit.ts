import { isUploaded, uploadKey } from '../../app/draft.ts';
import type { Commit } from '../../app/ports.ts';
import { gaugeMoves } from '../../core/metrics/gauges.ts';
import { isPublished } from '../../core/notices/kind.ts';
import { countedMarks } from './countedIndex.ts';
import { putHead, updateHead } from './headItem.ts';
import { keys } from './keys.ts';
import { putReplay } from './replayItem.ts';
import { sideWrites } from './sideItems.ts';
import type { Tagged } from './transact.ts';

export interface Tables {
  readonly state: string;
  readonly event: string;
}

export type CommitTag = 'replay' | 'draft' | 'serial' | 'head' | 'event' | 'item' | 'register' | 'counter';

/** All writes of one transition, in the order in which a failed condition is to be reported. */
export const commitWrites = (tables: Tables, commit: Commit): Tagged<CommitTag>[] => {
  const { before, after, event, replay } = commit;
  const head = before ? updateHead(tables.state, before, event, after) : putHead(tables.state, event, after);
  return [
    ...(replay ? [{ tag: 'replay', write: putReplay(tables.state, replay, event.at) } as const] : []),
    ...filingWrites(tables.state, commit),
    { tag: 'head', write: head },
    { tag: 'event', write: putEvent(tables.event, commit) },
    ...commit.items.flatMap((item) => sideWrites(tables.state, event, after, item)),
    ...counterWrites(tables.state, commit),
    ...gaugeWrites(tables.state, commit),
  ];
};

/** An event counts on one day, in one item: that of its procedure, so that the items stay small. */
const counterWrites = (
  TableName: string,
  { increments, after, counterShards }: Commit,
): Tagged<CommitTag>[] => {
  if (!increments) return [];
  const { unit, procedure, channel } = after;
  const moved = Object.entries(increments.by);
  const Update = {
    TableName,
    Key: keys.counter(unit, increments.day, procedure, shardOf(after.id, counterShards)),
    UpdateExpression: `ADD ${moved.map((_, i) => `#c${i} :c${i}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(
      moved.map(([measure], i) => [`#c${i}`, `${measure}|${channel}`]),
    ),
    ExpressionAttributeValues: Object.fromEntries(moved.map(([, by], i) => [`:c${i}`, by])),
  };
  return [{ tag: 'counter', write: { Update } }];
};

/** The dossier leaves one desk and comes to another: both cells of its shard move in one write. */
const gaugeWrites = (TableName: string, { before, after, counterShards }: Commit): Tagged<CommitTag>[] => {
  const moves = [...gaugeMoves(before, after)];
  if (moves.length === 0) return [];
  const Update = {
    TableName,
    Key: keys.gauge(after.unit, shardOf(after.id, counterShards)),
    UpdateExpression: `ADD ${moves.map((_, i) => `#g${i} :g${i}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(moves.map(([cell], i) => [`#g${i}`, cell])),
    ExpressionAttributeValues: Object.fromEntries(moves.map(([, by], i) => [`:g${i}`, by])),
  };
  return [{ tag: 'counter', write: { Update } }];
};

/** Counters of a busy day are spread over shards by dossier, so that simultaneous transitions do not collide. */
export const shardOf = (id: string, shards: number): number => Number.parseInt(id.slice(0, 8), 16) % shards;

const putEvent = (TableName: string, commit: Commit) => ({
  Put: { TableName, Item: eventItem(commit), ConditionExpression: 'attribute_not_exists(pk)' },
});

/**
 * The item of an event. `wakes` and `published` stand on it only when true: the filters of the stream consumers look for
 * them.
 */
export const eventItem = ({
  before,
  event,
  after,
  increments,
}: Pick<Commit, 'before' | 'event' | 'after' | 'increments'>): Record<string, unknown> => {
  const { dossierId, ...rest } = event;
  const marks = {
    ...(after.wakeSeq === event.seq && { wakes: 1 }),
    ...(isPublished(before, after, event) && { published: 1 }),
    ...(increments && countedMarks(event, after, increments)),
  };
  return { pk: dossierId, ...rest, ...marks };
};

/** The draft becomes the dossier: its parts become items of their own, its number is used up, its reference is kept. */
const filingWrites = (TableName: string, { filing, event }: Commit): Tagged<CommitTag>[] => {
  if (!filing || event.type !== 'submitted') return [];
  const { draft, serial } = filing;
  const { id } = draft;
  const document = (d: (typeof draft.documents)[number]) => ({
    tag: 'item' as const,
    write: {
      Put: {
        TableName,
        Item: {
          ...keys.document(id, d.n),
          ...d,
          ...(isUploaded(d) && { key: uploadKey(draft.unit, id, d.n) }),
        },
      },
    },
  });
  const source = draft.source && {
    tag: 'item' as const,
    write: {
      Update: {
        TableName,
        Key: keys.source(draft.source.system, draft.source.reference),
        UpdateExpression: 'SET dossierId = :id REMOVE draftUntil',
        ExpressionAttributeValues: { ':id': id },
      },
    },
  };
  return [
    {
      tag: 'draft',
      write: {
        Delete: {
          TableName,
          Key: keys.draft(id),
          ConditionExpression: 'attribute_exists(pk) AND validUntil > :now',
          ExpressionAttributeValues: { ':now': event.at },
        },
      },
    },
    {
      tag: 'serial',
      write: {
        Update: {
          TableName,
          Key: keys.serial(serial.agency, serial.day),
          UpdateExpression: 'SET lastSerial = :value',
          ConditionExpression: serial.value === 1 ? 'attribute_not_exists(pk)' : 'lastSerial = :previous',
          ExpressionAttributeValues: {
            ':value': serial.value,
            ...(serial.value === 1 ? {} : { ':previous': serial.value - 1 }),
          },
        },
      },
    },
    {
      tag: 'item',
      write: {
        Put: { TableName, Item: { ...keys.applicant(id), ...draft.applicant, salt: draft.applicantSalt } },
      },
    },
    {
      tag: 'item',
      write: { Put: { TableName, Item: { ...keys.tracking(draft.trackingDigest), dossierId: id } } },
    },
    ...draft.documents.map(document),
    ...(source ? [source] : []),
  ];
};
