import { versionName } from '../contract/fields.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { type Problem, type ProcedureData, validateCatalogue } from '../core/procedure/index.ts';
import { publicationOf } from '../core/procedure/succession.ts';
import { ok, type Result } from '../core/result.ts';
import { type Reply, replayed } from './execute.ts';
import type { CataloguePort, ClockPort, DossierStore } from './ports.ts';
import { type AdminRequest, type Known, officeOf, type ProcedureStore } from './publication.ts';
import type { StandingPorts } from './standingNow.ts';

export interface FileProcedurePorts extends StandingPorts {
  readonly catalogue: CataloguePort;
  readonly procedures: Pick<ProcedureStore, 'versions' | 'draft'>;
  readonly store: Pick<DossierStore, 'replay'>;
  readonly clock: ClockPort;
}

/**
 * A procedure version is kept as a draft. One that is declared `published` must be fit for publication on its own day;
 * one that is declared `draft` may still lack things, which its publication then asks for.
 */
export const fileProcedure =
  (ports: FileProcedurePorts) =>
  async (request: AdminRequest & { readonly body: ProcedureData }): Promise<Result<Reply, Refusal>> => {
    const { actor, idempotency, body: declared } = request;
    const office = await officeOf(ports, actor);
    if (!office.ok) return office;
    const before = await ports.store.replay(idempotency.key);
    if (before) return replayed(before, request);
    const known = await ports.procedures.versions(declared.code);
    if (known.versions.some(({ version }) => version === declared.version)) return exists(declared);
    const problems = problemsOf(known, declared);
    if (problems.length > 0) return refuse('PROCEDURE_INVALID', undefined, problems.map(fieldOf));
    const draft: ProcedureData = {
      ...declared,
      status: 'draft',
      draftReason: declared.draftReason ?? 'chưa công bố / not published yet',
    };
    const body = { code: draft.code, version: draft.version, status: 'draft' };
    const outcome = await ports.procedures.draft(
      draft,
      { at: ports.clock.now(), by: actor.subject },
      { ...idempotency, status: 201, body },
    );
    if (outcome === 'drafted') return ok({ status: 201, body });
    return outcome === 'exists' ? exists(declared) : fileProcedure(ports)(request);
  };

const problemsOf = ({ versions, abolished }: Known, declared: ProcedureData): readonly Problem[] => {
  const named = versionName.test(declared.version)
    ? []
    : [{ code: 'VERSION', detail: 'letters, digits and . _ - (at most 32)' }];
  if (declared.status === 'draft') return [...named, ...validateCatalogue([declared], abolished)];
  const publication = publicationOf(versions, declared, declared.effective.from, abolished);
  return publication.ok ? named : [...named, ...publication.error];
};

/** A problem of a version as a whole has no field of its own. */
export const fieldOf = ({ code, detail }: Problem) => ({ field: '/', detail: `${code}: ${detail}` });

const exists = ({ code, version }: ProcedureData) =>
  refuse('VERSION_EXISTS', `${code} ${version}; file the change under another version`);
