import * as fc from 'fast-check';
import { type CalendarData, compileCalendar } from '../../../functions/core/calendar/index.ts';
import { type Answer, type Failure, refusals } from '../../verifier/accept.ts';
import { anyCase } from '../../verifier/cases.ts';
import type { Case } from '../../verifier/naive.ts';
import type { Table } from '../../verifier/table.ts';
import { ask } from './ask.ts';

/** A product with a mistake in it, made on purpose to see whether the verifier notices. */
export interface PlantedBug {
  readonly name: string;
  readonly answer: (input: Case) => Answer | Failure;
}

type Year = CalendarData['years'][number];

/** Off-by-one mistakes a counting program makes, and calendars with something missing. */
export function plantedBugs(data: CalendarData): PlantedBug[] {
  const honest = compileCalendar(data);
  const calendar = (change: (year: Year) => Year) =>
    compileCalendar({ ...data, years: data.years.map(change) });
  const noMakeUpDays = calendar((year) => ({ ...year, makeUpDays: [] }));
  const lastDayMissing = calendar((year) => ({ ...year, daysOff: year.daysOff.slice(0, -1) }));
  const early = ({ pauses }: Case) => pauses.map(({ from, to }) => ({ from, to: Math.max(from, to - 1440) }));
  const strict = ({ cutOff, ...input }: Case): Case =>
    cutOff !== undefined && 'at' in cutOff && cutOff.at > 0
      ? { ...input, cutOff: { at: cutOff.at - 1 } }
      : { ...input, ...(cutOff && { cutOff }) };
  return [
    {
      name: 'the receiving day is counted',
      answer: (input) => ask(honest, { ...input, received: input.received - 1440 }),
    },
    {
      name: 'the day of the return is counted',
      answer: (input) => ask(honest, { ...input, pauses: early(input) }),
    },
    { name: 'the cut-off itself is too late', answer: (input) => ask(honest, strict(input)) },
    {
      name: 'one day is counted too many',
      answer: (input) => ask(honest, { ...input, amount: input.amount + 1 }),
    },
    { name: 'worked Saturdays are ignored', answer: (input) => ask(noMakeUpDays, input) },
    { name: 'the last day off of each year is missed', answer: (input) => ask(lastDayMissing, input) },
  ];
}

const samples = fc.sample(anyCase, { numRuns: 3_000, seed: 7 });

/** Whether the verifier refuses the mistake for its date: a wrong rule or start in the story would be too easy. */
export function isFound(bug: PlantedBug, table: Table): boolean {
  return samples.some((input) => {
    const wrong = refusals(table, input, bug.answer(input));
    return wrong.some((reason) => reason.startsWith('due: '));
  });
}

/** How many of the same samples the verifier refuses for an answer that is meant to be right. */
export function refusedOf(answer: (input: Case) => Answer | Failure, table: Table): number {
  return samples.filter((input) => refusals(table, input, answer(input)).length > 0).length;
}
