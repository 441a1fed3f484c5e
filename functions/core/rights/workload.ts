import type { Subject } from '../dossier/ids.ts';

/** What one person has in hand. */
export interface Load {
  readonly subject: Subject;
  readonly open: number;
  readonly overdue: number;
  /** Due on the local day, and not overdue yet. */
  readonly dueToday: number;
  readonly capacity?: number | undefined;
}

/**
 * Marks who is overloaded: more than the person's own capacity, or, where none is set, more than the mean of the group times
 * the unit's factor. Nobody is overloaded by one dossier.
 */
export const judgeLoads = (
  loads: readonly Load[],
  factor: number,
): { readonly mean: number; readonly loads: readonly (Load & { readonly overloaded: boolean })[] } => {
  const total = loads.reduce((sum, { open }) => sum + open, 0);
  const mean = loads.length === 0 ? 0 : total / loads.length;
  const overloaded = ({ open, capacity }: Load): boolean => open > 1 && open > (capacity ?? mean * factor);
  return { mean, loads: loads.map((load) => ({ ...load, overloaded: overloaded(load) })) };
};
