import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { BusPort } from '../app/publishEvent.ts';

/** The bus did not take an event; `message` is its code, since its words may quote the event. */
export class NotPublishedError extends Error {
  override readonly name = 'NotPublishedError';
}

/** Who publishes, as rules of the bus name it. */
export const EVENT_SOURCE = 'vn.mot-cua';

/** The bus for everything that leaves: the CloudEvent is the detail, its type the detail type. */
export const eventBridgeBus = (EventBusName: string, client = new EventBridgeClient({})): BusPort => ({
  async publish(event) {
    const entry = {
      ...{ EventBusName, Source: EVENT_SOURCE, DetailType: event.type },
      Detail: JSON.stringify(event),
      Time: new Date(event.time),
    };
    const { FailedEntryCount, Entries } = await client.send(new PutEventsCommand({ Entries: [entry] }));
    // PutEvents answers 200 also when it took nothing.
    if (FailedEntryCount !== 0) throw new NotPublishedError(Entries?.[0]?.ErrorCode ?? 'unknown');
  },
});
