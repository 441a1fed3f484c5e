import { addBusinessDays } from 'date-fns';
import Holidays from 'date-holidays';
import { loadCalendar } from '../../../catalogue/tools/load.ts';
import { perSecond } from '../../../catalogue/tools/pace.ts';
import {
  type ClockInput,
  compileCalendar,
  dueDate,
  dueInstant,
  epochDayOf,
} from '../../../functions/core/calendar/index.ts';
import { type Case, walk } from '../../verifier/naive.ts';
import { dayNumber, readTable } from '../../verifier/table.ts';
import type { Bench, Found, Wanted } from './bench.ts';
import { median, ratio } from './numbers.ts';

/**
 * Due dates per second of one core, and how many are wrong, beside what one would write or install otherwise. All answer the
 * same question, the last day of a limit in working days, in turns; the truth is the verifier's, which shares no code with
 * the product.
 */
const DAY = 86_400_000;
const DAY_MINUTES = 1440;
const NINE = 9 * 60;
const FIRST = '2023-01-01';
/** Of filing: the limits from there on end within the last issued year. */
const LAST = '2026-10-30';
const LIMITS = Array.from({ length: 30 }, (_, i) => i + 1);

interface Asked {
  /** Day of receipt, counted from 1970-01-01. */
  readonly day: number;
  readonly amount: number;
  readonly input: ClockInput;
  /** Noon UTC of the day: the same local date in nearly every time zone. */
  readonly noon: Date;
}

const table = readTable();
const calendar = compileCalendar(loadCalendar());
const isOff = (day: number): boolean => (table.days.get(day)?.open.length ?? 0) === 0;
const holidays = new Set([...table.days].filter(([, { why }]) => why === 'holiday').map(([day]) => day));
const VN_OFFSET = 7 * 3_600_000;
/** The days of the public holidays that the library knows, computed once; it gives instants. */
const published = new Set(
  [2023, 2024, 2025, 2026].flatMap((year) =>
    new Holidays('VN')
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .flatMap(({ start, end }) => {
        const [first, last] = [start.getTime() + VN_OFFSET, end.getTime() + VN_OFFSET - 1];
        const days = Math.floor(last / DAY) - Math.floor(first / DAY) + 1;
        return Array.from({ length: days }, (_, i) => Math.floor(first / DAY) + i);
      }),
  ),
);
const worked = new Set([...table.days.keys()].filter((day) => !isOff(day)));
/** Day 0 was a Thursday. */
const isWeekend = (day: number): boolean => (day + 4) % 7 === 6 || (day + 4) % 7 === 0;

const loop = (isWorked: (day: number) => boolean, { day, amount }: Asked): number => {
  let at = day;
  for (let left = amount; left > 0; ) {
    at++;
    if (isWorked(at)) left--;
  }
  return at;
};

const answered = <T>(result: { ok: true; value: T } | { ok: false }): T => {
  if (!result.ok) throw new Error('a due date of the benchmark is refused');
  return result.value;
};

/** Each answers the number of the last day. */
const contestants = {
  'ours, dueInstant': ({ input }) => epochDayOf(calendar, answered(dueInstant(calendar, input))),
  'ours, dueDate with its derivation': ({ input }) =>
    epochDayOf(calendar, answered(dueDate(calendar, input)).due),
  'date-fns, addBusinessDays': ({ noon, amount }) =>
    Math.floor(addBusinessDays(noon, amount).getTime() / DAY),
  'date-holidays (VN) and weekends': (asked) => loop((day) => !isWeekend(day) && !published.has(day), asked),
  'a loop over days, weekends': (asked) => loop((day) => !isWeekend(day), asked),
  'a loop, weekends and days off': (asked) => loop((day) => !isWeekend(day) && !holidays.has(day), asked),
  'a loop, the whole calendar': (asked) => loop((day) => worked.has(day), asked),
} satisfies Record<string, (asked: Asked) => number>;

/** Every limit of 1 to 30 working days from 09:00 of every working day of the issued years. */
const questions = (): Asked[] => {
  const days = [...worked].filter((day) => day >= dayNumber(FIRST) && day <= dayNumber(LAST));
  return days.flatMap((day) =>
    LIMITS.map((amount) => ({
      ...{ day, amount, noon: new Date(day * DAY + DAY / 2) },
      input: {
        received: (day * DAY_MINUTES + NINE - table.offset) * 60_000,
        limit: { amount, unit: 'workingDay' as const },
      },
    })),
  );
};

const truth = ({ day, amount }: Asked): number => {
  const received = day * DAY_MINUTES + NINE;
  const asked: Case = { received, amount, unit: 'workingDay', pauses: [], policy: 'continue' };
  const found = walk(table, asked);
  if (!found) throw new Error('the benchmark itself is wrong: beyond the calendar');
  return Math.floor(found.due / DAY_MINUTES);
};

const run = async ({ quick, say }: Wanted): Promise<Found> => {
  const all = questions();
  const right = all.map(truth);
  const rounds = quick ? 3 : 9;
  const entries = Object.entries(contestants);
  const paces = new Map<string, number[]>(entries.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    say(`round ${round + 1} of ${rounds}, ${all.length} due dates`);
    for (const [name, answer] of entries) paces.get(name)?.push(perSecond(answer, all));
  }
  const ours = median(paces.get('ours, dueInstant') ?? []);
  const rows = entries.map(([name, answer]) => {
    const wrong = all.filter((asked, i) => answer(asked) !== right[i]).length;
    return { name, wrong, pace: median(paces.get(name) ?? []) };
  });
  return {
    figures: rows.flatMap(({ name, wrong, pace }) => [
      {
        ...{ what: name, value: pace, unit: 'due dates a second' },
        ...(pace !== ours && { beside: `dueInstant is ${ratio(ours, pace)} times as fast` }),
      },
      {
        ...{ what: `${name}: wrong`, value: wrong, unit: `of ${all.length}` },
        beside: `${((100 * wrong) / all.length).toFixed(1)} %`,
      },
    ]),
    relative: Object.fromEntries(
      rows.flatMap(({ name, wrong, pace }) => [
        ...(pace === ours ? [] : [[`ours / ${name}`, ratio(ours, pace)]]),
        [`wrong: ${name}`, ratio(wrong, all.length)],
      ]),
    ),
  };
};

export const due: Bench = { name: 'due', run };
