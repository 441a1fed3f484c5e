import * as z from 'zod';
import { dynamoSpineStore } from '../adapters/dynamo/spineStore.ts';
import { digitisationStopped, spineStopped } from '../app/executionStopped.ts';
import { client, executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { dossierIdField, taskHandler } from '../shared/task.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const ports = { ...executePorts(env), spines: dynamoSpineStore(client, env.STATE_TABLE) };
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
