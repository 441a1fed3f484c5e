/** `npm run catalogue:publish -- --state-table <name>`: puts the catalogue into a deployment's state table. */
import { parseArgs } from 'node:util';
import { documentClient } from '../../functions/adapters/dynamo/client.ts';
import { publishCatalogue } from './publish.ts';

const { values } = parseArgs({ options: { 'state-table': { type: 'string' } } });
const table = values['state-table'];
if (table) {
  console.log(`${await publishCatalogue(documentClient(), table)} catalogue entries published to ${table}`);
} else {
  console.error(
    'Usage: npm run catalogue:publish -- --state-table <name>   (with the credentials and region of your shell)',
  );
  process.exitCode = 1;
}
