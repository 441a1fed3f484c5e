import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CountedPage, CountedRow } from '../../app/counts.ts';
import type { Dossier } from '../../core/dossier/dossier.ts';
import type { DossierEvent } from '../../core/dossier/events.ts';
import type { Increments } from '../../core/metrics/counters.ts';
import { cellOf } from '../../core/metrics/measures.ts';
import { idSchema } from './partSchemas.ts';

/** What the sparse index `counted` of the event table is made of: only an event that counts has it. */
export const countedMarks = (
  { dossierId, seq }: DossierEvent,
  { unit, procedure, channel }: Dossier,
  { day, at, by }: Increments,
): Record<string, unknown> => ({
  countedPk: `${unit}#${day}`,
  countedSk: `${String(at).padStart(13, '0')}#${dossierId}#${seq}`,
  procedure,
  channel,
  moved: by,
});

/** The same attributes as they are read back with a whole event. */
export const countedShape = {
  countedPk: z.string().optional(),
  countedSk: z.string().optional(),
  procedure: z.string().optional(),
  channel: z.string().optional(),
  moved: z.record(z.string(), z.number()).optional(),
};

const rowSchema = z.object({
  pk: idSchema,
  seq: z.int(),
  countedPk: z.string(),
  countedSk: z.string(),
  procedure: z.string(),
  channel: z.string(),
  moved: z.record(z.string(), z.number()),
});

/** Sorts after every place. */
const END = '~';

/** One page of the events that counted on a local day. */
export const queryCounted = async (
  client: DynamoDBDocumentClient,
  TableName: string,
  { unit, day, limit, after }: { unit: string; day: string; limit: number; after?: string | undefined },
): Promise<CountedPage> => {
  const { Items, LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName,
      IndexName: 'counted',
      KeyConditionExpression: 'countedPk = :day AND countedSk BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':day': `${unit}#${day}`,
        // What comes after a place also comes after it and a character that no place has.
        ':from': after === undefined ? '0' : `${after}!`,
        ':to': END,
      },
      Limit: limit,
    }),
  );
  const rows = (Items ?? []).map((item) => ({ row: rowSchema.parse(item), day })).map(rowOf);
  const reached = LastEvaluatedKey && z.object({ countedSk: z.string() }).parse(LastEvaluatedKey).countedSk;
  return { rows, ...(reached !== undefined && { reached }) };
};

const rowOf = ({ row, day }: { row: z.output<typeof rowSchema>; day: string }): CountedRow => ({
  day,
  at: Number(row.countedSk.slice(0, row.countedSk.indexOf('#'))),
  dossierId: row.pk,
  seq: row.seq,
  cells: new Map(Object.entries(row.moved).map(([measure, by]) => [cellOf(measure, row), by])),
});
