import { deskOf } from '../dossier/desk.ts';
import type { Dossier } from '../dossier/dossier.ts';

/** Marks the cell of restricted dossiers, which are counted apart: not everyone may know of them. */
const RESTRICTED = '|restricted';
/** The cell of the dossiers that are at risk of missing their appointed date. */
const AT_RISK = 'atRisk';

/** The gauges that a dossier stands in: its desk, and the risk if it is at risk. None once it is closed. */
export const gaugesOf = (dossier: Dossier): readonly string[] => {
  const desk = deskOf(dossier);
  if (desk === undefined) return [];
  const cells = dossier.outlook.atRisk ? [desk, AT_RISK] : [desk];
  return dossier.restricted ? cells.map((cell) => `${cell}${RESTRICTED}`) : cells;
};

/** How a transition moves the gauges; empty when the dossier stays where it is. A recount must differ by nothing (I5). */
export const gaugeMoves = (before: Dossier | undefined, after: Dossier): ReadonlyMap<string, 1 | -1> => {
  const [from, to] = [before ? gaugesOf(before) : [], gaugesOf(after)];
  return new Map<string, 1 | -1>([
    ...from.filter((cell) => !to.includes(cell)).map((cell) => [cell, -1] as const),
    ...to.filter((cell) => !from.includes(cell)).map((cell) => [cell, 1] as const),
  ]);
};

type Gauges = ReadonlyMap<string, number>;

const read = (gauges: Gauges, cell: string, cleared: boolean): number =>
  (gauges.get(cell) ?? 0) + (cleared ? (gauges.get(`${cell}${RESTRICTED}`) ?? 0) : 0);

/** Open dossiers on a desk, as far as the caller may know of them. */
export const openAt = (gauges: Gauges, desk: string, cleared: boolean): number => read(gauges, desk, cleared);

/** Open dossiers of the unit that are at risk, as far as the caller may know of them. */
export const atRiskAt = (gauges: Gauges, cleared: boolean): number => read(gauges, AT_RISK, cleared);
