import * as z from 'zod';
import { s3Quarantine } from '../adapters/s3Quarantine.ts';
import { sentence } from '../app/fields.ts';
import { uploadedResult } from '../app/issueResult.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE', 'QUARANTINE_BUCKET');
const body = z.strictObject({
  number: z.string().regex(/^[\w./-]{1,30}$/, 'a number such as 123'),
  notation: z.string().regex(/^[\p{L}\p{N}./-]{1,30}$/u, 'a notation such as GPXD-SXD'),
  signer: sentence,
});
const uploaded = uploadedResult(s3Quarantine(env.QUARANTINE_BUCKET));

/** The stamped result is entered at the one-stop shop; status 9 follows once its file is verified clean. */
export const handler = commandHandler(
  executePorts(env),
  body,
  (result) => (dossier) => uploaded(dossier, result),
);
