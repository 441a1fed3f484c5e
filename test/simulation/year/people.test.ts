import { describe, expect, test } from 'vitest';
import { compileCalendar, isWorkingInstant } from '../../../functions/core/calendar/index.ts';
import { virtualClock } from '../../../local/clock.ts';
import { Agenda } from './agenda.ts';
import { arrivalsOf } from './arrivals.ts';
import { simulatedCatalogue } from './catalogue.ts';
import { readFaults } from './faults.ts';
import { Department } from './office.ts';
import { readStaffing, STAFF_FILE } from './staffing.ts';

const { procedures, calendars } = simulatedCatalogue();
const calendar = compileCalendar(calendars[0] ?? expect.fail('no calendar'));
const year = { from: '2023-01-01', days: 365 };
const staffing = readStaffing(STAFF_FILE);
const at = (local: string): number => Date.parse(`${local}:00+07:00`);

describe('filings of a year', () => {
  const arrivals = arrivalsOf(1, year, 1644, { procedures, calendar });
  test('1,644 in order of time, 76 % online, 65 on the spot, of all 60 procedures', () => {
    expect(arrivals.map((each) => each.at)).toEqual(
      arrivals.map((each) => each.at).toSorted((a, b) => a - b),
    );
    expect(arrivals.filter(({ channel }) => channel === 'online')).toHaveLength(1249);
    expect(arrivals.filter(({ onSpot }) => onSpot)).toHaveLength(65);
    expect(new Set(arrivals.map(({ procedure }) => procedure.code)).size).toBe(60);
    expect([...new Set(arrivals.map((each) => new Date(each.at + 25_200_000).getUTCFullYear()))]).toEqual([
      2023,
    ]);
  });
  test('paper comes while the counter is open, never at Tết', () => {
    const paper = arrivals.filter(({ channel }) => channel !== 'online');
    expect(paper.every((each) => isWorkingInstant(calendar, each.at))).toBe(true);
    expect(paper.some((each) => each.at > at('2023-01-20T00:00') && each.at < at('2023-01-27T00:00'))).toBe(
      false,
    );
  });
  test('the seed decides all of it', () => {
    const again = (seed: number) =>
      arrivalsOf(seed, year, 50, { procedures, calendar }).map((each) => each.at);
    expect(again(3)).toEqual(again(3));
    expect(again(3)).not.toEqual(again(4));
  });
  test('a span without an office day is refused in words', () => {
    const holiday = { from: '2023-01-01', days: 2 };
    expect(() => arrivalsOf(1, holiday, 20, { procedures, calendar })).toThrow(/choose a longer span/);
  });
});

describe('a department', () => {
  const play = async (
    jobs: readonly (readonly [name: string, minutes: number, due: number])[],
    leave: typeof staffing.leave,
  ) => {
    const agenda = new Agenda(virtualClock(at('2023-02-01T08:00')));
    const people = { ...staffing.people, clerk: 1 };
    const department = new Department(agenda, calendar, { ...staffing, people, leave });
    const done: string[] = [];
    for (const [name, minutes, due] of jobs)
      agenda.spawn(async () => {
        await department.work('clerk', minutes, due);
        done.push(`${name} ${new Date(agenda.now() + 25_200_000).toISOString().slice(5, 16)}`);
      });
    department.open();
    await agenda.run();
    return done;
  };
  test('one job at a time in office hours, nearest deadline first', async () => {
    // 08:00 + 120 = 10:00; then the urgent one of 60 minutes before the one of 240, over noon and to the next morning.
    const jobs = [
      ['first', 120, 9],
      ['long', 420, 5],
      ['urgent', 60, 1],
    ] as const;
    expect(await play(jobs, [])).toEqual(['first 02-01T10:00', 'urgent 02-01T11:00', 'long 02-02T10:00']);
  });
  test('whoever is on leave does nothing until the day after', async () => {
    const leave = [{ who: 'clerk-1', from: '2023-02-01', to: '2023-02-02' }];
    expect(await play([['job', 30, 1]], leave)).toEqual(['job 02-03T08:00']);
  });
  test('while people are hired nobody waits for the end of a leave', async () => {
    const agenda = new Agenda(virtualClock(at('2023-02-01T08:00')));
    const leave = [{ who: 'clerk-1', from: '2023-06-01', to: '2023-06-30' }];
    expect(new Department(agenda, calendar, { ...staffing, leave }).officers).not.toEqual([]);
    await agenda.run();
    expect(agenda.now()).toBe(at('2023-02-01T08:00'));
  });
  test('leave of somebody unknown is refused', async () => {
    await expect(play([], [{ who: 'nobody-1', from: '2023-02-01', to: '2023-02-02' }])).rejects.toThrow(
      /nobody/,
    );
  });
});

test('files beside the staffing change it; unknown faults are named', () => {
  const half = readStaffing(STAFF_FILE.replace('staff.jsonc', 'staff.half.jsonc'));
  expect(half).toEqual({ ...staffing, people: { ...staffing.people, appraiser: 4 } });
  expect(() => readFaults('skew,gremlins', 1)).toThrow(/gremlins: one of crashBefore/);
  expect(readFaults('swarm', 4)).toEqual(readFaults('swarm', 4));
});
