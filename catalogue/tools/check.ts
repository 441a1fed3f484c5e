import { readFileSync } from 'node:fs';
import { calendarProblems } from '../../functions/core/calendar/index.ts';
import { auditProcedures } from './audit.ts';
import { versionProblems } from './calendars.ts';
import { catalogueFolder, listJson, loadAbolished, loadCalendar, loadScales, loadUnits } from './load.ts';
import { scaleProblems } from './scales.ts';

/** `npm run catalogue:check`: reads everything, prints what is wrong, fails when anything is. */
const calendar = loadCalendar();
const units = loadUnits();
const files = listJson('procedures').map((path) => ({
  path,
  text: readFileSync(`${catalogueFolder}${path}`, 'utf8'),
}));
const problems = [
  ...calendarProblems(calendar),
  ...versionProblems(calendar),
  ...auditProcedures(files, loadAbolished()),
  ...scaleProblems(loadScales()),
  ...units
    .filter((unit) => unit.calendar !== calendar.id)
    .map((unit) => `${unit.id}: no calendar ${unit.calendar}`),
];
for (const problem of problems) console.error(problem);
const drafts = files.filter(({ text }) => /"status":\s*"draft"/.test(text)).length;
console.log(
  `calendar ${calendar.id}-${calendar.version}, ${calendar.years.length} years; ${files.length} procedures, ${drafts} drafts; ${units.length} offices; ${problems.length} problems`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
