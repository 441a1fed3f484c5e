/** `npm run ops -- stuck [--restart]`: the operators' tool, against AWS or a running embedded cloud. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { systemClock } from '../functions/adapters/clock.ts';
import { dynamoCatalogue } from '../functions/adapters/dynamo/catalogueStore.ts';
import { dynamoDossierStore } from '../functions/adapters/dynamo/dossierStore.ts';
import { dynamoSpineStore } from '../functions/adapters/dynamo/spineStore.ts';
import { dynamoStaffReader } from '../functions/adapters/dynamo/staffStore.ts';
import { systemRandom } from '../functions/adapters/random.ts';
import { stepFunctions } from '../functions/adapters/stepFunctions.ts';
import { revive } from '../functions/app/revive.ts';
import { executionName } from '../functions/app/spine.ts';
import { LOCAL } from './template/physical.ts';

const HELP = `Usage: npm run ops -- stuck [options]
  Lists dossiers whose spine does not move: marked stuck, oldest first.
  --restart              gives each of them a new run (or signals it again, if it is alive)
  --older <minutes>      only those marked longer than this (default 2)
  --data <folder>        a running embedded cloud (default .data)
  --state-table T --event-table T --state-machine ARN
                         a deployment on AWS, with the credentials of your shell`;

const names = z.object({
  stateTable: z.string(),
  eventTable: z.string(),
  dossierStateMachineArn: z.string(),
});

interface Place extends z.infer<typeof names> {
  readonly client: { endpoint?: string; region?: string; credentials?: typeof LOCAL };
  /** Now, by the clock of the cloud that is looked at. */
  readonly now: number;
}

const text = { type: 'string' } as const;
const options = {
  restart: { type: 'boolean', default: false },
  older: { ...text, default: '2' },
  data: { ...text, default: '.data' },
  'state-table': text,
  'event-table': text,
  'state-machine': text,
  help: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values'];

/** The embedded cloud of the data folder, unless a deployment is named. */
async function findPlace(values: Values): Promise<Place> {
  const given = [values['state-table'], values['event-table'], values['state-machine']];
  const [stateTable, eventTable, dossierStateMachineArn] = given;
  if (stateTable && eventTable && dossierStateMachineArn) {
    return { stateTable, eventTable, dossierStateMachineArn, client: {}, now: Date.now() };
  }
  if (given.some(Boolean))
    throw new Error(`name all three: --state-table, --event-table, --state-machine\n${HELP}`);
  const file: unknown = JSON.parse(readFileSync(join(values.data, 'cloud.json'), 'utf8'));
  const { url } = z.object({ url: z.string() }).parse(file);
  const get = async (path: string): Promise<unknown> => (await fetch(`${url}/_local/${path}`)).json();
  const { now } = z.object({ now: z.string() }).parse(await get('clock'));
  const client = { endpoint: url, region: LOCAL.region, credentials: LOCAL };
  return { ...names.parse(await get('names')), client, now: Date.parse(now) };
}

async function stuck(place: Place, values: Values): Promise<void> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(place.client), {
    marshallOptions: { removeUndefinedValues: true },
  });
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

try {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help || positionals.length !== 1 || positionals[0] !== 'stuck') console.log(HELP);
  else await stuck(await findPlace(values), values);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  console.error(
    /ENOENT|fetch failed/.test(message)
      ? 'No embedded cloud is running on that data folder: "npm start" first, or name its folder by --data.'
      : message,
  );
  process.exitCode = 1;
}
