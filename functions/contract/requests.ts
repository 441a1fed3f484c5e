import * as z from 'zod';
import { sentence } from './fields.ts';

/** What is asked of the applicant, as the review proposes it and the front desk passes it on. */

/** One point of a supplement request: what is to be completed, and why (rule R3). */
const requestedItem = z
  .strictObject({
    component: z.exactOptional(z.string().min(1).max(32)),
    document: z.exactOptional(z.int().min(1).max(999)),
    reason: sentence,
  })
  .refine((item) => item.component !== undefined || item.document !== undefined, {
    path: ['component'],
    error: 'name the component, or the number of the document',
  });

export const supplementItems = z.array(requestedItem).min(1, 'name at least one item').max(50);

/** Whole dong. */
const amount = z.int().positive().max(1_000_000_000_000).describe('Đồng / dong');

export const proposal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('supplement'), items: supplementItems }),
  z.strictObject({ kind: z.literal('payment'), amount, reason: sentence }),
]);
