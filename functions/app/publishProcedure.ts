import { formatDate, localDateOf } from '../core/calendar/index.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { codeStem, type ProcedureData } from '../core/procedure/index.ts';
import { publicationOf } from '../core/procedure/succession.ts';
import { ok, type Result } from '../core/result.ts';
import { type Reply, replayed } from './execute.ts';
import { fieldOf } from './fileProcedure.ts';
import type { CataloguePort, ClockPort, DossierStore } from './ports.ts';
import { type AdminRequest, officeOf, type ProcedureStore } from './publication.ts';
import type { StandingPorts } from './standingNow.ts';

export interface PublishProcedurePorts extends StandingPorts {
  readonly catalogue: CataloguePort;
  readonly procedures: ProcedureStore;
  readonly store: Pick<DossierStore, 'replay'>;
  readonly clock: ClockPort;
}

export interface PublishProcedureRequest extends AdminRequest {
  readonly code: string;
  readonly version: string;
  readonly body: { readonly effectiveFrom: string };
}

/** Two administrators may collide; more than that is no accident. */
const attempts = 4;

/**
 * Puts a draft into force from a day on and ends the version before it on the day before, in one transaction. Open
 * dossiers keep the version they were received under; where its rule is `stop-and-return`, see `applyTransition`. Publishing it for the same day again does nothing.
 */
export const publishProcedure =
  (ports: PublishProcedurePorts) =>
  async (request: PublishProcedureRequest): Promise<Result<Reply, Refusal>> => {
    const office = await officeOf(ports, request.actor);
    if (!office.ok) return office;
    const today = formatDate(localDateOf(ports.clock.now(), office.value.calendar));
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const before = await ports.store.replay(request.idempotency.key);
      if (before) return replayed(before, request);
      const done = await tryOnce(ports, request, today);
      if (done) return done;
    }
    return refuse('CONCURRENT_CHANGE');
  };

/** Undefined = someone else was faster, look again. */
const tryOnce = async (
  ports: PublishProcedurePorts,
  { actor, idempotency, code, version, body: { effectiveFrom } }: PublishProcedureRequest,
  today: string,
): Promise<Result<Reply, Refusal> | undefined> => {
  const { versions, revision, abolished } = await ports.procedures.versions(codeStem(code));
  const draft = versions.find((each) => each.version === version);
  if (!draft) return refuse('NOT_FOUND');
  if (draft.status === 'published') return again(draft, effectiveFrom);
  if (effectiveFrom < today) {
    return refuse('VALIDATION_FAILED', undefined, [
      { field: '/effectiveFrom', detail: `not before today, ${today}` },
    ]);
  }
  const publication = publicationOf(versions, draft, effectiveFrom, abolished);
  if (!publication.ok) return refuse('PROCEDURE_INVALID', undefined, publication.error.map(fieldOf));
  const { published, closes } = publication.value;
  const body = viewOf(published, closes && { version: closes.predecessor.version, to: closes.to });
  const outcome = await ports.procedures.publish(
    {
      published,
      revision,
      ...(closes && { closes: { version: closes.predecessor.version, to: closes.to } }),
    },
    { at: ports.clock.now(), by: actor.subject },
    { ...idempotency, status: 200, body },
  );
  return outcome === 'published' ? ok({ status: 200, body }) : undefined;
};

const again = (published: ProcedureData, effectiveFrom: string): Result<Reply, Refusal> =>
  published.effective.from === effectiveFrom
    ? ok({ status: 200, body: viewOf(published) })
    : refuse('VERSION_PUBLISHED', `${published.code} ${published.version} from ${published.effective.from}`);

const viewOf = ({ code, version, effective }: ProcedureData, closed?: { version: string; to: string }) => ({
  ...{ code, version, status: 'published', effective },
  ...(closed && { closed }),
});
