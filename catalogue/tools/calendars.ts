import { existsSync, writeFileSync } from 'node:fs';
import { type Calendar, type CalendarData, compileCalendar } from '../../functions/core/calendar/index.ts';
import { calendarSchema } from '../../functions/core/calendar/schema.ts';
import { catalogueFolder, listJson, loadCalendar, readJson } from './load.ts';

/**
 * Every version of the calendar that was ever counted with, each a file of its own that never changes: so that a due date
 * can be recomputed years later. The newest is also kept in parts (`vn.json` and its years), which is what people edit.
 */
const pathOf = (id: string): string => `calendars/versions/${id}.json`;

/** Finds calendars by family (`vn`: the newest version) or by name and version (`vn-2026.1`). */
export type CalendarBook = (name?: string) => Calendar | undefined;

/** The calendars of the catalogue; versions are read when they are asked for. */
export function calendarBook(family = 'vn'): CalendarBook {
  const newest = compileCalendar(loadCalendar(family));
  const known = new Map([
    [family, newest],
    [newest.id, newest],
  ]);
  const kept = new Set(listJson('calendars/versions'));
  return (name = family) => {
    const found = known.get(name);
    if (found !== undefined || !kept.has(pathOf(name))) return found;
    const calendar = compileCalendar(calendarSchema.parse(readJson(pathOf(name))));
    known.set(name, calendar);
    return calendar;
  };
}

/** What is wrong with the kept versions: the newest must be among them, unchanged. */
export function versionProblems(current: CalendarData, keptAs: (path: string) => unknown = kept): string[] {
  const id = `${current.id}-${current.version}`;
  const file = keptAs(pathOf(id));
  if (file === undefined)
    return [`${pathOf(id)}: missing; write it with \`node catalogue/tools/calendars.ts\``];
  if (JSON.stringify(calendarSchema.parse(file)) === JSON.stringify(calendarSchema.parse(current))) return [];
  return [`${id} was changed after it was published: give the calendar a new version`];
}

function kept(path: string): unknown {
  return existsSync(`${catalogueFolder}${path}`) ? readJson(path) : undefined;
}

/** `node catalogue/tools/calendars.ts`: keeps the newest version; never overwrites one that is there. */
if (import.meta.main) {
  const current = loadCalendar();
  const path = pathOf(`${current.id}-${current.version}`);
  if (existsSync(`${catalogueFolder}${path}`)) console.log(`${path} is there already`);
  else writeFileSync(`${catalogueFolder}${path}`, `${JSON.stringify(current, null, 2)}\n`);
}
