/** `npm run ops -- stuck | notices | publish`: the operators' tool, against AWS or a running embedded cloud. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { systemClock } from '../functions/adapters/clock.ts';
import { dynamoCatalogue } from '../functions/adapters/dynamo/catalogueStore.ts';
import { dynamoDossierStore } from '../functions/adapters/dynamo/dossierStore.ts';
import { dynamoNoticeStore } from '../functions/adapters/dynamo/noticeStore.ts';
import { dynamoReadStore } from '../functions/adapters/dynamo/readStore.ts';
import { dynamoSpineStore } from '../functions/adapters/dynamo/spineStore.ts';
import { dynamoStaffReader } from '../functions/adapters/dynamo/staffStore.ts';
import { eventBridgeBus } from '../functions/adapters/eventBridgeBus.ts';
import { systemRandom } from '../functions/adapters/random.ts';
import { stepFunctions } from '../functions/adapters/stepFunctions.ts';
import { publishDossier } from '../functions/app/publishEvent.ts';
import { revive } from '../functions/app/revive.ts';
import { executionName } from '../functions/app/spine.ts';
import { dossierId, unitId } from '../functions/core/dossier/ids.ts';
import { redriveEvent } from '../functions/core/partners/statusEvent.ts';
import { giveUp } from './give-up.ts';
import { LOCAL } from './template/physical.ts';

const HELP = `Usage: npm run ops -- <command> [options]
  stuck                  lists dossiers whose spine does not move: marked stuck, oldest first
    --restart            gives each of them a new run (or signals it again, if it is alive)
    --older <minutes>    only those marked longer than this (default 2)
  notices --unit <id>    lists the unit's notices that did not reach the applicant
    --redrive            has each of them sent once more
  publish <dossier id>   puts all published events of a dossier on the bus again, with the ids they had
  --data <folder>        a running embedded cloud (default .data)
  --state-table T --event-table T --state-machine ARN (stuck) --event-bus NAME (notices, publish)
                         a deployment on AWS, with the credentials of your shell`;

const names = z.object({
  stateTable: z.string(),
  eventTable: z.string(),
  dossierStateMachineArn: z.string(),
  eventBus: z.string(),
});

interface Place extends z.infer<typeof names> {
  readonly client: { endpoint?: string; region?: string; credentials?: typeof LOCAL };
  /** Now, by the clock of the cloud that is looked at. */
  readonly now: number;
}

const text = { type: 'string' } as const;
const options = {
  restart: { type: 'boolean', default: false },
  redrive: { type: 'boolean', default: false },
  unit: text,
  older: { ...text, default: '2' },
  data: { ...text, default: '.data' },
  'state-table': text,
  'event-table': text,
  'state-machine': text,
  'event-bus': text,
  help: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values'];
type Flag = 'state-table' | 'event-table' | 'state-machine' | 'event-bus';

/** The embedded cloud of the data folder, unless a deployment is named, by all that the command needs. */
async function findPlace(values: Values, last: Flag): Promise<Place> {
  const needed: readonly Flag[] = ['state-table', 'event-table', last];
  if (needed.every((flag) => values[flag])) {
    const { 'state-table': stateTable = '', 'event-table': eventTable = '' } = values;
    const { 'state-machine': dossierStateMachineArn = '', 'event-bus': eventBus = '' } = values;
    return { stateTable, eventTable, dossierStateMachineArn, eventBus, client: {}, now: Date.now() };
  }
  if (needed.some((flag) => values[flag])) throw new Error(`name all of --${needed.join(', --')}\n${HELP}`);
  const file: unknown = JSON.parse(readFileSync(join(values.data, 'cloud.json'), 'utf8'));
  const { url } = z.object({ url: z.string() }).parse(file);
  const get = async (path: string): Promise<unknown> => (await fetch(`${url}/_local/${path}`)).json();
  const { now } = z.object({ now: z.string() }).parse(await get('clock'));
  const client = { endpoint: url, region: LOCAL.region, credentials: LOCAL };
  return { ...names.parse(await get('names')), client, now: Date.parse(now) };
}

const documentClient = (place: Place): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient(place.client), {
    marshallOptions: { removeUndefinedValues: true },
  });

