import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { digest } from '../../functions/app/append.ts';
import { assembleCalendar, type CalendarData, calendarSchema } from '../../functions/core/calendar/index.ts';
import { calendarHeadSchema, calendarYearSchema } from '../../functions/core/calendar/schema.ts';
import { canonical } from '../../functions/core/canonical.ts';
import type { Place } from './place.ts';

const pair = z.object({ old: z.string(), new: z.string() });
const day = z.object({ date: z.string(), change: z.string(), name: z.string().optional() });
const moveSchema = z.object({
  code: z.string(),
  problem: z.string().optional(),
  due: pair.optional(),
  provisional: z.object({ new: z.boolean() }).optional(),
  step: pair.optional(),
  reminder: pair.optional(),
  days: z.array(day).optional(),
});
export type Move = z.output<typeof moveSchema>;

const pageSchema = z.object({
  content: z.string(),
  confirm: z.string(),
  looked: z.int(),
  moves: z.array(moveSchema),
  next: z.string().optional(),
});
const appliedSchema = z.object({
  looked: z.int(),
  moved: z.int(),
  problems: z.array(z.object({ code: z.string(), problem: z.string() })),
  settledFrom: z.string().optional(),
  next: z.string().optional(),
});
export type Applied = z.output<typeof appliedSchema>;

const problemSchema = z.object({
  code: z.string(),
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
});

/** Reads a calendar version: a whole one, or a head such as `vn.json` with its years beside it. */
export function readCalendar(file: string): CalendarData {
  const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
  const json = read(file);
  const head = calendarHeadSchema.safeParse(json);
  if (!head.success) return calendarSchema.parse(json);
  const years = head.data.years.map((year) => read(join(dirname(file), `${year}.json`)));
  return assembleCalendar(head.data, z.array(calendarYearSchema).parse(years));
}

/** Files the calendar as a draft. Filed before is fine: the preview says whether it is the same one. */
export async function fileDraft(place: Place, data: CalendarData): Promise<void> {
  const answer = await send(place, 'POST', '/calendars', data, `calendar-${digest(canonical(data))}`);
  if (!answer.ok && answer.problem.code !== 'MC-1402') throw new Error(inWords(answer.problem));
}

/** All pages of the preview. */
export async function previewAll(place: Place, data: CalendarData) {
  const moves: Move[] = [];
  let looked = 0;
  for (let cursor: string | undefined = ''; ; ) {
    const page = pageSchema.parse(await asked(place, 'GET', pathOf(data, 'preview', cursor)));
    if (page.content !== digest(canonical(data))) {
      throw new Error(`${data.id} ${data.version} has been filed with other content: use another version`);
    }
    moves.push(...page.moves);
    looked += page.looked;
    cursor = page.next;
    if (cursor === undefined) return { moves, looked, confirm: page.confirm };
  }
}

/** Puts the draft into force. */
export async function publish(place: Place, data: CalendarData, confirm: string): Promise<void> {
  await asked(place, 'POST', pathOf(data, 'publish'), { confirm });
}

/** Goes once over all open dossiers; `report` hears of every page. */
export async function applyOnce(
  place: Place,
  data: CalendarData,
  report: (page: Applied) => void,
): Promise<number> {
  let moved = 0;
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page = appliedSchema.parse(await asked(place, 'POST', pathOf(data, 'apply', cursor), {}));
    report(page);
    moved += page.moved;
    cursor = page.next;
  }
  return moved;
}

const pathOf = ({ id, version }: CalendarData, verb: string, cursor = ''): string =>
  `/calendars/${id}/${version}/${verb}${cursor === '' ? '' : `?cursor=${cursor}`}`;

async function asked(place: Place, method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await send(place, method, path, body, `calendar-${randomUUID()}`);
  if (!answer.ok) throw new Error(inWords(answer.problem));
  return answer.body;
}

async function send({ url, token }: Place, method: string, path: string, body: unknown, key: string) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(method === 'POST' && { 'idempotency-key': key, 'content-type': 'application/json' }),
    },
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  if (response.ok) return { ok: true, body: json } as const;
  const problem = problemSchema.safeParse(json);
  if (!problem.success)
    throw new Error(`${method} ${path} answered ${response.status} ${text.slice(0, 200)}`);
  return { ok: false, problem: problem.data } as const;
}

const inWords = ({ code, title, detail, errors = [] }: z.output<typeof problemSchema>): string =>
  [
    `${code} ${title}${detail === undefined ? '' : ` (${detail})`}`,
    ...errors.map((each) => `  ${each.field}  ${each.detail}`),
  ].join('\n');
