import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { dynamoCatalogue } from '../../../functions/adapters/dynamo/catalogueStore.ts';
import { dynamoReadStore } from '../../../functions/adapters/dynamo/readStore.ts';
import { dynamoStaffReader } from '../../../functions/adapters/dynamo/staffStore.ts';
import { eventBridgeBus } from '../../../functions/adapters/eventBridgeBus.ts';
import { publishDossier } from '../../../functions/app/publishEvent.ts';
import { dossierId } from '../../../functions/core/dossier/ids.ts';
import type { Cloud } from '../../../local/cloud.ts';
import { LOCAL } from '../../../local/template/physical.ts';
import { dynamoNear } from '../../support/tables.ts';

/** Puts every event of a dossier on the bus once more, as `npm run ops -- publish` does when a stream has lost a record (docs/runbook.md). */
export const publishAgain = async (cloud: Cloud, touched: string): Promise<void> => {
  const { stateTable: state, eventTable: event, eventBus } = cloud.names;
  const id = dossierId(touched);
  if (!id) throw new Error(`${touched} is no dossier`);
  const bus = new EventBridgeClient({ endpoint: cloud.url, region: LOCAL.region, credentials: LOCAL });
  await publishDossier({
    reads: dynamoReadStore(dynamoNear(cloud), { state, event }),
    catalogue: dynamoCatalogue(dynamoNear(cloud), state, cloud.clock),
    staff: dynamoStaffReader(dynamoNear(cloud), state),
    bus: eventBridgeBus(eventBus, bus),
  })(id);
  bus.destroy();
};
