import type { DossierId } from '../core/dossier/ids.ts';
import { type CloudEvent, statusEvent } from '../core/partners/statusEvent.ts';
import { handledBy } from './handledBy.ts';
import { type EventRef, moveAt, type PublishedMove, publishedMoves } from './moves.ts';
import type { CataloguePort } from './ports.ts';
import type { ReadStore } from './reads.ts';
import type { StaffReader } from './staff.ts';

/** Puts one event on the bus, or throws: it is then published again. */
export interface BusPort {
  publish(event: CloudEvent): Promise<void>;
}

export interface PublishPorts {
  readonly reads: Pick<ReadStore, 'events'>;
  readonly catalogue: Pick<CataloguePort, 'office'>;
  readonly staff: StaffReader;
  readonly bus: BusPort;
}

/**
 * Lets one event of the log leave as a CloudEvent. At least once and, per dossier, in the order of the log; a repetition
 * has the same id and content. Answers the id.
 */
export const publishEvent =
  (ports: PublishPorts) =>
  async (ref: EventRef): Promise<string> =>
    put(ports, await moveAt(ports.reads)(ref));

/** The same once more for a whole dossier, as an operator does after an outage. Answers the ids. */
export const publishDossier =
  (ports: PublishPorts) =>
  async (id: DossierId): Promise<readonly string[]> => {
    const ids: string[] = [];
    for await (const move of publishedMoves(ports.reads, id)) ids.push(await put(ports, move));
    return ids;
  };

const put = async ({ catalogue, staff, bus }: PublishPorts, move: PublishedMove): Promise<string> => {
  const office = await catalogue.office(move.after.unit);
  if (!office) throw new Error(`unit ${move.after.unit} is not in the catalogue`);
  const { unit, calendar } = office;
  const event = statusEvent(move, await handledBy(staff)(move), {
    unit,
    offsetMinutes: calendar.offsetMinutes,
  });
  await bus.publish(event);
  return event.id;
};
