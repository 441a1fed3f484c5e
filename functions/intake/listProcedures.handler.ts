import { intake } from '../contract/intake.ts';
import { ok } from '../core/result.ts';
import { publicHandler } from '../shared/command.ts';
import { readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const { catalogue } = readPorts(env);

/** The published procedures, in order of code; public. */
export const handler = publicHandler(intake.listProcedures, async () => {
  const versions = (await catalogue.procedures()).filter(({ status }) => status === 'published');
  const procedures = versions.map(({ code, version, name, field, onlineLevel, limit, effective }) => ({
    ...{ code, version, name, field, onlineLevel, limit, effective },
  }));
  return ok({ status: 200, body: { procedures } });
});
