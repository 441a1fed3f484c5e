import { calendarProblems } from '../../functions/core/calendar/index.ts';
import { validateCatalogue } from '../../functions/core/procedure/index.ts';
import { listJson, loadCalendar, loadProcedures, loadUnit } from './load.ts';

/** `npm run catalogue:check`: reads everything, prints what is wrong, fails when anything is. */
const calendar = loadCalendar();
const procedures = loadProcedures();
const units = listJson('units').map((path) => loadUnit(path.slice('units/'.length, -'.json'.length)));
const problems = [
  ...calendarProblems(calendar),
  ...validateCatalogue(procedures).map((problem) => `${problem.code}: ${problem.detail}`),
  ...units
    .filter((unit) => unit.calendar !== calendar.id)
    .map((unit) => `${unit.id}: no calendar ${unit.calendar}`),
];
for (const problem of problems) console.error(problem);
const drafts = procedures.filter((procedure) => procedure.status === 'draft').length;
console.log(
  `calendar ${calendar.id}-${calendar.version}, ${calendar.years.length} years; ${procedures.length} procedures, ${drafts} drafts; ${units.length} offices; ${problems.length} problems`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
