import type { DynamoDBBatchResponse } from 'aws-lambda';
import * as z from 'zod';
import { type DossierId, dossierId } from '../core/dossier/ids.ts';
import { log } from './logger.ts';

const text = z.object({ S: z.string() });
const number = z.object({ N: z.string().transform(Number) });
const recordSchema = z.object({
  eventName: z.literal('INSERT'),
  dynamodb: z.object({
    SequenceNumber: z.string(),
    NewImage: z.object({ pk: text, seq: number }),
  }),
});

/** One event of the log as its stream record names it; the state is always read anew. */
export interface EventRef {
  readonly dossierId: DossierId;
  readonly seq: number;
}

/**
 * Handles a batch of stream records one by one. Records are delivered at least once and in order; the first failure ends
 * the batch and is reported with everything after it, so that nothing is acknowledged that was not handled.
 */
export const streamHandler =
  (run: (event: EventRef) => Promise<void>) =>
  async (batch: unknown): Promise<DynamoDBBatchResponse> => {
    const { Records } = z.object({ Records: z.array(z.unknown()) }).parse(batch);
    for (const raw of Records) {
      const record = recordSchema.safeParse(raw);
      // The log is append-only: anything but an INSERT is no event.
      if (!record.success) continue;
      const { NewImage, SequenceNumber } = record.data.dynamodb;
      const id = dossierId(NewImage.pk.S);
      if (!id) continue;
      try {
        await run({ dossierId: id, seq: NewImage.seq.N });
      } catch (error) {
        log.error('RECORD_FAILED', error, { dossierId: id, seq: NewImage.seq.N });
        return { batchItemFailures: [{ itemIdentifier: SequenceNumber }] };
      }
    }
    return { batchItemFailures: [] };
  };
