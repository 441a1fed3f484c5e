import { formatDate, localDateOf } from '../core/calendar/index.ts';
import { canonical } from '../core/canonical.ts';
import { formatCode } from '../core/code/code.ts';
import { maySee } from '../core/dossier/gate.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { replacedBy } from '../core/dossier/look-up.ts';
import type { Policy } from '../core/dossier/policy.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { decideSubmit } from '../core/dossier/submit.ts';
import { incrementsOf } from '../core/metrics/counters.ts';
import { ok, type Result } from '../core/result.ts';
import { append, digest } from './append.ts';
import { type Draft, isUploaded, maySeeDraft } from './draft.ts';
import { type Reply, replayed } from './execute.ts';
import type {
  CataloguePort,
  ClockPort,
  DocumentStore,
  DossierStore,
  DraftStore,
  QuarantinePort,
  RandomPort,
} from './ports.ts';
import { procedureInForce } from './procedures.ts';
import { lapsedPapers } from './reuse.ts';
import { notUploaded } from './slots.ts';
import type { StaffReader } from './staff.ts';
import { standingNow } from './standingNow.ts';
import { dossierView } from './views.ts';

export interface SubmitPorts {
  readonly drafts: DraftStore;
  readonly store: DossierStore;
  readonly catalogue: CataloguePort;
  readonly quarantine: QuarantinePort;
  readonly documents: Pick<DocumentStore, 'document'>;
  readonly clock: ClockPort;
  readonly random: RandomPort;
  readonly staff: StaffReader;
}

export interface SubmitRequest {
  readonly id: DossierId;
  readonly actor: Actor;
  readonly idempotency: { readonly key: string; readonly fingerprint: string };
}

/** Submissions of one agency compete for the next number of the day; this many tries, then "busy". */
const attempts = 8;

/** Mới đăng ký: the draft becomes a dossier with a code of the local day on which the system received it. */
export const submitDraft =
  (ports: SubmitPorts) =>
  async (request: SubmitRequest): Promise<Result<Reply, Refusal>> => {
    const { id, idempotency } = request;
    const standing = await standingNow(ports, request.actor);
    if (!standing.ok) return standing;
    const actor = standing.value;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const [draft, replay] = await Promise.all([
        ports.drafts.draft(id),
        ports.store.replay(idempotency.key),
      ]);
      if (replay) return replayed(replay, request);
      if (!draft) return submittedAlready(ports, { ...request, actor });
      if (!maySeeDraft(draft, actor)) return refuse('NOT_FOUND');
      if (draft.validUntil <= ports.clock.now()) return refuse('DRAFT_EXPIRED');
      const prepared = await prepare(ports, draft);
      if (!prepared.ok) return prepared;
      const done = await tryOnce(ports, request, draft, prepared.value);
      if (done) return done;
    }
    return refuse('BUSY');
  };

/** No draft: it was submitted under another key, or never was. */
const submittedAlready = async (
  ports: SubmitPorts,
  { id, actor }: SubmitRequest,
): Promise<Result<Reply, Refusal>> => {
  const dossier = await ports.store.head(id);
  return dossier && maySee(dossier, actor)
    ? refuse('ILLEGAL_TRANSITION', `submitted as ${dossier.code}`)
    : refuse('NOT_FOUND');
};

const prepare = async (ports: SubmitPorts, draft: Draft): Promise<Result<Policy, Refusal>> => {
  const policy = await ports.catalogue.policy(draft.unit, draft.procedure, draft.version);
  const today = localDateOf(ports.clock.now(), policy.calendar);
  const inForce = await procedureInForce(ports.catalogue, draft.procedure, today);
  if (!inForce.ok) return inForce;
  if (inForce.value.version !== draft.version) {
    return refuse(
      'PROCEDURE_NOT_IN_FORCE',
      `${draft.procedure} is now filed under version ${inForce.value.version}`,
    );
  }
  const day = { calendar: policy.calendar, today };
  const lapsed = await lapsedPapers(ports, draft.documents, policy.procedure, day);
  if (lapsed.length > 0) return refuse('COMPONENTS_INVALID', undefined, lapsed);
  const lacking = await notUploaded(ports, draft.unit, draft.id, draft.documents.filter(isUploaded));
  if (lacking.length === 0) return ok(policy);
  const fields = draft.documents
    .filter(({ n }) => lacking.includes(n))
    .map(({ n, component, name }) => ({
      field: `/documents/${n}`,
      detail: `${component} ${name}: not uploaded yet`,
    }));
  return refuse('DOCUMENTS_NOT_UPLOADED', undefined, fields);
};

/** Undefined = the number or the draft was taken by someone faster, look again. */
const tryOnce = async (
  ports: SubmitPorts,
  request: SubmitRequest,
  draft: Draft,
  policy: Policy,
): Promise<Result<Reply, Refusal> | undefined> => {
  const at = ports.clock.now();
  const today = localDateOf(at, policy.calendar);
  const agency = policy.unit.agencyCode;
  const day = formatDate(today);
  const value = (await ports.drafts.lastSerial(agency, day)) + 1;
  const { id, unit, channel, filedBy, subject, related, lookUps, shown } = draft;
  const reused = draft.documents.flatMap(({ n, origin }) => (origin ? [{ n, ...origin }] : []));
  const applicant = {
    digest: digest(`${draft.applicantSalt}\n${canonical(draft.applicant)}`),
    item: 'APPLICANT',
  };
  const code = formatCode(policy.unit, today, value);
  const decision = decideSubmit(
    {
      ...{ id, unit, code, channel, filedBy, subject, applicant, documents: draft.documents.length },
      ...(related && { related }),
      ...(lookUps && replacedBy(lookUps)),
      ...(reused.length > 0 && { reused }),
      ...(shown && { shown: { components: shown, by: draft.createdBy, at: draft.createdAt } }),
    },
    { at, actor: request.actor, policy, digest, salt: '' },
  );
  if (!decision.ok) return decision;
  const { event, after } = append(undefined, decision.value.event, { id, actor: request.actor, at, policy });
  const body = dossierView(after, policy.calendar);
  const outcome = await ports.store.commit({
    ...{ before: undefined, after, event, items: decision.value.items },
    increments: incrementsOf(event, undefined, after, policy.calendar),
    counterShards: policy.unit.counterShards,
    replay: { ...request.idempotency, status: 200, body },
    filing: { draft, serial: { agency, day, value } },
  });
  return outcome === 'committed' ? ok({ status: 200, body, rev: after.rev }) : undefined;
};
