import * as fc from 'fast-check';
import type { Calendar } from '../../../functions/core/calendar/index.ts';
import { type Answer, type Failure, refusals } from '../../verifier/accept.ts';
import { anyCase } from '../../verifier/cases.ts';
import type { Case } from '../../verifier/naive.ts';
import type { Table } from '../../verifier/table.ts';
import { ask } from './ask.ts';

/**
 * Holds the product against the verifier on random cases. Empty when they agree; else the smallest disagreement that was
 * found, with the case and the answer.
 */
export function differences(
  calendar: Calendar,
  table: Table,
  cases: number,
  seed: number,
  answer: (input: Case) => Answer | Failure = (input) => ask(calendar, input),
): string[] {
  const property = fc.property(anyCase, (input) => refusals(table, input, answer(input)).length === 0);
  const { counterexample } = fc.check(property, { numRuns: cases, seed });
  if (counterexample === null) return [];
  const [input] = counterexample;
  const given = answer(input);
  return [...refusals(table, input, given), JSON.stringify(input), JSON.stringify(given)];
}
