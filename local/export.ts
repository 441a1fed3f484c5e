/** `npm run -s export`: every event and every head of a data folder or a deployment, as JSON lines. */
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { giveUp } from './give-up.ts';
import { placeOf, placeOptions } from './verify/place.ts';

const HELP = `Usage: npm run -s export -- [options]
  --data <folder>        a data folder, running or not (default .data)
  --state-table T --event-table T --archive-bucket B   a deployment on AWS, with the credentials of your shell
Prints one JSON object per line: {"event": ...} for each line of a log, {"head": ...} for where a dossier stands.
Applicants, texts and files are not exported: what is printed carries ids.`;

const say = (line: string): boolean => process.stderr.write(`${line}\n`);
const item = z.record(z.string(), z.unknown());

async function* itemsOf(client: DynamoDBDocumentClient, TableName: string, filter?: string) {
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        ...{ TableName, ConsistentRead: true, ExclusiveStartKey },
        ...(filter !== undefined && {
          FilterExpression: 'sk = :sk',
          ExpressionAttributeValues: { ':sk': filter },
        }),
      }),
    );
    yield* page.Items ?? [];
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: placeOptions });
  if (values.help) return console.log(HELP);
  const place = await placeOf(values, HELP, say);
  try {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient(place.client));
    for await (const { pk, ...rest } of itemsOf(client, place.tables.event))
      console.log(JSON.stringify({ event: { dossierId: pk, ...rest } }));
    for await (const { state: head } of itemsOf(client, place.tables.state, 'HEAD'))
      console.log(JSON.stringify({ head: item.parse(head) }));
  } finally {
    await place.close();
  }
}

try {
  await main();
} catch (error) {
  giveUp(error);
}
