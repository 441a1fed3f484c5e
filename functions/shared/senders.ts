import { sesMailer } from '../adapters/sesMailer.ts';
import { snsSms } from '../adapters/snsSms.ts';
import type { SendNoticePorts } from '../app/sendNotice.ts';
import { readEnv, readSwitch } from './env.ts';

/** The ways to applicants that the installation has switched on. */
export const readSenders = (): SendNoticePorts['senders'] => {
  const from = readSwitch('NOTICE_SENDER');
  const { SMS_ENABLED } = readEnv('SMS_ENABLED');
  return {
    ...(from !== undefined && { email: sesMailer(from) }),
    ...(SMS_ENABLED === 'true' && { sms: snsSms() }),
  };
};
