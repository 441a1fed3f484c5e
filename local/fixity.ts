/** `npm run fixity`: reads the archive and hashes it again, on AWS or in a running embedded cloud. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { systemClock } from '../functions/adapters/clock.ts';
import { dynamoCatalogue } from '../functions/adapters/dynamo/catalogueStore.ts';
import { dynamoCountStore } from '../functions/adapters/dynamo/counterStore.ts';
import { dynamoDossierStore } from '../functions/adapters/dynamo/dossierStore.ts';
import { dynamoFormStore } from '../functions/adapters/dynamo/formStore.ts';
import { dynamoManifestStore } from '../functions/adapters/dynamo/manifestStore.ts';
import { dynamoReadStore } from '../functions/adapters/dynamo/readStore.ts';
import { dynamoRollUpStore } from '../functions/adapters/dynamo/rollUpStore.ts';
import { dynamoUnits } from '../functions/adapters/dynamo/unitStore.ts';
import { s3Fixity } from '../functions/adapters/s3Fixity.ts';
import { checkDossier } from '../functions/app/fixity.ts';
import { filedOn } from '../functions/app/fixityRun.ts';
import { formatDate, localDateOf } from '../functions/core/calendar/index.ts';
import { type DossierId, dossierId, type UnitId, unitId } from '../functions/core/dossier/ids.ts';
import { dayAfter } from '../functions/core/metrics/period.ts';
import { giveUp } from './give-up.ts';
import { LOCAL } from './template/physical.ts';

const HELP = `Usage: npm run fixity -- [options]
  --dossier <id>         one dossier (default: everything, filed on any day)
  --unit <id>            one unit (default: all of them)
  --data <folder>        a running embedded cloud (default .data)
  --state-table T --event-table T --bucket B   a deployment on AWS, with the credentials of your shell
Names every object that is missing or not what was kept; ends with 1 if there is any.`;

const text = { type: 'string' } as const;
const options = {
  ...{ dossier: text, unit: text, 'state-table': text, 'event-table': text, bucket: text },
  data: { ...text, default: '.data' },
  help: { type: 'boolean', default: false },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

async function findPlace(values: Values) {
  const { 'state-table': state, 'event-table': event, bucket } = values;
  if (state !== undefined && event !== undefined && bucket !== undefined)
    return { tables: { state, event }, bucket, now: systemClock.now(), client: {} };
  if (state !== undefined || event !== undefined || bucket !== undefined)
    throw new Error(`name both tables and the bucket\n${HELP}`);
  const file: unknown = JSON.parse(readFileSync(join(values.data, 'cloud.json'), 'utf8'));
  const { url } = z.object({ url: z.string() }).parse(file);
  const get = async (path: string): Promise<unknown> => (await fetch(`${url}/_local/${path}`)).json();
  const { now } = z.object({ now: z.string() }).parse(await get('clock'));
  const names = z
    .object({ stateTable: z.string(), eventTable: z.string(), archiveBucket: z.string() })
    .parse(await get('names'));
  const client = { endpoint: url, region: LOCAL.region, credentials: LOCAL, forcePathStyle: true };
  const tables = { state: names.stateTable, event: names.eventTable };
  return { tables, bucket: names.archiveBucket, now: Date.parse(now), client };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(HELP);
  const { tables, bucket, now, client: config } = await findPlace(values);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(config));
  const check = checkDossier({
    store: dynamoDossierStore(client, tables, { now: () => now }),
    reads: dynamoReadStore(client, tables),
    forms: dynamoFormStore(client, tables),
    manifests: dynamoManifestStore(client, tables.state),
    archive: s3Fixity(bucket, new S3Client(config)),
  });
  const sum = { dossiers: 0, objects: 0, bytes: 0, found: 0 };
  const look = async (id: DossierId): Promise<void> => {
    const { objects, bytes, findings } = await check(id);
    sum.dossiers += 1;
    sum.objects += objects;
    sum.bytes += bytes;
    sum.found += findings.length;
    for (const { found, code, what, n, key, versionId } of findings)
      console.log(`${found}  ${code}  ${id}  ${what} ${n}  ${key}  version ${versionId}`);
  };
  const one = values.dossier === undefined ? undefined : dossierId(values.dossier);
  if (values.dossier !== undefined && !one) throw new Error(`${values.dossier} is not the id of a dossier`);
  if (one) await look(one);
  else await everything(values, { client, tables, now, look });
  const { dossiers, objects, bytes, found } = sum;
  console.log(`${dossiers} dossiers, ${objects} objects, ${bytes} bytes read; ${found} missing or different`);
  if (found > 0) process.exitCode = 1;
}

interface Walk {
  readonly client: DynamoDBDocumentClient;
  readonly tables: { readonly state: string; readonly event: string };
  readonly now: number;
  readonly look: (id: DossierId) => Promise<void>;
}

async function everything(values: Values, { client, tables, now, look }: Walk): Promise<void> {
  const counts = dynamoCountStore(client, tables);
  for (const unit of await unitsOf(values, client, tables.state)) {
    const office = await dynamoCatalogue(client, tables.state, systemClock).office(unit);
    const first = await dynamoRollUpStore(client, tables.state).firstDay(unit);
    if (!office) throw new Error(`no unit ${unit}`);
    const today = formatDate(localDateOf(now, office.calendar));
    for (let day = first ?? dayAfter(today); day <= today; day = dayAfter(day)) {
      let after: string | undefined;
      do {
        const page = await filedOn(counts, unit, day, after);
        for (const id of page.ids) await look(id);
        after = page.reached;
      } while (after !== undefined);
    }
  }
}

async function unitsOf(
  { unit }: Values,
  client: DynamoDBDocumentClient,
  state: string,
): Promise<readonly UnitId[]> {
  if (unit === undefined) return dynamoUnits(client, state).units();
  const wanted = unitId(unit);
  if (!wanted) throw new Error(`no unit ${unit}`);
  return [wanted];
}

try {
  await main();
} catch (error) {
  giveUp(error);
}
