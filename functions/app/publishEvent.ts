import { type CloudEvent, statusEvent } from '../core/partners/statusEvent.ts';
import { type EventRef, moveAt } from './moves.ts';
import type { CataloguePort } from './ports.ts';
import type { ReadStore } from './reads.ts';

/** Puts one event on the bus, or throws: it is then published again. */
export interface BusPort {
  publish(event: CloudEvent): Promise<void>;
}

export interface PublishPorts {
  readonly reads: Pick<ReadStore, 'events'>;
  readonly catalogue: Pick<CataloguePort, 'office'>;
  readonly bus: BusPort;
}

/**
 * Lets one event of the log leave as a CloudEvent. At least once and, per dossier, in the order of the log; a repetition
 * has the same id and content. Answers the id.
 */
export const publishEvent =
  ({ reads, catalogue, bus }: PublishPorts) =>
  async (ref: EventRef): Promise<string> => {
    const move = await moveAt(reads)(ref);
    const office = await catalogue.office(move.after.unit);
    if (!office) throw new Error(`unit ${move.after.unit} is not in the catalogue`);
    const { unit, calendar } = office;
    const event = statusEvent(move, { unit, offsetMinutes: calendar.offsetMinutes });
    await bus.publish(event);
    return event.id;
  };
