import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assembleCalendar } from '../../functions/core/calendar/assemble.ts';
import {
  type CalendarData,
  calendarHeadSchema,
  calendarYearSchema,
} from '../../functions/core/calendar/schema.ts';
import { type Abolished, abolishedSchema } from '../../functions/core/procedure/catalogue.ts';
import { type ProcedureData, procedureSchema } from '../../functions/core/procedure/schema.ts';
import { type Unit, unitSchema } from '../../functions/core/procedure/unit.ts';
import { type Scales, scalesSchema } from '../../functions/core/reports/indices.ts';

/** Where the catalogue lies: the folder above this one. */
export const catalogueFolder = fileURLToPath(new URL('..', import.meta.url));

/** Reads a JSON file of the catalogue. */
export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(`${catalogueFolder}${path}`, 'utf8'));
}

/** The names of the JSON files in a folder of the catalogue, in order. */
export function listJson(folder: string): string[] {
  const names = readdirSync(`${catalogueFolder}${folder}`).filter((name) => name.endsWith('.json'));
  return names.toSorted().map((name) => `${folder}/${name}`);
}

/** Loads a calendar with the years it names, checked against the schemas; throws in words when a file is wrong. */
export function loadCalendar(id = 'vn'): CalendarData {
  const head = calendarHeadSchema.parse(readJson(`calendars/${id}.json`));
  const years = head.years.map((year) => calendarYearSchema.parse(readJson(`calendars/${year}.json`)));
  return assembleCalendar(head, years);
}

/** Loads all versions of all procedures, in order of code and version, checked against the schema. */
export function loadProcedures(): ProcedureData[] {
  return listJson('procedures').map((path) => procedureSchema.parse(readJson(path)));
}

/** Loads the list of procedures that the law has ended. */
export function loadAbolished(): readonly Abolished[] {
  return abolishedSchema.parse(readJson('abolished.json')).abolished;
}

/** Loads an office's settings. */
export function loadUnit(id: string): Unit {
  return unitSchema.parse(readJson(`units/${id}.json`));
}

/** Loads all offices. */
export function loadUnits(): Unit[] {
  return listJson('units').map((path) => unitSchema.parse(readJson(path)));
}

/** Loads the scales of the evaluations. */
export function loadScales(): Scales {
  return scalesSchema.parse({
    qd766: readJson('indices/qd766.json'),
    tt012018: readJson('indices/tt012018.json'),
  });
}
