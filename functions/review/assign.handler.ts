import * as z from 'zod';
import { assignTo } from '../app/assign.ts';
import { subjectField } from '../app/fields.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const ports = executePorts(readEnv('STATE_TABLE', 'EVENT_TABLE'));
const body = z.strictObject({ to: subjectField });

/** Phân công: a head gives the waiting step to an officer. */
export const handler = commandHandler(ports, body, ({ to }) => assignTo(ports, to, undefined));
