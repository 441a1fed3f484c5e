import { maySee } from '../core/dossier/gate.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import type { Reply } from './execute.ts';
import type { DossierStore } from './ports.ts';
import type { FormStore } from './renderForms.ts';
import { type LinkPort, linkTo } from './sheets.ts';
import { type StandingPorts, standingNow } from './standingNow.ts';

export interface GetFormPorts extends StandingPorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly forms: Pick<FormStore, 'form'>;
  readonly links: LinkPort;
}

/** Rendering follows the transition within moments. */
const RETRY_SECONDS = 2;

/** One form of a dossier, for whoever may see it: 202 until it stands in the archive, then links to it. */
export const getForm =
  (ports: GetFormPorts) =>
  async (id: DossierId, n: number, caller: Actor): Promise<Result<Reply, Refusal>> => {
    const { store, forms, links } = ports;
    const [head, standing] = await Promise.all([store.head(id), standingNow(ports, caller)]);
    if (!standing.ok) return standing;
    if (!head || !maySee(head, standing.value)) return refuse('NOT_FOUND');
    const found = await forms.form(id, n);
    if (!found) return refuse('NOT_FOUND');
    const { fact, rendered } = found;
    const known = { n, form: fact.form, number: fact.number };
    if (!rendered) return ok({ status: 202, body: known, retryAfter: RETRY_SECONDS });
    const [pdf, html] = await Promise.all([
      linkTo(links, rendered.pdf, 'pdf', fact.number),
      linkTo(links, rendered.html, 'html', fact.number),
    ]);
    return ok({ status: 200, body: { ...known, sha256: rendered.pdf.sha256, pdf, html } });
  };
