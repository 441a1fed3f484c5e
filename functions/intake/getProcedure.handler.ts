import { refuse } from '../core/dossier/problems.ts';
import { codeStem } from '../core/procedure/index.ts';
import { ok } from '../core/result.ts';
import { apiHandler } from '../shared/api.ts';
import { readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const { catalogue } = readPorts(env);

/** All published versions of one procedure with components, limit, steps and level, newest first; public. */
export const handler = apiHandler(async (event) => {
  const code = codeStem(event.pathParameters?.code ?? '');
  const versions = (await catalogue.procedures()).filter(
    (each) => each.code === code && each.status === 'published',
  );
  const [newest, ...older] = versions.toSorted((a, b) => (a.effective.from < b.effective.from ? 1 : -1));
  return newest ? ok({ status: 200, body: { ...newest, olderVersions: older } }) : refuse('NOT_FOUND');
});
