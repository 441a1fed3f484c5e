import { loadCalendar } from '../../catalogue/tools/load.ts';
import { compileCalendar } from '../../functions/core/calendar/index.ts';
import { deskOf } from '../../functions/core/dossier/desk.ts';
import type { Dossier } from '../../functions/core/dossier/dossier.ts';
import type { DossierEvent } from '../../functions/core/dossier/events.ts';
import { incrementsOf } from '../../functions/core/metrics/counters.ts';
import type { Item } from './tables.ts';

/** Sums over dossiers (I2, I5), kept event by event, so that looking again costs what has happened since. */

export type Sums = Map<string, number>;

export const add = (sums: Sums, key: string, by: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + by);
};

const calendar = compileCalendar(loadCalendar()); // only its time zone is asked

/** What one event counts: its day, and by how much each cell of that day goes up. */
export const countsOf = (
  event: DossierEvent,
  before: Dossier | undefined,
  after: Dossier,
): { readonly day: string; readonly cells: readonly (readonly [string, number])[] } | undefined => {
  const { procedure, channel } = after;
  const counts = incrementsOf(event, before, after, calendar);
  if (!counts) return undefined;
  const { day, by } = counts;
  const cells = Object.entries(by);
  return {
    day,
    cells: cells.map(([measure, n]) => [`${day} ${measure}|${procedure}|${channel}`, n] as const),
  };
};

/** What the counter items say. */
export const countersOf = (items: readonly Item[]): Sums => {
  const sums: Sums = new Map();
  for (const item of items) {
    const [day, procedure] = String(item.sk).split('#');
    for (const [cell, value] of Object.entries(item)) {
      const [measure, channel] = cell.split('|');
      if (typeof value === 'number') add(sums, `${day} ${measure}|${procedure}|${channel}`, value);
    }
  }
  return sums;
};

/** The gauges in which an open dossier stands. */
export const cellsOf = (dossier: Dossier): string[] => {
  const desk = deskOf(dossier);
  if (desk === undefined) return [];
  const cells = dossier.outlook.atRisk ? [desk, 'atRisk'] : [desk];
  return cells.map((cell) => `${dossier.unit} ${cell}${dossier.restricted ? '|restricted' : ''}`);
};

/** What the gauges must be. */
export const gaugesFrom = (dossiers: Iterable<Dossier>): Sums => {
  const sums: Sums = new Map();
  for (const dossier of dossiers) for (const cell of cellsOf(dossier)) add(sums, cell, 1);
  return sums;
};

/** What the gauge items say. */
export const gaugesOf = (items: readonly Item[]): Sums => {
  const sums: Sums = new Map();
  for (const item of items)
    for (const [cell, value] of Object.entries(item))
      if (typeof value === 'number') add(sums, `${String(item.pk).slice('GAUGE#'.length)} ${cell}`, value);
  return sums;
};

/** I5: two sums agree in every cell. */
export const brokenSums = (expected: Sums, counted: Sums): string[] =>
  [...new Set([...expected.keys(), ...counted.keys()])]
    .filter((cell) => (expected.get(cell) ?? 0) !== (counted.get(cell) ?? 0))
    .map((cell) => `I5 ${cell}: counted ${counted.get(cell)}, recount ${expected.get(cell)}`);

/** I2: no code is used twice, and the serials of a day have no gap. */
export const brokenCodes = (all: Iterable<string>): string[] => {
  const codes = [...all].toSorted();
  const double = codes.filter((code, i) => code === codes[i - 1]).map((code) => `I2 ${code}: used twice`);
  const byDay = Map.groupBy(codes, (code) => code.slice(0, code.lastIndexOf('-')));
  const gaps = [...byDay].flatMap(([day, own]) =>
    own.flatMap((code, i) =>
      Number(code.slice(day.length + 1)) === i + 1 ? [] : [`I2 ${code}: gap in the serial of ${day}`],
    ),
  );
  return [...double, ...gaps];
};
