import * as z from 'zod';
import { virtualClock } from '../../local/clock.ts';
import type { Cloud } from '../../local/cloud.ts';
import type { Answer } from './api.ts';
import { bootVirtual, until } from './boot.ts';
import type { Person } from './cast.ts';
import { asPerson, calendarWith } from './catalogue.ts';
import { readWorld } from './invariants.ts';
import { accept, act, permitPapers, submitted, view } from './play.ts';
import { type Item, scan } from './tables.ts';

const pair = z.object({ old: z.string(), new: z.string() });
const previewSchema = z.object({
  status: z.string(),
  confirm: z.string(),
  looked: z.int(),
  moves: z.array(
    z.looseObject({
      code: z.string(),
      due: pair,
      provisional: z.object({ old: z.boolean(), new: z.boolean() }),
      step: pair.optional(),
      days: z.array(z.looseObject({ date: z.string(), change: z.string() })),
    }),
  ),
  next: z.string().optional(),
});
export type Preview = z.infer<typeof previewSchema>;

/** The calendar version that the play is about. */
export const next = '2026.2';

/** What the change moves, counted by hand. */
export const moved = [
  'answer 27/11 14:00 -> 30/11 14:00',
  'desk 03/12 17:00 -> 04/12 17:00',
  // A file of it was refused: the applicant has 15 working days, which become 16.
  'replacement 08/12 17:00 -> 09/12 17:00',
  'review 01/12 17:00 -> 02/12 17:00',
  'warm 10/12 17:00 -> 11/12 17:00',
];
/** Friday 27/11/2026 becomes a day off, made up for on Saturday 12/12. */
export const change = { off: ['2026-11-27'], worked: [['2026-12-12', '2026-11-27']] } as const;

/** The path of an operation on a calendar version. */
export const pathOf = (verb: string, version = next): string => `/calendars/vn/${version}/${verb}`;

/** The answer, unless it is a refusal. */
export const done = (answer: Answer): Answer => {
  if (answer.status >= 300) throw new Error(`refused: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
};

/** `2026-12-01T17:00:00+07:00` as `01/12 17:00`. */
const short = (iso: string): string => `${iso.slice(8, 10)}/${iso.slice(5, 7)} ${iso.slice(11, 16)}`;

/** An office whose calendar changes, its dossiers known by names. */
export class CalendarPlay {
  readonly cloud: Cloud;
  readonly #ids = new Map<string, string>();
  readonly #codes = new Map<string, string>();

  constructor(cloud: Cloud) {
    this.cloud = cloud;
  }

  idOf(name: string): string {
    return this.#ids.get(name) ?? '';
  }

  codeOf(name: string): string {
    return this.#codes.get(name) ?? '';
  }

  /** Files and submits a dossier; a bad one has a file that is to be replaced. */
  async file(name: string, bad = false): Promise<void> {
    const papers = await permitPapers();
    const [first, ...rest] = papers;
    if (!first) throw new Error('no papers');
    const bytes = new TextEncoder().encode('this is no PDF file');
    const dossier = await submitted(this.cloud, bad ? [{ ...first, bytes }, ...rest] : papers);
    this.#ids.set(name, dossier.id);
    this.#codes.set(name, dossier.code);
  }

  async act(person: Person, name: string, verb: string, body: unknown = {}): Promise<void> {
    done(await act(this.cloud, person, this.idOf(name), verb, body));
  }

  /** What an officer of the unit sees. */
  async view(name: string): Promise<Answer['body']> {
    return (await view(this.cloud, 'desk', this.idOf(name))).body;
  }

  async draft(version: string, days: Parameters<typeof calendarWith>[1]): Promise<void> {
    done(await asPerson(this.cloud, 'admin', 'POST', '/calendars', calendarWith(version, days)));
  }

  async preview(version = next): Promise<Preview> {
    return previewSchema.parse(
      done(await asPerson(this.cloud, 'admin', 'GET', pathOf('preview', version))).body,
    );
  }

  /** The front desk accepts, with the identifier that the permit needs. */
  async accept(name: string): Promise<void> {
    await accept(this.cloud, this.idOf(name));
  }

  post(
    verb: string,
    body: unknown = {},
    o: { person?: Person; key?: string; version?: string } = {},
  ): Promise<Answer> {
    const options = o.key === undefined ? {} : { key: o.key };
    return asPerson(this.cloud, o.person ?? 'admin', 'POST', pathOf(verb, o.version), body, options);
  }

  /** The moves of a preview as `name 01/12 17:00 -> 02/12 17:00`. */
  lines(moves: Preview['moves']): string[] {
    const name = (code: string) => [...this.#codes].find(([, each]) => each === code)?.[0] ?? code;
    const dates = moves.filter(({ due }) => due.old !== due.new);
    return dates.map(({ code, due }) => `${name(code)} ${short(due.old)} -> ${short(due.new)}`).toSorted();
  }

  async dueOf(name: string): Promise<string> {
    const { due } = z.object({ due: z.object({ at: z.string() }) }).parse(await this.view(name));
    return short(due.at);
  }

  /** The stages of promises that were raised so far, in the order of the logs, such as `desk DUE#2`; or those of one dossier. */
  async raised(name?: string): Promise<string[]> {
    const logs = (await readWorld(this.cloud)).logs;
    return [...this.#ids]
      .filter(([of]) => name === undefined || of === name)
      .flatMap(([of, id]) =>
        (logs.get(id) ?? []).flatMap((event) =>
          event.type === 'alertsDecided' && event.data.of === 'promise'
            ? [`${of} ${event.data.alert}#${event.data.version}`]
            : [],
        ),
      );
  }

  async redated(): Promise<Item[]> {
    return (await scan(this.cloud, this.cloud.names.eventTable)).filter(({ type }) => type === 'redated');
  }
}

/**
 * Dossiers in all the places in which a calendar change finds them, on Thursday 26/11/2026 at 15:00. Due dates are counted
 * by hand: 24/11 is a holiday.
 */
export const startPlay = async (): Promise<CalendarPlay> => {
  const play = new CalendarPlay(
    await bootVirtual({ clock: virtualClock(Date.parse('2026-11-09T08:30:00+07:00')) }),
  );
  await play.file('late');
  await play.file('withdrawn');
  await until(play.cloud, '2026-11-09T09:00');
  await play.accept('late'); // 10 working days: due 23/11
  await play.act('citizen', 'withdrawn', 'withdraw', { reason: 'không cần nữa' });
  await until(play.cloud, '2026-11-16T08:30');
  await play.file('replacement', true);
  await play.file('review');
  await until(play.cloud, '2026-11-16T09:00');
  await play.accept('review'); // due 01/12
  await play.act('desk', 'review', 'hand-over');
  await play.file('unanswered'); // the answer was due on 17/11 09:00
  await until(play.cloud, '2026-11-18T09:00');
  await play.file('desk');
  await play.accept('desk'); // due 03/12
  await until(play.cloud, '2026-11-25T09:00');
  await play.act('head', 'review', 'complete-step', { step: 'ASSIGN' });
  await until(play.cloud, '2026-11-26T14:00');
  await play.file('answer'); // 8 working hours: 27/11 14:00
  await until(play.cloud, '2026-11-26T14:58');
  await play.file('warm');
  await play.accept('warm'); // due 10/12
  await until(play.cloud, '2026-11-26T15:00');
  return play;
};
