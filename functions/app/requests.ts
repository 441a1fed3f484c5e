import * as z from 'zod';
import type { Command, CommandOf, Request } from '../core/dossier/commands.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { Refusal } from '../core/dossier/problems.ts';
import { ok, type Result } from '../core/result.ts';
import { sentence } from './fields.ts';
import type { TextStore } from './ports.ts';

/** One point of a supplement request: what is to be completed, and why. */
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
const amount = z.int().positive().max(1_000_000_000_000);

/** What the review asks the front desk to ask of the applicant. */
export const proposalSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('supplement'), items: supplementItems }),
  z.strictObject({ kind: z.literal('payment'), amount, reason: sentence }),
]);

/** The words of the request that waits for the front desk, as the review wrote them. */
const proposed = async (texts: TextStore, dossier: Dossier): Promise<Request | undefined> => {
  if (dossier.phase !== 'REQUEST') return undefined;
  const text = await texts.text(dossier.id, dossier.request.item);
  return text === undefined ? undefined : proposalSchema.parse(JSON.parse(text));
};

/**
 * Yêu cầu bổ sung: at intake the front desk's own list; in review the list that the review proposed, passed on whole:
 * the front desk adds nothing to it and leaves nothing out (rule R3: one full list).
 */
export const askSupplement =
  (texts: TextStore) =>
  async (
    dossier: Dossier,
    said: Pick<CommandOf<'requestSupplement'>, 'items' | 'contact'>,
  ): Promise<Result<Command, Refusal>> => {
    const request = await proposed(texts, dossier);
    return ok({
      ...{ type: 'requestSupplement', ...said },
      ...(request?.kind === 'supplement' && { proposed: request.items }),
    });
  };

export const askPayment =
  (texts: TextStore) =>
  async (dossier: Dossier): Promise<Result<Command, Refusal>> => {
    const request = await proposed(texts, dossier);
    return ok({ type: 'requirePayment', ...(request?.kind === 'payment' && { proposed: request }) });
  };
