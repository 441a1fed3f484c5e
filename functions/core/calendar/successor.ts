import { calendarProblems } from './assemble.ts';
import type { CalendarData } from './schema.ts';

/** What is wrong and where it stands. */
interface Finding {
  readonly field: string;
  readonly detail: string;
}

/** A calendar is compiled day by day up to here: some decades are plenty, a slip of the pen must not fill the memory. */
const FARTHEST = 50;

/** Every reason why a calendar version may not take the place of the one in force; empty when it may. */
export function successorProblems(next: CalendarData, current: CalendarData): Finding[] {
  const [years, known] = [next.years, current.years].map((each) => each.map(({ year }) => year));
  const [first, last] = [Math.min(...(years ?? [])), Math.max(...(years ?? []))];
  const outOfReach = next.extrapolateTo < last || next.extrapolateTo > last + FARTHEST;
  const own: (Finding | false)[] = [
    !/^[\w.-]{1,32}$/.test(next.version) && {
      field: '/version',
      detail: 'a name of letters, digits and . _ - (at most 32), such as 2026.2',
    },
    outOfReach && { field: '/extrapolateTo', detail: `between ${last} and ${last + FARTHEST}` },
    next.offset !== current.offset && {
      field: '/offset',
      detail: `the offset of a calendar never changes: ${current.offset}`,
    },
    (first > Math.min(...(known ?? [])) || next.extrapolateTo < current.extrapolateTo) && {
      field: '/years',
      detail: `covers less than version ${current.version}: dates counted by it could not be counted again`,
    },
    Object.values(next.week).every((shifts) => shifts.length === 0) && {
      field: '/week',
      detail: 'no day of the week is worked',
    },
  ];
  const found = own.filter((each) => each !== false);
  if (outOfReach) return found;
  return [...found, ...calendarProblems(next).map((detail) => ({ field: '/', detail }))];
}
