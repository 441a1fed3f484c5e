import { formatInstant } from '../calendar/index.ts';
import type { Imprint, Report } from './table.ts';

/** A report as data: the tables that CSV and page show, without the pictures, which are made of them. */
export const jsonOf = ({ name, title, form, from, to, tables, notes }: Report, imprint: Imprint) => ({
  report: name,
  title,
  ...(form !== undefined && { form }),
  unit: imprint.unit.id,
  ...{ from, to, madeAt: formatInstant(imprint.madeAt, imprint.offsetMinutes) },
  tables: tables.map(({ key, title: heading, columns, rows, total, notes: below }) => ({
    ...{ key, title: heading, columns, rows },
    ...(total && { total }),
    ...(below && { notes: below }),
  })),
  notes,
});
