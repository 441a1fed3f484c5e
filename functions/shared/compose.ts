import { systemClock } from '../adapters/clock.ts';
import { dynamoCatalogue } from '../adapters/dynamo/catalogueStore.ts';
import { documentClient } from '../adapters/dynamo/client.ts';
import { dynamoDossierStore } from '../adapters/dynamo/dossierStore.ts';
import { dynamoStaffReader } from '../adapters/dynamo/staffStore.ts';
import { systemRandom } from '../adapters/random.ts';
import type { ExecutePorts } from '../app/execute.ts';

/** One client per container. */
export const client = documentClient();

type Env<Name extends string> = Readonly<Record<Name, string>>;

/** Everything a command needs, wired to the tables named in the environment. */
export const executePorts = (env: Env<'STATE_TABLE' | 'EVENT_TABLE'>): ExecutePorts => ({
  store: dynamoDossierStore(client, { state: env.STATE_TABLE, event: env.EVENT_TABLE }, systemClock),
  catalogue: dynamoCatalogue(client, env.STATE_TABLE, systemClock),
  clock: systemClock,
  random: systemRandom,
  staff: dynamoStaffReader(client, env.STATE_TABLE),
});

/** The same for functions that write no events; they have no right to the event table. */
export const readPorts = (
  env: Env<'STATE_TABLE'>,
): Omit<ExecutePorts, 'store'> & Pick<ExecutePorts, 'store'> => executePorts({ ...env, EVENT_TABLE: '' });
