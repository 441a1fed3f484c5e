import type { DossierId, UnitId } from '../core/dossier/ids.ts';
import { partsOf } from '../core/metrics/measures.ts';
import { type Day, plusDays } from '../core/reports/days.ts';
import type { Period } from '../core/reports/period.ts';
import { counted, openAsOf, type TallyPorts } from './tally.ts';

/** More than a year of the department (1,644 in 2023); a longer report might not be made within one request. */
export const MOST = 2500;

/**
 * The dossiers of a period: whatever was counted in it, and whatever was open when it began. Nothing else can be in the report:
 * what is open at its end was received in it, which is counted, or was open at its beginning. Undefined: too many.
 */
export const dossiersOf = async (
  ports: TallyPorts,
  unit: UnitId,
  { from, to }: Period,
  procedure: string | undefined,
): Promise<readonly DossierId[] | undefined> => {
  const open = await openOn(ports, unit, plusDays(from, -1), procedure);
  if (!open) return undefined;
  const ids = new Set(open);
  for await (const { dossierId, cells } of counted(ports)(unit, from, to)) {
    const [cell = ''] = cells.keys();
    if (procedure === undefined || partsOf(cell).procedure === procedure) ids.add(dossierId);
    if (ids.size > MOST) return undefined;
  }
  return [...ids];
};

/** The dossiers that are open at the end of a day. Undefined: too many. */
export const openOn = async (
  ports: TallyPorts,
  unit: UnitId,
  day: Day,
  procedure: string | undefined,
): Promise<readonly DossierId[] | undefined> => {
  const ids: DossierId[] = [];
  for await (const dossier of openAsOf(ports)(unit, day)) {
    if (procedure === undefined || dossier.procedure === procedure) ids.push(dossier.id);
    if (ids.length > MOST) return undefined;
  }
  return ids;
};
