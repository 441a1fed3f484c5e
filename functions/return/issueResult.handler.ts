import * as z from 'zod';
import { s3Quarantine } from '../adapters/s3Quarantine.ts';
import { place } from '../app/fields.ts';
import { uploadedResult } from '../app/results.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE', 'QUARANTINE_BUCKET');
const enter = uploadedResult(s3Quarantine(env.QUARANTINE_BUCKET));
const body = z.strictObject({ place });

/** Nhập kết quả: the stamped result is entered at the one-stop shop; it counts once its file is verified clean. */
export const handler = commandHandler(
  executePorts(env),
  body,
  (said) => (dossier) => enter(dossier, said.place),
);
