import * as z from 'zod';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { sentence } from '../shared/fields.ts';

const body = z.strictObject({ reason: sentence });

/** Rút hồ sơ: at any moment before a result has been issued. */
export const handler = commandHandler(executePorts(), body, ({ reason }) => ({ type: 'withdraw', reason }));
