import * as z from 'zod';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { stepId } from '../shared/fields.ts';

const body = z.strictObject({ step: stepId });

/** The named step is done; naming it keeps a repeated request from completing the next one. */
export const handler = commandHandler(executePorts(), body, ({ step }) => ({ type: 'completeStep', step }));
