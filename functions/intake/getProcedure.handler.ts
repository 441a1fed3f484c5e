import { intake } from '../contract/intake.ts';
import { refuse } from '../core/dossier/problems.ts';
import { codeStem } from '../core/procedure/index.ts';
import { ok } from '../core/result.ts';
import { publicHandler } from '../shared/command.ts';
import { readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const { catalogue } = readPorts(env);

/** All published versions of one procedure with components, limit, steps and level, newest first; public. */
export const handler = publicHandler(intake.getProcedure, async (request) => {
  const code = codeStem(request.code);
  const versions = (await catalogue.procedures()).filter(
    (each) => each.code === code && each.status === 'published',
  );
  const [newest, ...older] = versions.toSorted((a, b) => (a.effective.from < b.effective.from ? 1 : -1));
  return newest ? ok({ status: 200, body: { ...newest, olderVersions: older } }) : refuse('NOT_FOUND');
});
