import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import type { ReplayRecord } from '../../app/ports.ts';
import { keys } from './keys.ts';

/** How long a repeated request gets its first answer, in milliseconds. */
const KEPT = 24 * 60 * 60 * 1000;

const schema = z.object({
  key: z.string(),
  fingerprint: z.string(),
  status: z.int(),
  // As packed text: a map would come back with its fields in another order, and an answer of over 1 KB costs twice.
  body: z
    .instanceof(Uint8Array)
    .transform((packed): unknown => JSON.parse(inflateRawSync(packed).toString('utf8')))
    .pipe(z.record(z.string(), z.unknown())),
  validUntil: z.int(),
});

/** Put that succeeds once per key; an expired record that TTL has not removed yet counts as gone. */
export const putReplay = (TableName: string, replay: ReplayRecord, at: number) => ({
  Put: {
    TableName,
    Item: {
      ...keys.replay(replay.key),
      ...replay,
      body: deflateRawSync(JSON.stringify(replay.body)),
      validUntil: at + KEPT,
      expiresAt: Math.ceil((at + KEPT) / 1000),
    },
    ConditionExpression: 'attribute_not_exists(pk) OR validUntil <= :now',
    ExpressionAttributeValues: { ':now': at },
  },
});

/** The record of an item, unless it has expired. */
export const readReplay = (item: unknown, now: number): ReplayRecord | undefined => {
  if (item === undefined) return undefined;
  const { validUntil, ...record } = schema.parse(item);
  return validUntil > now ? record : undefined;
};
