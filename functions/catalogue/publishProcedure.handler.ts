import * as z from 'zod';
import { dynamoProcedures } from '../adapters/dynamo/procedureStore.ts';
import { publishProcedure } from '../app/publishProcedure.ts';
import { parseDate } from '../core/calendar/index.ts';
import { writeHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { pathVersion } from '../shared/request.ts';

const env = readEnv('STATE_TABLE');
const publish = publishProcedure({
  ...readPorts(env),
  procedures: dynamoProcedures(client, env.STATE_TABLE),
});
const day = z.string().refine((text) => parseDate(text) !== undefined, 'a date such as 2026-11-23');
const body = z.strictObject({ effectiveFrom: day });

/** A procedure draft comes into force from a day on. */
export const handler = writeHandler(body, async ({ event, ...request }) => {
  const path = pathVersion(event, 'code');
  if (!path.ok) return path;
  return publish({ ...request, code: path.value.of, version: path.value.version });
});
