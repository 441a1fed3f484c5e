import * as z from 'zod';
import { call } from '../support/api.ts';
import { bootVirtual } from '../support/boot.ts';
import { type Person, tokenOf } from '../support/cast.ts';
import type { CloudLike } from '../support/cloudLike.ts';
import { act, enterResult, submitted } from '../support/play.ts';

const steps = {
  ASSIGN: 'head',
  APPRAISE: 'appraiser',
  'DIVISION-REVIEW': 'head',
  APPROVE: 'leader',
  STAMP: 'clerk',
} as const;

/** Plays one building permit to the end on a virtual clock; what is left is the data folder. Answers its id. */
export const playInto = async (dir: string): Promise<string> => {
  const cloud = await bootVirtual({ dir });
  try {
    const { id } = await submitted(cloud);
    const does = async (who: Person, verb: string, body: unknown = {}): Promise<void> => {
      const { status, body: answer } = await act(cloud, who, id, verb, body);
      if (status !== 200) throw new Error(`${verb} answered ${status}: ${JSON.stringify(answer)}`);
    };
    await does('desk', 'national-id', { kind: 'work', identifier: 'VN-H05-2026-000123' });
    await does('desk', 'accept');
    await does('desk', 'hand-over');
    for (const [step, who] of Object.entries(steps)) {
      await does(who, 'claim');
      await does(who, 'complete-step', { step });
    }
    const { status } = await enterResult(cloud, id);
    if (status !== 200) throw new Error(`the result answered ${status}`);
    await does('desk', 'deliver', { method: 'online' });
    return id;
  } finally {
    await cloud.stop();
  }
};

const file = z.object({
  component: z.string(),
  size: z.int(),
  sha256: z.string(),
  archive: z.object({ key: z.string(), versionId: z.string() }),
});
const answers = z.object({
  dossier: z.object({ id: z.string(), code: z.string(), outcome: z.string(), files: z.array(file) }),
  events: z.array(z.object({ type: z.string(), hash: z.string() })),
});

/** What the API shows of a dossier, parsed and as text: to compare with what stands behind it. */
export type Shown = z.infer<typeof answers> & { readonly text: string };

/** Reads the dossier and its log through the API, as staff, who see most. */
export const shown = async (cloud: CloudLike, id: string): Promise<Shown> => {
  const token = await tokenOf(cloud, 'desk');
  const { body: dossier } = await call(cloud, 'GET', `/dossiers/${id}`, { token });
  const { body } = await call(cloud, 'GET', `/dossiers/${id}/events`, { token });
  return { ...answers.parse({ dossier, ...body }), text: JSON.stringify([dossier, body]) };
};
