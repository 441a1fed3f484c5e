import * as fc from 'fast-check';
import {
  type Calendar,
  type ClockInput,
  dueDate,
  formatInstant,
} from '../../functions/core/calendar/index.ts';
import type { Answer } from './accept.ts';
import type { Case } from './naive.ts';
import { dayNumber } from './table.ts';

/** Days near which bugs live: long holidays, swaps, year ends, leap days. */
const hotDays = [
  '2023-01-19',
  '2023-04-28',
  '2024-02-07',
  '2024-02-29',
  '2024-04-26',
  '2025-04-25',
  '2025-12-31',
]
  .concat(['2026-01-08', '2026-02-13', '2026-08-20', '2026-08-28', '2026-11-23', '2026-12-30', '2023-12-29'])
  .map(dayNumber);
const day = fc.oneof(
  fc.integer({ min: dayNumber('2023-01-01'), max: dayNumber('2027-06-30') }),
  fc.tuple(fc.constantFrom(...hotDays), fc.integer({ min: -3, max: 3 })).map(([at, shift]) => at + shift),
);
const hotTimes = [0, 449, 450, 690, 691, 779, 780, 900, 901, 960, 961, 1020, 1021, 1439];
const time = fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.constantFrom(...hotTimes));
const minute = fc.tuple(day, time).map(([d, t]) => Math.max(d * 1440 + t, dayNumber('2023-01-01') * 1440));
const limit = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      unit: fc.constant('workingDay' as const),
      amount: fc.integer({ min: 1, max: 60 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      unit: fc.constant('workingDay' as const),
      amount: fc.integer({ min: 1, max: 12 }).map((n) => n / 4),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      unit: fc.constant('workingHour' as const),
      amount: fc.integer({ min: 1, max: 60 }).map((n) => n / 2),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      unit: fc.constant('calendarDay' as const),
      amount: fc.integer({ min: 1, max: 90 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ unit: fc.constant('month' as const), amount: fc.integer({ min: 1, max: 14 }) }),
  },
);
const cutOff = fc.oneof(
  fc.record({ at: fc.constantFrom(900, 1020, 690) }),
  fc.record({ beforeClosing: fc.constantFrom(0, 60) }),
);
const gaps = fc.array(
  fc.tuple(fc.integer({ min: -1500, max: 40_000 }), fc.integer({ min: 0, max: 20_000 })),
  { maxLength: 3 },
);
/** Where hours are counted minute by minute, pauses are shorter: the walk takes as many steps as they last. */
function pauseAt(
  received: number,
  after: number,
  length: number,
  inHours: boolean,
): { from: number; to: number } {
  const from = received + (inHours ? Math.floor(after / 8) : after);
  return { from, to: from + (inHours ? Math.floor(length / 8) : length) };
}

/** Random cases, half of them with pauses. */
export const anyCase: fc.Arbitrary<Case> = fc
  .record({
    received: minute,
    limit,
    gaps: fc.oneof(fc.constant<[number, number][]>([]), gaps),
    policy: fc.oneof(
      fc.constantFrom('reset' as const, 'continue' as const, 'continue' as const),
      fc.integer({ min: 1, max: 12 }),
    ),
    cutOff: fc.option(cutOff, { nil: undefined, freq: 3 }),
  })
  .map(({ received, limit: { unit, amount }, gaps: all, policy, cutOff: cut }) => ({
    received,
    unit,
    amount,
    policy,
    pauses: all.map(([after, length]) =>
      pauseAt(received, after, length, unit === 'workingHour' || amount % 1 > 0),
    ),
    ...(cut !== undefined && { cutOff: cut }),
  }));

const instant = (local: number): number => (local - 420) * 60_000;

/** The case as the product takes it. */
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
export function ask(calendar: Calendar, input: Case): Answer {
  const result = dueDate(calendar, clockInput(input));
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.detail}`);
  return { ...result.value, due: formatInstant(result.value.due, calendar.offsetMinutes) };
}
