import { DAY_MS, fromEpochDay, type Instant, MINUTE_MS } from '../calendar/index.ts';
import { inWords } from './period.ts';
import { type Cell, type Column, decimals } from './table.ts';

/** A number as it is written in Viet Nam: `1.644`, `97,6`. */
const number = (value: number, decimals: number): string => {
  const [whole = '', fraction] = value.toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
};

/** A cell as people read it; empty when there is nothing to say. */
export const cellText = (cell: Cell, kind: Column['kind']): string => {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return number(cell, placesOf(kind));
  return kind === 'day' ? inWords(cell) : cell;
};

/** How many decimals a number in a column of this kind has. */
export const placesOf = (kind: Column['kind']): number =>
  kind === 'text' || kind === 'day' ? 0 : decimals[kind];

/** `08:30 23/11/2026`, local time of the office. */
export const momentText = (at: Instant, offsetMinutes: number): string => {
  const local = at + offsetMinutes * MINUTE_MS;
  const { year, month, day } = fromEpochDay(Math.floor(local / DAY_MS));
  const minutes = Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / MINUTE_MS);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)} ${two(day)}/${two(month)}/${year}`;
};

const two = (value: number): string => String(value).padStart(2, '0');
