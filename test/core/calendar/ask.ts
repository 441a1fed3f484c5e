import {
  type Calendar,
  type ClockInput,
  dueDate,
  formatInstant,
} from '../../../functions/core/calendar/index.ts';
import type { Answer, Failure } from '../../verifier/accept.ts';
import type { Case } from '../../verifier/naive.ts';

const instant = (local: number): number => (local - 420) * 60_000;

/** A case of the verifier as the product takes it. */
export function clockInput(input: Case): ClockInput {
  return {
    received: instant(input.received),
    limit: { amount: input.amount, unit: input.unit },
    pauses: input.pauses.map(({ from, to }) => ({ from: instant(from), to: instant(to), reason: 'test' })),
    policy:
      typeof input.policy === 'number' ? { kind: 'fixedDays', days: input.policy } : { kind: input.policy },
    ...(input.cutOff && {
      cutOff: 'at' in input.cutOff ? atTime(input.cutOff.at) : beforeClosing(input.cutOff.beforeClosing),
    }),
  };
}

function atTime(at: number): { kind: 'time'; at: string } {
  return {
    kind: 'time',
    at: `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`,
  };
}

function beforeClosing(minutes: number): { kind: 'beforeClosing'; minutes: number } {
  return { kind: 'beforeClosing', minutes };
}

/** The product's answer to a case, as the line tool prints it. */
export function ask(calendar: Calendar, input: Case): Answer | Failure {
  const result = dueDate(calendar, clockInput(input));
  if (!result.ok) return { error: result.error };
  return { ...result.value, due: formatInstant(result.value.due, calendar.offsetMinutes) };
}
