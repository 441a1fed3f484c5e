import { deskOf, holderAt, placeOf } from '../core/dossier/desk.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { maySee } from '../core/dossier/gate.ts';
import type { Scope } from '../core/dossier/status.ts';
import { covers } from '../core/rights/staff.ts';
import type { Wanted } from './inboxQuery.ts';
import type { Entry, ReadStore, RowFilter } from './reads.ts';

/** Rows of a page; rows looked at per desk for it, with a filter: a page may be short and still have a `next`. */
const PAGE = 40;
const LOOK = { one: 500, many: 100 } as const;

/** Rows of all desks that are looked at, merged in order, and where the page ends; no end = nothing follows. */
export const pageOf = async (
  reads: Pick<ReadStore, 'entries'>,
  { view, actor, asked, span, now }: Wanted,
): Promise<{ entries: readonly Entry[]; end?: string }> => {
  const filter: RowFilter = {
    cleared: actor.clearance === 'restricted',
    ...{ step: asked.step, status: asked.status, risk: asked.risk },
    freeAt: asked.free ? now : undefined,
    procedures: proceduresOf(view.scope, asked.procedure),
  };
  if (filter.procedures?.length === 0) return { entries: [] };
  const narrowed = Object.values({ ...filter, cleared: undefined }).some((value) => value !== undefined);
  const look = view.desks.length > 1 ? LOOK.many : LOOK.one;
  const after = [span.from, span.after]
    .filter((place) => place !== undefined)
    .toSorted()
    .at(-1);
  const query = { after, upTo: span.upTo, filter, limit: narrowed ? look : PAGE };
  const pages = await Promise.all(
    view.mine
      ? [reads.entries({ ...query, index: 'holder', partition: `${actor.unit}#${actor.subject}` })]
      : view.desks.map((desk) =>
          reads.entries({ ...query, index: 'inbox', partition: `${actor.unit}#${desk}` }),
        ),
  );
  // Beyond the nearest place up to which a desk has been looked at, rows of that desk may be missing.
  const frontier = pages.flatMap(({ reached }) => reached ?? []).toSorted()[0];
  const sorted = pages
    .flatMap(({ entries }) => entries)
    .filter(({ place }) => frontier === undefined || place <= frontier)
    .toSorted((a, b) => (a.place < b.place ? -1 : 1));
  const entries = sorted.slice(0, PAGE);
  const end = sorted.length > PAGE ? entries.at(-1)?.place : frontier;
  return { entries, ...(end !== undefined && { end }) };
};

const proceduresOf = (scope: Scope, asked: string | undefined): readonly string[] | undefined => {
  if (asked === undefined) return scope === 'all' ? undefined : scope;
  return covers(scope, asked) ? [asked] : [];
};

/** Whether a dossier, read consistently, is one of those asked for. An index only finds keys. */
export const belongs = (dossier: Dossier, { view, actor, asked, now }: Wanted): boolean => {
  const desk = deskOf(dossier);
  if (!desk || !maySee(dossier, actor)) return false;
  const here = view.mine ? holderAt(dossier, now) === actor.subject : view.desks.includes(desk);
  if (!here) return false;
  const step = dossier.phase === 'REVIEW' ? dossier.step.id : undefined;
  return (
    covers(view.scope, dossier.procedure) &&
    (asked.procedure ?? dossier.procedure) === dossier.procedure &&
    (asked.step === undefined || asked.step === step) &&
    (asked.status ?? dossier.status) === dossier.status &&
    !(asked.risk && !dossier.outlook.atRisk) &&
    !(asked.free && holderAt(dossier, now) !== undefined)
  );
};

/**
 * Whether a dossier is shown on this page rather than on a later one. One that has come nearer than its row in the index says
 * is shown where the row is met, or it would be on no page; of those the caller has named, each page shows its own.
 */
export const within = (dossier: Dossier, { asked, span }: Wanted, end: string | undefined): boolean => {
  const place = placeOf(dossier);
  if (span.upTo !== undefined && place > span.upTo) return false;
  if (span.from !== undefined && place < span.from) return false;
  if (end !== undefined && place > end) return false;
  const named = asked.touched?.includes(dossier.id) ?? false;
  return !named || span.after === undefined || place > span.after;
};
