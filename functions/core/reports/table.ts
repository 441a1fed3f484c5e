import type { Instant } from '../calendar/index.ts';
import type { Day } from './days.ts';

/** A text for people, Vietnamese first. */
export interface Both {
  readonly vi: string;
  readonly en: string;
}

export const both = (vi: string, en: string): Both => ({ vi, en });

/** Absent: not applicable or not known. */
export type Cell = string | number | undefined;
export type Row = Readonly<Record<string, Cell>>;

/** Kinds of numbers and how many decimals they are written with. */
export const decimals = { count: 0, percent: 1, decimal: 1, score: 2 } as const;

export interface Column {
  readonly key: string;
  readonly name: Both;
  /** `day` is `2026-11-23`; whatever is said by a person is `text`. */
  readonly kind: 'text' | 'day' | keyof typeof decimals;
  /** Neighbours of one group share a heading. */
  readonly group?: Both;
}

/** One table of a report. JSON, CSV and page are made of it and of nothing else, so that they never differ. */
export interface Table {
  readonly key: string;
  readonly title: Both;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly total?: Row;
  readonly notes?: readonly Both[];
}

interface PlotOf {
  /** The table whose rows it shows, and the column that names them. */
  readonly table: string;
  readonly label: string;
  readonly title: Both;
}

/** A picture of a table, where people would rather look than read. */
export type Plot =
  /** One bar a row, split among columns of counts. */
  | (PlotOf & { readonly kind: 'stacked'; readonly series: readonly { key: string; tone: Tone }[] })
  /** One row each: the middle half, the median, and a mark for what is allowed. */
  | (PlotOf & {
      readonly kind: 'spread';
      readonly low: string;
      readonly middle: string;
      readonly high: string;
      readonly limit: string;
    });

/** Told apart in black and white as well. */
export type Tone = 'good' | 'fair' | 'bad' | 'plain';

/** A report over local days, both inclusive. */
export interface Report {
  readonly name: string;
  readonly title: Both;
  /** The number of the form, where a law gives the layout. */
  readonly form?: string;
  readonly from: Day;
  readonly to: Day;
  readonly tables: readonly Table[];
  readonly plots: readonly Plot[];
  readonly notes: readonly Both[];
}

/** Whose report it is and when it was made. */
export interface Imprint {
  readonly unit: { readonly id: string; readonly name: Both; readonly superior?: string };
  readonly madeAt: Instant;
  readonly offsetMinutes: number;
}

/** Columns of one kind under one heading. */
export const group = (
  name: Both,
  kind: Column['kind'],
  columns: readonly (readonly [string, Both])[],
): Column[] => columns.map(([key, label]) => ({ key, name: label, kind, group: name }));
