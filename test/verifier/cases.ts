import * as fc from 'fast-check';
import type { Case } from './naive.ts';
import { dayNumber } from './table.ts';

/** Days near which bugs live: long holidays, swaps, year ends, leap days, ends of months. */
const hotDays = [
  '2023-01-19',
  '2023-04-28',
  '2023-12-29',
  '2024-02-07',
  '2024-02-29',
  '2024-04-26',
  '2024-08-31',
]
  .concat(['2025-01-24', '2025-04-25', '2025-12-31', '2026-01-08', '2026-02-13', '2026-04-24', '2026-05-31'])
  .concat(['2026-08-20', '2026-08-28', '2026-11-23', '2026-12-30', '2027-02-04', '2028-02-29', '2036-12-30'])
  .map(dayNumber);
const [FIRST, LAST] = [dayNumber('2023-01-01'), dayNumber('2037-12-31')];
const day = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: FIRST, max: dayNumber('2027-06-30') }) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...hotDays), fc.integer({ min: -3, max: 3 }))
      .map(([at, shift]) => at + shift),
  },
  { weight: 1, arbitrary: fc.integer({ min: FIRST, max: LAST }) },
  { weight: 1, arbitrary: fc.integer({ min: LAST - 40, max: LAST }) },
);
const hotTimes = [0, 449, 450, 690, 691, 779, 780, 900, 901, 960, 961, 1020, 1021, 1439];
const time = fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.constantFrom(...hotTimes));
const minute = fc.tuple(day, time).map(([d, t]) => d * 1440 + t);

const amounts = (unit: Case['unit'], max: number, per = 1) =>
  fc.integer({ min: 1, max }).map((n) => ({ unit, amount: n / per }));
const limit = fc.oneof(
  { weight: 5, arbitrary: amounts('workingDay', 60) },
  { weight: 1, arbitrary: amounts('workingDay', 400) },
  { weight: 1, arbitrary: amounts('workingDay', 12, 4) },
  { weight: 1, arbitrary: amounts('workingHour', 60, 2) },
  { weight: 2, arbitrary: amounts('calendarDay', 90) },
  { weight: 2, arbitrary: amounts('month', 14) },
);
const cutOff = fc.oneof(
  fc.record({ at: fc.constantFrom(900, 1020, 690, 0, 1439) }),
  fc.record({ at: fc.integer({ min: 0, max: 1439 }) }),
  fc.record({ beforeClosing: fc.constantFrom(0, 60, 600) }),
);
const gaps = fc.array(
  fc.tuple(
    fc.integer({ min: -1500, max: 40_000 }),
    fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.constant(0), fc.constant(1440)),
  ),
  { maxLength: 3 },
);

/** Where hours are counted minute by minute, pauses are shorter: the walk takes as many steps as they last. */
function pauseAt(received: number, after: number, length: number, inHours: boolean): Case['pauses'][number] {
  const from = received + (inHours ? Math.floor(after / 8) : after);
  return { from, to: from + (inHours ? Math.floor(length / 8) : length) };
}

/** Random cases, half of them with pauses, some of them past the end of the calendar. */
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
