import { s3Quarantine } from '../adapters/s3Quarantine.ts';
import { uploadedResult } from '../app/results.ts';
import { returning } from '../contract/return.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE', 'QUARANTINE_BUCKET');
const enter = uploadedResult(s3Quarantine(env.QUARANTINE_BUCKET));

/** Nhập kết quả: the stamped result is entered at the one-stop shop; it counts once its file is verified clean. */
export const handler = commandHandler(
  returning.issueResult,
  executePorts(env),
  (said) => (dossier) => enter(dossier, said.place),
);
