import { readFileSync } from 'node:fs';
import * as z from 'zod';

const cell = z.enum(['A', 'F', 'N']);
export type Cell = z.infer<typeof cell>;

/** A table of expected answers, written by hand: A allowed, F 403, N 404. */
export interface Expected {
  readonly operations: readonly string[];
  readonly columns: readonly string[];
  readonly cell: (operation: string, column: string) => Cell;
}

export const readExpected = (name: string): Expected => {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8');
  const [head = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const cells = new Map(
    rows.flatMap(([operation, ...values]) =>
      values.map((value, i) => [`${operation} ${head[i + 1]}`, cell.parse(value)] as const),
    ),
  );
  return {
    operations: rows.map(([operation = '']) => operation),
    columns: head.slice(1),
    cell: (operation, column) => cell.parse(cells.get(`${operation} ${column}`)),
  };
};
