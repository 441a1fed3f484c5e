import { intake } from '../contract/intake.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** Khởi tạo mã định danh quốc gia: before acceptance where the procedure says so, or the reason of an outage. */
export const handler = commandHandler(intake.recordNationalId, executePorts(env), (said) => ({
  type: 'recordNationalId',
  ...said,
}));
