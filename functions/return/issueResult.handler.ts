import { s3Quarantine } from '../adapters/s3Quarantine.ts';
import { uploadedResult } from '../app/issueResult.ts';
import { returning } from '../contract/return.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE', 'QUARANTINE_BUCKET');
const uploaded = uploadedResult(s3Quarantine(env.QUARANTINE_BUCKET));

/** The stamped result is entered at the one-stop shop; status 9 follows once its file is verified clean. */
export const handler = commandHandler(
  returning.issueResult,
  executePorts(env),
  (result) => (dossier) => uploaded(dossier, result),
);
