import * as z from 'zod';
import { dynamoSpineStore } from '../adapters/dynamo/spineStore.ts';
import { digitisationStopped, spineStopped } from '../app/executionStopped.ts';
import { executePorts, stateTable } from '../shared/compose.ts';
import { log } from '../shared/logger.ts';
import { dossierIdField, taskHandler } from '../shared/task.ts';

const { client, state } = stateTable();
const ports = { ...executePorts(), spines: dynamoSpineStore(client, state) };
const schema = z.object({ detail: z.object({ name: z.string(), status: z.string(), input: z.string() }) });
const spine = z.strictObject({ dossierId: dossierIdField, run: z.int() });
const child = z.strictObject({ dossierId: dossierIdField, mode: z.string(), seq: z.int() });
const inputSchema = z.union([spine, child]);

/** EventBridge: an execution FAILED, TIMED_OUT or was ABORTED. */
export const handler = taskHandler(schema, async ({ detail }) => {
  const input = inputSchema.parse(JSON.parse(detail.input));
  log.warn('SPINE_STOPPED', { dossierId: input.dossierId, status: detail.status });
  if ('run' in input) await spineStopped(ports)(input);
  else await digitisationStopped(ports)(input);
});
