import type { Channel, Dossier } from '../core/dossier/dossier.ts';
import { maySee } from '../core/dossier/gate.ts';
import type { DossierId, UnitId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { type Actor, statusNames } from '../core/dossier/status.ts';
import { cellOf, partsOf, type Stock, stocks } from '../core/metrics/measures.ts';
import { dayAfter, dayBefore } from '../core/metrics/period.ts';
import { ok, type Result } from '../core/result.ts';
import type { CountedRow } from './counts.ts';
import type { Reply } from './execute.ts';
import { type InProcessPorts, inProcess, MOST_OPEN } from './inProcess.ts';
import { type StandingPorts, standingNow } from './standingNow.ts';
import { defined, localTime } from './views.ts';

export interface ListAsked {
  readonly unit: UnitId;
  readonly measure: string;
  readonly from: string;
  readonly to: string;
  readonly procedure?: string | undefined;
  readonly channel?: Channel | undefined;
  readonly cursor?: ListCursor | undefined;
}

/** Where a page begins: after this place of this day, or after this dossier. */
export interface ListCursor {
  readonly day: string;
  readonly after?: string | undefined;
}

export type ListPorts = StandingPorts & InProcessPorts;

const PAGE = 50;
/** Rows of the index, or days without any, that one page looks at: a page may be short and still have a `next`. */
const LOOK = 300;

/**
 * The dossiers behind a number of `GET /metrics`, page by page: their counts add up to the number. A restricted dossier is
 * part of the number, and in the list only for those who are cleared; whoever only views reports sees numbers.
 */
export const metricsDossiers =
  (ports: ListPorts) =>
  async (caller: Actor, asked: ListAsked): Promise<Result<Reply, Refusal>> => {
    const { unit, measure } = asked;
    if (caller.kind !== 'staff' || caller.unit !== unit) return refuse('NOT_FOUND');
    const [standing, office] = await Promise.all([standingNow(ports, caller), ports.catalogue.office(unit)]);
    if (!standing.ok) return standing;
    if (!office) return refuse('NOT_FOUND');
    const stock = stocks.find((each) => each === measure);
    const page = stock === undefined ? await countedPage(ports, asked) : await stockPage(ports, asked, stock);
    if (!page.ok) return page;
    const { rows, next } = page.value;
    const heads = await headsOf(ports, rows);
    const items = rows.flatMap(({ dossierId, at, ...row }) => {
      const dossier = heads.get(dossierId);
      if (!dossier || !maySee(dossier, standing.value)) return [];
      const time = at === undefined ? undefined : localTime(at, office.calendar);
      return [defined({ ...row, at: time, ...shown(dossier) })];
    });
    const more = next && { next: Buffer.from(JSON.stringify(next)).toString('base64url') };
    return ok({ status: 200, body: { unit, measure, items, ...more } });
  };

interface Row {
  readonly dossierId: DossierId;
  readonly count: number;
  readonly day: string;
  readonly at?: number;
  readonly seq?: number;
}
type Page = Result<{ readonly rows: readonly Row[]; readonly next?: ListCursor }, Refusal>;

const shown = (d: Dossier) => ({
  ...{ id: d.id, code: d.code, procedure: d.procedure, channel: d.channel },
  ...{ status: d.status, statusName: statusNames[d.status].vi },
});

const headsOf = async (ports: ListPorts, rows: readonly Row[]) =>
  rows.length === 0
    ? new Map<DossierId, Dossier>()
    : ports.reads.heads([...new Set(rows.map(({ dossierId }) => dossierId))]);

/** Every event that moved the number. */
const countedPage = async ({ counts }: ListPorts, asked: ListAsked): Promise<Page> => {
  const rows: Row[] = [];
  let cursor: ListCursor | undefined = asked.cursor ?? { day: asked.from };
  for (let looked = 0; cursor && cursor.day <= asked.to && rows.length < PAGE && looked < LOOK; ) {
    const { day, after }: ListCursor = cursor;
    const page = await counts.counted(asked.unit, day, PAGE, after);
    rows.push(...page.rows.flatMap((row) => rowOf(row, asked)));
    // An empty day costs a query, too.
    looked += Math.max(1, page.rows.length);
    cursor = page.reached === undefined ? { day: dayAfter(day) } : { day, after: page.reached };
  }
  return ok({ rows, ...(cursor && cursor.day <= asked.to && { next: cursor }) });
};

const rowOf = (
  { day, at, seq, dossierId, cells }: CountedRow,
  { measure, procedure, channel }: ListAsked,
): readonly Row[] => {
  const count = [...cells]
    .filter(([cell]) => {
      const parts = partsOf(cell);
      const of = { procedure: procedure ?? parts.procedure, channel: channel ?? parts.channel };
      return cell === cellOf(measure, of);
    })
    .reduce((sum, [, by]) => sum + by, 0);
  return count === 0 ? [] : [{ day, at, seq, dossierId, count }];
};

/** Whoever stood in the number at the end of the day, by id. */
const stockPage = async (ports: ListPorts, asked: ListAsked, stock: Stock): Promise<Page> => {
  const day = stock === 'carriedOver' ? dayBefore(asked.from) : asked.to;
  const ids: DossierId[] = [];
  let looked = 0;
  for await (const { dossier, paused, over } of inProcess(ports)(asked.unit, day)) {
    if (++looked > MOST_OPEN) return refuse('VALIDATION_FAILED', undefined, [tooMany]);
    const { procedure = dossier.procedure, channel = dossier.channel } = asked;
    if (procedure !== dossier.procedure || channel !== dossier.channel) continue;
    if (stock === 'paused' && !paused) continue;
    if ((stock === 'overTime' && !over) || (stock === 'withinTime' && over)) continue;
    ids.push(dossier.id);
  }
  const after = asked.cursor?.after ?? '';
  const rest = ids.filter((id) => id > after).toSorted();
  const rows = rest.slice(0, PAGE).map((dossierId) => ({ dossierId, count: 1, day }));
  const last = rows.at(-1);
  return ok({ rows, ...(rest.length > PAGE && last && { next: { day, after: last.dossierId } }) });
};

const tooMany = {
  field: 'measure',
  detail: `more than ${MOST_OPEN} dossiers in process: take them from the inbox, desk by desk`,
};
