/** An event source mapping: a table's stream, filtered and batched into a function, with Lambda's failure rules. */
import * as z from 'zod';
import type { StreamRecord } from '../dynamo/index.ts';
import type { LambdaPool } from '../lambda/pool.ts';
import { LOCAL } from '../template/physical.ts';
import { type DeadLetter, reasonOf } from './delivery.ts';
import type { LendingClock } from './lending.ts';
import type { List } from './list.ts';
import { checkPattern, matches } from './pattern.ts';

/** What the template says about a mapping. Negative limits mean none, as in CloudFormation. */
export interface Mapping {
  readonly id: string;
  readonly functionName: string;
  readonly streamArn: string;
  readonly filters: readonly unknown[];
  readonly reportFailures: boolean;
  readonly bisect: boolean;
  readonly maxRetries: number;
  readonly maxAgeSeconds: number;
  readonly onFailure?: string | undefined;
}

const Partial = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() });

/** Returns the delivery function of a mapping: it resolves when every record succeeded or was given up on. */
export function streamDelivery(
  o: { lending: LendingClock; pool: LambdaPool; deadLetters: List<DeadLetter> },
  mapping: Mapping,
): (records: readonly StreamRecord[]) => Promise<void> {
  for (const filter of mapping.filters) checkPattern(filter, mapping.id);

  /** The index of the first record that failed; the length of the batch when all succeeded. */
  async function attempt(batch: readonly LambdaRecord[]): Promise<{ done: number; reason: string }> {
    const outcome = await o.pool.invoke(mapping.functionName, { Records: batch });
    const reason = reasonOf(outcome);
    if (!outcome.ok) return { done: 0, reason: reason ?? '' };
    const answer = Partial.safeParse(outcome.payload ?? {});
    if (!mapping.reportFailures) return { done: batch.length, reason: '' };
    if (!answer.success) return { done: 0, reason: 'Invalid batch response' };
    const failed = (answer.data.batchItemFailures ?? []).map(({ itemIdentifier }) =>
      batch.findIndex((record) => record.dynamodb.SequenceNumber === itemIdentifier),
    );
    // An unknown identifier fails the whole batch (index -1 -> 0).
    return { done: Math.max(0, Math.min(batch.length, ...failed)), reason: 'batchItemFailures' };
  }

  async function run(whole: readonly LambdaRecord[]): Promise<void> {
    const isOld = (record: LambdaRecord): boolean =>
      mapping.maxAgeSeconds >= 0 &&
      o.lending.clock.now() / 1000 - record.dynamodb.ApproximateCreationDateTime > mapping.maxAgeSeconds;
    const giveUp = (records: readonly LambdaRecord[], reason: string): void => {
      const at = o.lending.clock.now();
      o.deadLetters.append({ at, queue: mapping.onFailure, source: mapping.id, reason, body: records });
    };
    // Records that wait behind a stopped stream for too long are not handed over at all.
    const late = whole.filter(isOld);
    if (late.length > 0) giveUp(late, 'older than MaximumRecordAgeInSeconds');
    let batch = whole.filter((record) => !late.includes(record));
    for (let retry = 0; batch.length > 0; ) {
      const { done, reason } = await attempt(batch);
      if (done > 0) retry = 0;
      batch = batch.slice(done);
      const [first] = batch;
      if (!first) return;
      if (done === 0 && mapping.bisect && batch.length > 1) {
        const middle = Math.ceil(batch.length / 2);
        await run(batch.slice(0, middle));
        return run(batch.slice(middle));
      }
      if (done > 0) continue;
      if (isOld(first) || (mapping.maxRetries >= 0 && retry >= mapping.maxRetries))
        return giveUp(batch, reason);
      retry++;
      await o.lending.pause(Math.min(60_000, 500 * 2 ** retry));
    }
  }

  return (records) =>
    run(
      records
        .map((record) => lambdaRecord(record, mapping.streamArn))
        .filter((r) => mapping.filters.length === 0 || mapping.filters.some((filter) => matches(filter, r))),
    );
}

type LambdaRecord = ReturnType<typeof lambdaRecord>;

// Streamed tables are append-only in this product (PutItem under a condition), so every record is an INSERT.
const lambdaRecord = (record: StreamRecord, streamArn: string) => ({
  eventID: record.eventID,
  eventName: 'INSERT',
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: LOCAL.region,
  eventSourceARN: streamArn,
  dynamodb: {
    ApproximateCreationDateTime: Math.floor(record.at / 1000),
    Keys: record.keys,
    NewImage: record.newImage,
    SequenceNumber: record.sequenceNumber,
    SizeBytes: 0,
    StreamViewType: 'NEW_IMAGE',
  },
});
