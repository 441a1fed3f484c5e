import * as z from 'zod';
import { dynamoCalendars } from '../adapters/dynamo/calendarStore.ts';
import { assignMany } from '../app/assignments.ts';
import { sentence, subjectField } from '../app/fields.ts';
import { writeHandler } from '../shared/command.ts';
import { client, executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { dossierIdField } from '../shared/task.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const assign = assignMany({
  ...executePorts(env),
  answers: dynamoCalendars(client, env.STATE_TABLE),
});
const each = z.strictObject({ id: dossierIdField, rev: z.int().positive().optional() });
const body = z.strictObject({
  to: subjectField,
  dossiers: z
    .array(each)
    .min(1)
    .max(50)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'names a dossier twice'),
  reason: sentence.optional(),
});

/** Many dossiers to one officer, one outcome each; with a reason they may be taken from others. */
export const handler = writeHandler(body, assign);
