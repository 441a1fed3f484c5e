import { addMonths, type Calendar, compareDates, type LocalDate, localDateOf } from '../calendar/index.ts';
import type { Component } from '../procedure/index.ts';
import { err, ok, type Result } from '../result.ts';
import { type Dossier, isReceived } from './dossier.ts';
import type { DossierId } from './ids.ts';
import { RESULT } from './parts.ts';

/**
 * How a component came to be digital, as the national list codes it: not digitised, digitised, re-used, re-used from the
 * result of another dossier (TT 01/2023/TT-VPCP; QĐ 766/QĐ-TTg items 4.1-4.3).
 */
export type ComponentState = 0 | 1 | 2 | 3;

/** Where a re-used paper was first handed in or issued: ids only. */
export interface Origin {
  readonly state: 2 | 3;
  readonly dossier: DossierId;
  readonly document: number;
}

/** A paper as far as its re-use depends on it. */
export interface Paper {
  readonly n: number;
  readonly component: string;
  readonly mediaType: string;
  readonly scan?: 'CLEAN' | 'INFECTED' | 'FAILED';
  readonly inspection?: { readonly reasons: readonly unknown[] };
  readonly archive?: unknown;
  readonly origin?: Origin;
}

export const componentStateOf = ({ archive, origin }: Pick<Paper, 'archive' | 'origin'>): ComponentState =>
  origin?.state ?? (archive === undefined ? 0 : 1);

/** The rule of a component by which an archived paper may stand for it. */
type Rule = Pick<Component, 'id' | 'mediaTypes' | 'reuse'>;

export type Unfit = 'notReusable' | 'notArchived' | 'notOriginal' | 'otherPaper' | 'mediaType' | 'expired';

/** How a paper can be re-used: where it comes from, from which day its validity counts, and its last day if it has one. */
export interface Reusable {
  readonly origin: Origin;
  readonly since: LocalDate;
  readonly validUntil?: LocalDate;
}

/**
 * Whether a paper of an earlier dossier may stand for a component today; whose dossier it is has been settled before. A
 * dossier that was stopped may have been stopped for its papers, and a result that is on record as wrong grants nothing.
 */
export const reusable = (
  earlier: Dossier,
  paper: Paper,
  rule: Rule,
  { calendar, today }: { readonly calendar: Calendar; readonly today: LocalDate },
): Result<Reusable, Unfit> => {
  if (!rule.reuse) return err('notReusable');
  if (paper.origin) return err('notOriginal');
  if (!isKept(paper) || earlier.status === 8) return err('notArchived');
  const state = paper.component === RESULT ? 3 : 2;
  const fits = state === 3 ? isResultFor(earlier, paper, rule) : paper.component === rule.id;
  if (!fits) return err('otherPaper');
  if (!rule.mediaTypes.includes(paper.mediaType)) return err('mediaType');
  const since = sinceOf(earlier, paper, calendar);
  const { months } = rule.reuse;
  const last = months === undefined ? undefined : addMonths(since, months);
  if (last && compareDates(today, last) > 0) return err('expired');
  const origin: Origin = { state, dossier: earlier.id, document: paper.n };
  return ok({ origin, since, ...(last && { validUntil: last }) });
};

/** The day from which a paper counts: a result when it was entered, what was handed in when it was filed. */
export const sinceOf = (
  earlier: Dossier,
  { component }: Pick<Paper, 'component'>,
  calendar: Calendar,
): LocalDate => {
  const issued = component === RESULT && 'completedAt' in earlier ? earlier.completedAt : undefined;
  return localDateOf(issued ?? earlier.submittedAt, calendar);
};

const isKept = ({ archive, scan, inspection }: Paper): boolean =>
  archive !== undefined && scan === 'CLEAN' && inspection?.reasons.length === 0;

/** The result that stands: granted, of a procedure that the component accepts, not replaced, not on record as wrong. */
const isResultFor = (earlier: Dossier, { n }: Paper, { reuse }: Rule): boolean =>
  (reuse?.results ?? []).includes(earlier.procedure) &&
  isReceived(earlier) &&
  earlier.register?.kind === 'granted' &&
  'result' in earlier &&
  earlier.result?.document === n &&
  !('correction' in earlier && earlier.correction);