async function stuck(place: Place, values: Values): Promise<void> {
  const client = documentClient(place);
  const clock = { now: () => place.now };
  const spines = dynamoSpineStore(client, place.stateTable);
  const workflow = stepFunctions(place.dossierStateMachineArn, new SFNClient(place.client));
  const until = place.now - Number(values.older) * 60_000;
  const found = await spines.stuck(until);
  for (const id of found) {
    const head = await spines.spineHead(id);
    if (!head) continue;
    const name = executionName(head.code, head.spineRun);
    const execution = await workflow.describe(name);
    const minutes = Math.round((place.now - Number(head.stuckSince ?? place.now)) / 60_000);
    const state = execution === undefined ? 'not started' : execution.running ? 'running' : 'ended';
    console.log(`${head.code}  ${head.phase}  stuck for ${minutes} min  execution ${name}: ${state}`);
  }
  console.log(`${found.length} stuck`);
  if (!values.restart) return;
  const store = dynamoDossierStore(client, { state: place.stateTable, event: place.eventTable }, clock);
  const catalogue = dynamoCatalogue(client, place.stateTable, systemClock);
  const staff = dynamoStaffReader(client, place.stateTable);
  const restart = revive({ store, catalogue, clock, random: systemRandom, staff, spines, workflow });
  for (const dossierId of found) console.log(`${dossierId}  ${await restart({ dossierId })}`);
}

/** Page by page, so that a long list costs no more at once than a short one. */
async function notices(place: Place, values: Values): Promise<void> {
  const unit = unitId(values.unit ?? '');
  if (!unit) throw new Error(`name the unit: --unit SXD-H05\n${HELP}`);
  const store = dynamoNoticeStore(documentClient(place), place.stateTable);
  const bus = eventBridgeBus(place.eventBus, new EventBridgeClient(place.client));
  let found = 0;
  let cursor: Parameters<typeof store.undelivered>[2];
  do {
    const page = await store.undelivered(unit, 25, cursor);
    for (const notice of page.notices) {
      const { dossierId: id, seq, channel, kind, status, attempts, lastError = '' } = notice;
      console.log(`${id}  ${seq} ${kind}  ${channel}  ${status} after ${attempts} attempts  ${lastError}`);
      if (values.redrive) await bus.publish(redriveEvent(notice, place.now));
    }
    found += page.notices.length;
    cursor = page.next;
  } while (cursor);
  console.log(`${found} undelivered${values.redrive ? ', asked for once more' : ''}`);
}

async function publish(place: Place, id: string | undefined): Promise<void> {
  const which = dossierId(id ?? '');
  if (!which) throw new Error(`name a dossier by its id\n${HELP}`);
  const client = documentClient(place);
  const published = await publishDossier({
    reads: dynamoReadStore(client, { state: place.stateTable, event: place.eventTable }),
    catalogue: dynamoCatalogue(client, place.stateTable, systemClock),
    staff: dynamoStaffReader(client, place.stateTable),
    bus: eventBridgeBus(place.eventBus, new EventBridgeClient(place.client)),
  })(which);
  console.log(`${published.length} events published again: ${published.join(' ')}`);
}

try {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [command, argument, ...more] = positionals;
  const wrong = values.help || more.length > 0 || (argument !== undefined && command !== 'publish');
  if (!wrong && command === 'stuck') await stuck(await findPlace(values, 'state-machine'), values);
  else if (!wrong && command === 'notices') await notices(await findPlace(values, 'event-bus'), values);
  else if (!wrong && command === 'publish') await publish(await findPlace(values, 'event-bus'), argument);
  else console.log(HELP);
} catch (error) {
  giveUp(error);
}
