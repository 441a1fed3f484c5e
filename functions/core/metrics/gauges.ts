import { deskOf } from '../dossier/desk.ts';
import type { Dossier } from '../dossier/dossier.ts';

/** Marks the cell of a desk's restricted dossiers, which are counted apart: not everyone may know of them. */
const RESTRICTED = '|restricted';

/** The gauge that a dossier stands in: its desk, restricted ones apart. Undefined once it is closed. */
export const gaugeOf = (dossier: Dossier): string | undefined => {
  const desk = deskOf(dossier);
  return desk && `${desk}${dossier.restricted ? RESTRICTED : ''}`;
};

/** How a transition moves the gauges; empty when the dossier stays on its desk. A recount must differ by nothing (I5). */
export const gaugeMoves = (before: Dossier | undefined, after: Dossier): ReadonlyMap<string, 1 | -1> => {
  const [from, to] = [before && gaugeOf(before), gaugeOf(after)];
  if (from === to) return new Map();
  return new Map<string, 1 | -1>([
    ...(from === undefined ? [] : ([[from, -1]] as const)),
    ...(to === undefined ? [] : ([[to, 1]] as const)),
  ]);
};

/** Open dossiers on a desk, as far as the caller may know of them. */
export const openAt = (gauges: ReadonlyMap<string, number>, desk: string, cleared: boolean): number =>
  (gauges.get(desk) ?? 0) + (cleared ? (gauges.get(`${desk}${RESTRICTED}`) ?? 0) : 0);
