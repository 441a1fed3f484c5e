import { existsSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { startEngine } from './engine.ts';
import type { MemoryEngine } from './memory/index.ts';
import { type Call, send } from './request.ts';
import { ensureTable } from './tables.ts';

/** The native engine takes a transaction of 100 items at 0.3 ms an item; of a batch of 25 it takes 2 ms for each. */
const MOST_ITEMS = 100;
/** Characters of JSON. A transaction may have 4 MB, an item 400 KB. */
const MOST_CHARACTERS = 2 << 20;
const IN_FLIGHT = 2;

/** Refuses a data folder that has a database: what is in memory begins empty and would be mixed with it. */
export function checkUnused(dir: string): void {
  if (existsSync(join(dir, 'dynamo.db')))
    throw new Error(`The data folder ${dir} has a database. The engine in memory needs a new folder.`);
}

/** Writes all that an engine in memory holds into the native engine's file in a data folder, locked by this process. */
export async function keepIn(dir: string, binary: string, memory: MemoryEngine): Promise<void> {
  const native = await startEngine(dir, binary);
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  const call: Call = (operation, input) => send(native.endpoint, agent, operation, JSON.stringify(input));
  try {
    for (const spec of memory.tables()) await ensureTable(call, spec);
    const transactions = transactionsOf(memory.dump());
    await Promise.all(
      Array.from({ length: IN_FLIGHT }, async () => {
        for (const TransactItems of transactions) await write(call, TransactItems); // each takes the next one of the same generator
      }),
    );
  } finally {
    agent.destroy();
    await native.stop();
  }
}

function* transactionsOf(items: ReturnType<MemoryEngine['dump']>): Generator<unknown[]> {
  let puts: unknown[] = [];
  let characters = 0;
  for (const { table, item } of items) {
    puts.push({ Put: { TableName: table, Item: item } });
    characters += JSON.stringify(item).length;
    if (puts.length < MOST_ITEMS && characters < MOST_CHARACTERS) continue;
    yield puts;
    [puts, characters] = [[], 0];
  }
  if (puts.length > 0) yield puts;
}

async function write(call: Call, TransactItems: unknown[]): Promise<void> {
  const { status, body } = await call('TransactWriteItems', { TransactItems });
  if (status !== 200) throw new Error(`The data folder could not be written: ${body}`);
}
