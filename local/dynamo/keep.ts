import { existsSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import * as z from 'zod';
import { startEngine } from './engine.ts';
import type { MemoryEngine } from './memory/index.ts';
import { type Call, send } from './request.ts';
import { ensureTable } from './tables.ts';

const BATCH = 25;
const IN_FLIGHT = 4;
const written = z.object({ UnprocessedItems: z.record(z.string(), z.unknown()) });

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
    const batches = batchesOf(memory.dump());
    await Promise.all(
      Array.from({ length: IN_FLIGHT }, async () => {
        for (const batch of batches) await write(call, batch); // each takes the next one of the same generator
      }),
    );
  } finally {
    agent.destroy();
    await native.stop();
  }
}

type Requests = Record<string, unknown[]>;

function* batchesOf(items: ReturnType<MemoryEngine['dump']>): Generator<Requests> {
  let batch: Requests = {};
  let size = 0;
  for (const { table, item } of items) {
    batch[table] ??= [];
    batch[table].push({ PutRequest: { Item: item } });
    size++;
    if (size < BATCH) continue;
    yield batch;
    [batch, size] = [{}, 0];
  }
  if (size > 0) yield batch;
}

async function write(call: Call, RequestItems: Requests): Promise<void> {
  const { status, body } = await call('BatchWriteItem', { RequestItems });
  if (status !== 200) throw new Error(`The data folder could not be written: ${body}`);
  const left = written.parse(JSON.parse(body)).UnprocessedItems;
  if (Object.keys(left).length > 0) throw new Error('The native engine left items of a batch unwritten');
}
