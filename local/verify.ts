/** `npm run verify`: everything that is stored against the logs, on a data folder or on AWS. Names what is broken. */
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemClock } from '../functions/adapters/clock.ts';
import { dynamoCatalogue } from '../functions/adapters/dynamo/catalogueStore.ts';
import { countFault } from '../functions/app/verify.ts';
import { giveUp } from './give-up.ts';
import { recountUnits } from './recount-units.ts';
import { placeOf, placeOptions } from './verify/place.ts';
import { verifyDossiers } from './verify/walk.ts';

const HELP = `Usage: npm run -s verify -- [options]
  --data <folder>        a data folder, running or not (default .data)
  --state-table T --event-table T --archive-bucket B   a deployment on AWS, with the credentials of your shell
Checks hash chains, heads, texts, forms, applicants, documents, archived bytes, counters and desks against the logs.
Prints one line per fault, then the sums; ends with 1 if there is any fault.`;

const say = (line: string): boolean => process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: placeOptions });
  if (values.help) return console.log(HELP);
  const place = await placeOf(values, HELP, say);
  try {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient(place.client));
    const catalogue = dynamoCatalogue(client, place.tables.state, systemClock);
    let faults = 0;
    const found = (fault: string): void => {
      faults++;
      console.log(fault);
    };
    const progress = (done: number, of: number): void => {
      if (done % 100 === 0 || done === of) say(`${done} of ${of} dossiers`);
    };
    const { dossiers, events, objects } = await verifyDossiers(place, catalogue.office, found, progress);
    await recountUnits({ client, tables: place.tables, now: place.now }, {}, (unit, difference) =>
      found(countFault(unit, difference)),
    );
    console.log(`${dossiers} dossiers, ${events} events, ${objects} archived objects, ${faults} faults`);
    if (faults > 0) process.exitCode = 1;
  } finally {
    await place.close();
  }
}

try {
  await main();
} catch (error) {
  giveUp(error);
}
