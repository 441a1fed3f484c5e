import * as z from 'zod';
import { assignTo } from '../app/assign.ts';
import { sentence, subjectField } from '../app/fields.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const ports = executePorts(readEnv('STATE_TABLE', 'EVENT_TABLE'));
const body = z.strictObject({ to: subjectField, reason: sentence });

/** Phân công lại: the step goes from one officer to another, with a reason. */
export const handler = commandHandler(ports, body, ({ to, reason }) => assignTo(ports, to, reason));
