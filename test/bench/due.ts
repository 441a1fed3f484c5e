import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { BatchWriteCommand, type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { headAttributes } from '../../functions/adapters/dynamo/headItem.ts';
import { keys, OPEN_SHARD } from '../../functions/adapters/dynamo/keys.ts';
import { append } from '../../functions/app/append.ts';
import type { Dossier } from '../../functions/core/dossier/dossier.ts';
import type { DossierEvent, EventBody } from '../../functions/core/dossier/events.ts';
import { type DossierId, dossierCode, dossierId } from '../../functions/core/dossier/ids.ts';
import type { Policy } from '../../functions/core/dossier/policy.ts';
import { FILES, finding, must, numbers, owner, policy, submitted, system } from '../core/dossier/support.ts';

/** Dossiers whose answer is due at one instant, whatever the hour, with logs that the product itself could have written. */
const HOUR = 3_600_000;
const alerts = { ...policy.unit.alerts, outsideWorkingHours: true, intake: [], overdueDays: [] };
/** The shipped rules, but alerts at any hour and no stage but the breach: a benchmark runs at night too. */
export const atAnyHour: Policy = { ...policy, unit: { ...policy.unit, alerts } };

export interface Logged {
  readonly dossier: Dossier;
  readonly events: readonly DossierEvent[];
}

/** None of the ids of `fill.ts`: both lie in one table. */
const idOf = (n: number): DossierId => {
  const hash = Math.imul(n + 1, 2_654_435_761) >>> 0;
  return must(
    dossierId(`${hash.toString(16).padStart(8, '0')}-0001-4000-8000-${String(n).padStart(12, '0')}`),
  );
};

/** The n-th dossier: filed at the counter, its files verified, to be accepted until `due`. */
export const dueAt = (n: number, due: number, now: number): Logged => {
  const id = idOf(n);
  const code = must(dossierCode(`000.00.NN.H05-261127-${String(n).padStart(6, '0')}`));
  const first = must(submitted(now - 2 * HOUR).events[0]);
  if (first.type !== 'submitted') throw new Error('the benchmark itself is wrong');
  const deadline = { ...first.data.deadline, from: now - 2 * HOUR, due };
  const bodies: readonly EventBody[] = [
    { type: 'submitted', data: { ...first.data, id, code, channel: 'counter', deadline } },
    { type: 'documentsVerified', data: { documents: numbers(FILES).map((each) => finding(each)) } },
  ];
  let dossier: Dossier | undefined;
  const events = bodies.map((body, i) => {
    const actor = i === 0 ? owner : system;
    const next = append(dossier, body, { id, actor, at: now - 2 * HOUR + i, policy: atAnyHour });
    dossier = next.after;
    return next.event;
  });
  return { dossier: must(dossier), events };
};

/** Puts heads and logs into the engine itself, past the stream. */
export const store = async (
  client: DynamoDBDocumentClient,
  tables: { readonly state: string; readonly event: string },
  all: Iterable<Logged>,
): Promise<void> => {
  const write = async (batch: readonly Logged[]): Promise<void> => {
    const put = (Item: Record<string, unknown>) => ({ PutRequest: { Item } });
    const heads = batch.map(({ dossier }) =>
      put({ ...keys.head(dossier.id), ...headAttributes(dossier), shard: OPEN_SHARD, spineRun: 1 }),
    );
    const logs = batch.flatMap(({ events }) =>
      events.map(({ dossierId: pk, ...rest }) => put({ pk, ...rest })),
    );
    await client.send(new BatchWriteCommand({ RequestItems: { [tables.state]: heads } }));
    for (let i = 0; i < logs.length; i += 25) {
      await client.send(new BatchWriteCommand({ RequestItems: { [tables.event]: logs.slice(i, i + 25) } }));
    }
  };
  let batch: Logged[] = [];
  for (const each of all) {
    batch.push(each);
    if (batch.length < 25) continue;
    await write(batch);
    batch = [];
  }
  if (batch.length > 0) await write(batch);
};

/** The unit of the catalogue gets the rules above; to be done before any function has read it. */
export const alertAtAnyHour = async (client: DynamoDBDocumentClient, TableName: string): Promise<void> => {
  await client.send(
    new UpdateCommand({
      TableName,
      Key: keys.catalogue(`UNIT#${policy.unit.id}`),
      UpdateExpression: 'SET document.alerts = :alerts',
      ExpressionAttributeValues: { ':alerts': alerts },
    }),
  );
};

/** Starts the spines as the signal function does, sixteen at a time. */
export const startSpines = async (
  client: SFNClient,
  stateMachineArn: string,
  codes: readonly { readonly id: DossierId; readonly code: string }[],
): Promise<void> => {
  const left = [...codes];
  const worker = async (): Promise<void> => {
    for (let next = left.pop(); next; next = left.pop()) {
      const input = JSON.stringify({ dossierId: next.id, run: 1 });
      await client.send(new StartExecutionCommand({ stateMachineArn, name: next.code, input }));
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
};
