import { systemClock } from '../adapters/clock.ts';
import { dynamoCatalogue } from '../adapters/dynamo/catalogueStore.ts';
import { documentClient } from '../adapters/dynamo/client.ts';
import { dynamoDossierStore } from '../adapters/dynamo/dossierStore.ts';
import { systemRandom } from '../adapters/random.ts';
import type { ExecutePorts } from '../app/execute.ts';
import { readEnv } from './env.ts';

const client = documentClient();

/** The tables of a function that writes: both names are required. */
export const writerTables = () => {
  const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
  return { client, state: env.STATE_TABLE, event: env.EVENT_TABLE };
};

/** The state table of a function that writes no events. */
export const stateTable = () => ({ client, state: readEnv('STATE_TABLE').STATE_TABLE });

/** Everything a command needs, wired to the tables named in the environment. */
export const executePorts = (): ExecutePorts => {
  const tables = writerTables();
  return {
    store: dynamoDossierStore(client, tables, systemClock),
    catalogue: dynamoCatalogue(client, tables.state, systemClock),
    clock: systemClock,
    random: systemRandom,
  };
};

/** The same for functions that only read dossiers. */
export const readPorts = () => {
  const { state } = stateTable();
  return {
    store: dynamoDossierStore(client, { state, event: '' }, systemClock),
    catalogue: dynamoCatalogue(client, state, systemClock),
    clock: systemClock,
    random: systemRandom,
  };
};
