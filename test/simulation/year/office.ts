import {
  addWorkingMinutes,
  type Calendar,
  formatDate,
  nextOfficeInstant,
  nextWorkingDay,
  parseDate,
} from '../../../functions/core/calendar/index.ts';
import type { Agenda } from './agenda.ts';
import { offices, type Office as Role, type Staffing } from './staffing.ts';

/** A member of the simulated staff. */
export interface Officer {
  readonly subject: string;
  readonly role: Role;
  busy: boolean;
}

/** Work that waits for somebody. */
export interface Job {
  readonly role: Role;
  readonly minutes: number;
  /** What is due first is done first (epoch ms). */
  readonly due: number;
  /** The only one who may do it; can be changed while it waits. */
  by: Officer | undefined;
  readonly not: Officer | undefined;
  readonly taken: (officer: Officer) => void;
}

const DAY = 86_400_000;

/** People who work during office hours, one job at a time, nearest deadline first. */
export class Department {
  readonly officers: readonly Officer[];
  private readonly waiting: Job[] = [];
  private readonly agenda: Agenda;
  private calendar: Calendar;
  private readonly leave: readonly { readonly who: string; readonly from: number; readonly to: number }[];

  constructor(agenda: Agenda, calendar: Calendar, staffing: Staffing) {
    this.agenda = agenda;
    this.calendar = calendar;
    this.officers = offices.flatMap((role) =>
      Array.from({ length: staffing.people[role] }, (_, i) => ({
        ...{ subject: `${role}-${i + 1}`, role, busy: false },
      })),
    );
    this.leave = staffing.leave.map(({ who, from, to }) => {
      if (!this.officers.some(({ subject }) => subject === who))
        throw new Error(`leave: nobody is called ${who}`);
      return { who, from: Date.parse(`${from}T00:00+07:00`), to: Date.parse(`${to}T00:00+07:00`) + DAY };
    });
  }

  /** From now on whoever comes back from a leave takes up what waits. */
  open(): void {
    for (const { to } of this.leave) this.agenda.note(Math.max(to, this.agenda.now()), () => this.dispatch());
  }

  /** From now on people come and go by another calendar. */
  keepTo(calendar: Calendar): void {
    this.calendar = calendar;
  }

  /** Waits until somebody of the role has spent so many minutes on it; answers who. */
  work(
    role: Role,
    minutes: number,
    due: number,
    o: { by?: Officer; not?: Officer; queued?: (job: Job) => void } = {},
  ) {
    return this.agenda.suspend<Officer>((resume) => {
      const job: Job = { role, minutes, due, by: o.by, not: o.not, taken: resume };
      this.waiting.push(job);
      o.queued?.(job);
      this.dispatch();
    });
  }

  present({ subject }: Officer, at = this.agenda.now()): boolean {
    return !this.leave.some(({ who, from, to }) => who === subject && at >= from && at < to);
  }

  /** The first working day after a day, by the calendar that people go by. */
  workingDayAfter(day: string): string {
    const date = parseDate(day);
    if (!date) throw new Error(`${day} is no day`);
    return formatDate(nextWorkingDay(this.calendar, date));
  }

  /** The one of the role who is there and has the least to do; somebody else than `not`. */
  leastLoaded(role: Role, not?: Officer): Officer {
    const load = (of: Officer) => this.waiting.filter(({ by }) => by === of).length + (of.busy ? 0.5 : 0);
    const there = this.officers.filter((each) => each.role === role && each !== not && this.present(each));
    const [first = this.officers.find((each) => each.role === role)] = there.toSorted(
      (a, b) => load(a) - load(b),
    );
    if (!first) throw new Error(`nobody is a ${role}`);
    return first;
  }

  isWaiting(job: Job): boolean {
    return this.waiting.includes(job);
  }

  /** Everybody who is free takes the most urgent job that is theirs. */
  dispatch(): void {
    for (const officer of this.officers) {
      if (officer.busy) continue;
      const start = nextOfficeInstant(this.calendar, this.agenda.now());
      if (!this.present(officer, start)) continue;
      const job = this.mostUrgent(officer);
      if (!job) continue;
      this.waiting.splice(this.waiting.indexOf(job), 1);
      officer.busy = true;
      this.agenda.note(addWorkingMinutes(this.calendar, start, job.minutes), () => {
        officer.busy = false;
        job.taken(officer);
        this.dispatch();
      });
    }
  }

  private mostUrgent(officer: Officer): Job | undefined {
    let found: Job | undefined;
    for (const job of this.waiting) {
      const mine = job.role === officer.role && (job.by ?? officer) === officer && job.not !== officer;
      if (mine && (!found || job.due < found.due)) found = job;
    }
    return found;
  }
}
