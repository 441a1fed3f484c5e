import type { Dossier } from '../core/dossier/dossier.ts';
import type { UnitId } from '../core/dossier/ids.ts';
import { type Standing, standingOf } from '../core/metrics/standing.ts';
import type { CataloguePort } from './ports.ts';
import { endOfDay, openAsOf, type TallyPorts } from './tally.ts';

export type InProcessPorts = TallyPorts & { readonly catalogue: Pick<CataloguePort, 'office' | 'policy'> };

/** How many dossiers in process one request looks at; an office that has more is told the number alone. */
export const MOST_OPEN = 1000;

/** The dossiers in process at the end of a local day (or now, if it is not over), each with how it stood then. */
export const inProcess = (ports: InProcessPorts) =>
  async function* (unit: UnitId, day: string): AsyncGenerator<Standing & { readonly dossier: Dossier }> {
    const office = await ports.catalogue.office(unit);
    if (!office) return;
    const at = Math.min(endOfDay(day, office.calendar) - 1, ports.clock.now());
    for await (const dossier of openAsOf(ports)(unit, day)) {
      const policy = await ports.catalogue.policy(unit, dossier.procedure, dossier.version);
      yield { dossier, ...standingOf(dossier, at, policy) };
    }
  };
