import type * as z from 'zod';
import { Journal } from '../s3/journal.ts';

/** An append-only list that survives a restart. */
export interface List<T> {
  all(): readonly T[];
  append(record: T): void;
}

/** Opens the list kept in `path` as JSON lines. */
export function openList<T>(path: string, schema: z.ZodType<T>): List<T> {
  const journal = new Journal<T>(path);
  const records = journal.read(schema);
  journal.rewrite(records);
  return {
    all: () => records,
    append(record) {
      journal.append(record);
      records.push(record);
    },
  };
}
