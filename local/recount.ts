/** `npm run recount`: compares the counters with the events, against AWS or a running embedded cloud. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { systemClock } from '../functions/adapters/clock.ts';
import { parseDate } from '../functions/core/calendar/index.ts';
import { unitId } from '../functions/core/dossier/ids.ts';
import { type Difference, sizeOf } from '../functions/core/metrics/recount.ts';
import { giveUp } from './give-up.ts';
import { recountUnits } from './recount-units.ts';
import { LOCAL } from './template/physical.ts';

const HELP = `Usage: npm run recount -- [options]
  --unit <id>            one unit (default: all of them)
  --from <day>           local days such as 2026-11-01 (default: since the unit has counted)
  --to <day>             (default: today)
  --data <folder>        a running embedded cloud (default .data)
  --state-table T --event-table T   a deployment on AWS, with the credentials of your shell
Prints every number that is not what the events make of it; ends with 1 if there is any.`;

const text = { type: 'string' } as const;
const options = {
  ...{ unit: text, from: text, to: text, 'state-table': text, 'event-table': text },
  data: { ...text, default: '.data' },
  help: { type: 'boolean', default: false },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

interface Place {
  readonly tables: { readonly state: string; readonly event: string };
  readonly client: DynamoDBClientConfig;
  /** Now, by the clock of the cloud that is looked at. */
  readonly now: number;
}

async function findPlace(values: Values): Promise<Place> {
  const { 'state-table': state, 'event-table': event } = values;
  if (state !== undefined && event !== undefined) {
    return { tables: { state, event }, client: {}, now: systemClock.now() };
  }
  if (state !== undefined || event !== undefined) throw new Error(`name both tables\n${HELP}`);
  const file: unknown = JSON.parse(readFileSync(join(values.data, 'cloud.json'), 'utf8'));
  const { url } = z.object({ url: z.string() }).parse(file);
  const get = async (path: string): Promise<unknown> => (await fetch(`${url}/_local/${path}`)).json();
  const { now } = z.object({ now: z.string() }).parse(await get('clock'));
  const names = z.object({ stateTable: z.string(), eventTable: z.string() }).parse(await get('names'));
  const client = { endpoint: url, region: LOCAL.region, credentials: LOCAL };
  return { tables: { state: names.stateTable, event: names.eventTable }, client, now: Date.parse(now) };
}

/** A day as it was given, or why it is none. */
function dayOf(day: string | undefined): string | undefined {
  if (day !== undefined && !parseDate(day)) throw new Error(`${day} is not a day such as 2026-11-23`);
  return day;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(HELP);
  const place = await findPlace(values);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(place.client));
  const unit = values.unit === undefined ? undefined : unitId(values.unit);
  if (values.unit !== undefined && !unit) throw new Error(`no unit ${values.unit}`);
  const wanted = { unit, from: dayOf(values.from), to: dayOf(values.to) };
  const found: Difference[] = [];
  await recountUnits(
    { client, tables: place.tables, now: place.now },
    wanted,
    (of, difference) => {
      const { day = 'now', cell, counted, recounted, dossiers } = difference;
      console.log(`${of}  ${day}  ${cell}: counted ${counted}, recounted ${recounted}`);
      if (dossiers.length > 0) console.log(`  ${dossiers.join(' ')}`);
      found.push(difference);
    },
    (of, from, to) => console.log(`${of}  ${from} to ${to}, and the desks now: recounted`),
  );
  const difference = sizeOf(found);
  console.log(`difference ${difference}`);
  if (difference > 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  giveUp(error);
}
