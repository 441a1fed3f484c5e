import { proposal } from '../contract/requests.ts';
import type { Command, CommandOf, Request } from '../core/dossier/commands.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { Refusal } from '../core/dossier/problems.ts';
import { ok, type Result } from '../core/result.ts';
import type { TextStore } from './ports.ts';

/** The words of the request that waits for the front desk, as the review wrote them. */
const proposed = async (texts: TextStore, dossier: Dossier): Promise<Request | undefined> => {
  if (dossier.phase !== 'REQUEST') return undefined;
  const text = await texts.text(dossier.id, dossier.request.item);
  return text === undefined ? undefined : proposal.parse(JSON.parse(text));
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
