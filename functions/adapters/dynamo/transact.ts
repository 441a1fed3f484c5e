import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write of a transaction and the name under which its failed condition is reported. */
export interface Tagged<Tag extends string> {
  readonly tag: Tag;
  readonly write: TransactItem;
}

/** The transaction kept colliding: the caller says "busy", nothing was written. */
export class TransactionBusyError extends Error {
  override readonly name = 'TransactionBusyError';
}

const attempts = 8;
const transient = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
]);

/**
 * Writes all or nothing. Answers undefined when committed, else the tag of the first condition that failed.
 * Only conflicts and throttling are retried, with full jitter (the SDK does not retry a cancelled transaction);
 * a failed condition is an answer, not an error.
 */
export const transact = async <Tag extends string>(
  client: DynamoDBDocumentClient,
  writes: readonly Tagged<Tag>[],
): Promise<Tag | undefined> => {
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await pause(Math.random() * Math.min(1000, 20 * 2 ** attempt));
    try {
      await client.send(new TransactWriteCommand({ TransactItems: writes.map(({ write }) => write) }));
      return undefined;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
      const failed = writes.find((_, i) => codes[i] === 'ConditionalCheckFailed');
      if (failed) return failed.tag;
      if (!codes.some((code) => transient.has(code))) throw error;
    }
  }
  throw new TransactionBusyError(`still in conflict after ${attempts} attempts`);
};

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
