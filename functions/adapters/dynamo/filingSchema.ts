import * as z from 'zod';
import { lookUpAnswers } from '../../core/dossier/look-up.ts';
import { idSchema } from './partSchemas.ts';

/** What a filing need not bring along: data in place of a paper, and papers that are re-used. */
export const lookUpSchema = z.strictObject({
  component: z.string(),
  database: z.string(),
  answer: z.enum(lookUpAnswers),
});
export const originSchema = z.strictObject({
  state: z.literal([2, 3]),
  dossier: idSchema,
  document: z.int(),
});

/** What a paper says of itself. */
export const issuedSchema = z.strictObject({
  number: z.exactOptional(z.string()),
  notation: z.exactOptional(z.string()),
  date: z.exactOptional(z.string()),
  organ: z.exactOptional(z.string()),
});
