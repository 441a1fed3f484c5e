import type { FilingBody } from '../contract/filing.ts';
import { formatInstant, type Instant, localDateOf } from '../core/calendar/index.ts';
import { maySee } from '../core/dossier/gate.ts';
import { type DossierId, dossierId } from '../core/dossier/ids.ts';
import { DB_GAP, isGap, type LookUp } from '../core/dossier/look-up.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { codeStem, type Procedure } from '../core/procedure/index.ts';
import { ok, type Result } from '../core/result.ts';
import { covers } from '../core/rights/staff.ts';
import { scopeIn } from '../core/rights/standing.ts';
import { digest } from './append.ts';
import { type Draft, isUploaded, maySeeDraft } from './draft.ts';
import { type Reply, replayed } from './execute.ts';
import { componentErrors, refusalOf } from './filing.ts';
import { type DatabasePort, gapErrors, lookUps } from './lookUps.ts';
import type {
  CataloguePort,
  ClockPort,
  DocumentRecord,
  DossierStore,
  DraftStore,
  RandomPort,
  ReplayRecord,
  SlotPort,
} from './ports.ts';
import { procedureInForce } from './procedures.ts';
import { relatedErrors } from './related.ts';
import { filedDocuments, type ReusePorts } from './reuse.ts';
import { signSlots } from './slots.ts';
import type { StaffReader } from './staff.ts';
import { standingNow } from './standingNow.ts';
import { dossierView, lookUpView } from './views.ts';

export interface CreateDraftPorts extends ReusePorts {
  readonly drafts: DraftStore;
  readonly store: Pick<DossierStore, 'head' | 'replay'>;
  readonly catalogue: CataloguePort;
  readonly databases: DatabasePort;
  readonly slots: SlotPort;
  readonly clock: ClockPort;
  readonly random: RandomPort;
  readonly staff: StaffReader;
}

export interface CreateDraftRequest {
  readonly body: FilingBody;
  readonly actor: Actor;
  readonly idempotency: { readonly key: string; readonly fingerprint: string };
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * A filing begins as a draft with one upload slot per component. The same request again gets the same dossier with
 * freshly signed slots (credentials are never stored); the same partner reference gets the dossier it stands for.
 */
export const createDraft =
  (ports: CreateDraftPorts) =>
  async (request: CreateDraftRequest): Promise<Result<Reply, Refusal>> => {
    const { body, idempotency } = request;
    const standing = await standingNow(ports, request.actor);
    if (!standing.ok) return standing;
    const actor = standing.value;
    const refused = mayFile(actor, body);
    if (refused) return { ok: false, error: refused };
    const before = await ports.store.replay(idempotency.key);
    if (before) return again(ports, before, request);
    const now = ports.clock.now();
    if (body.source) {
      const owner = await ports.drafts.sourceOwner(body.source, now);
      if (owner) return existing(ports, owner, actor);
    }
    const checked = await checkFiling(ports, body, actor, now);
    if (!checked.ok) return checked;
    const unfit = await relatedErrors(ports.store, body);
    if (unfit.length > 0) return refuse('RELATED_DOSSIER_INVALID', undefined, unfit);
    const trackingToken = ports.random.token(16);
    const { procedure, documents, found, draftDays, offsetMinutes } = checked.value;
    const { source, applicant, unit, channel, filedBy } = body;
    const draft: Draft = {
      ...{
        id: ports.random.dossierId(),
        unit,
        channel,
        filedBy,
        subject: applicant.subject,
        createdBy: actor.subject,
      },
      ...{
        procedure: procedure.code,
        version: procedure.version,
        ...(procedure.confidentiality === 'restricted' && { restricted: true }),
        applicant,
        applicantSalt: ports.random.token(16),
      },
      documents,
      ...(found.length > 0 && { lookUps: found }),
      ...(body.shown && { shown: body.shown }),
      ...(source && { source }),
      ...(body.related && { related: body.related }),
      ...{ trackingDigest: digest(trackingToken), createdAt: now, validUntil: now + draftDays * DAY },
    };
    const stored = {
      id: draft.id,
      draft: true,
      procedure: procedure.code,
      procedureVersion: procedure.version,
      trackingToken,
      ...(found.length > 0 && { lookUps: found.map(lookUpView) }),
      validUntil: formatInstant(draft.validUntil, offsetMinutes),
    };
    const outcome = await ports.drafts.create(draft, { ...idempotency, status: 201, body: stored });
    if (outcome === 'created') return ok(await withSlots(ports, { status: 201, body: stored }, draft));
    // Someone filed the same a moment ago: answer as they were answered.
    return createDraft(ports)(request);
  };

const again = async (
  ports: CreateDraftPorts,
  record: ReplayRecord,
  request: CreateDraftRequest,
): Promise<Result<Reply, Refusal>> => {
  const reply = replayed(record, request);
  const id = dossierId(String(record.body.id));
  const draft = id && (await ports.drafts.draft(id));
  return reply.ok && draft ? ok(await withSlots(ports, reply.value, draft)) : reply;
};

/** The dossier that a partner's reference already stands for, if the caller may know of it. */
const existing = async (
  ports: CreateDraftPorts,
  id: DossierId,
  actor: Actor,
): Promise<Result<Reply, Refusal>> => {
  const [draft, dossier] = await Promise.all([ports.drafts.draft(id), ports.store.head(id)]);
  if (dossier && maySee(dossier, actor)) {
    const office = await ports.catalogue.office(dossier.unit);
    if (office) return ok({ status: 200, body: dossierView(dossier, office.calendar), rev: dossier.rev });
  }
  if (draft && maySeeDraft(draft, actor)) {
    return ok(await withSlots(ports, { status: 200, body: { id, draft: true } }, draft));
  }
  return refuse('VALIDATION_FAILED', undefined, [
    { field: '/source/reference', detail: 'already used by another filing' },
  ]);
};

const withSlots = async (ports: CreateDraftPorts, reply: Reply, draft: Draft): Promise<Reply> => ({
  ...reply,
  body: {
    ...reply.body,
    uploads: await signSlots(ports, draft.unit, draft.id, draft.documents.filter(isUploaded)),
  },
});

/** Who may file for whom: applicants for themselves, the front desk for people at the counter, the portal for its users. */
const mayFile = (actor: Actor, body: FilingBody): Refusal | undefined => {
  if (actor.kind === 'applicant') {
    const fields = [
      ...(body.applicant.subject === actor.subject
        ? []
        : [{ field: '/applicant/subject', detail: 'must be your own e-ID subject' }]),
      ...(body.filedBy === 'officer-assisted'
        ? [{ field: '/filedBy', detail: 'only an officer can assist' }]
        : []),
      ...(body.channel === 'online'
        ? []
        : [
            {
              field: '/channel',
              detail: 'you file online; the counter and the post are entered by an officer',
            },
          ]),
      ...(body.source ? [{ field: '/source', detail: 'only a partner system has references' }] : []),
      ...(body.shown ? [{ field: '/shown', detail: 'an officer at the counter says what was seen' }] : []),
    ];
    return fields.length > 0 ? { code: 'VALIDATION_FAILED', fields } : undefined;
  }
  const scope = scopeIn(actor, 'frontDesk');
  const isPortal = actor.roles.includes('portal');
  const isDesk = scope !== undefined && covers(scope, codeStem(body.procedure)) && actor.unit === body.unit;
  if (!isPortal && !isDesk)
    return { code: 'ROLE_NOT_ALLOWED', detail: 'filing: applicant, frontDesk of the unit, portal' };
  if (isDesk && !isPortal && body.channel === 'online' && body.filedBy !== 'officer-assisted') {
    const detail = 'what an officer files online for someone is officer-assisted';
    return { code: 'VALIDATION_FAILED', fields: [{ field: '/filedBy', detail }] };
  }
  return isDesk || body.filedBy !== 'officer-assisted'
    ? undefined
    : { code: 'VALIDATION_FAILED', fields: [{ field: '/filedBy', detail: 'only an officer can assist' }] };
};

/** A paper that was asked for as the data is lacking says so for good. */
const withGap = (document: DocumentRecord, found: readonly LookUp[]): DocumentRecord => {
  const gap = found.find((each) => each.component === document.component && isGap(each));
  return gap ? { ...document, gap: { reason: DB_GAP, database: gap.database } } : document;
};

interface Checked {
  readonly procedure: Procedure;
  readonly documents: readonly DocumentRecord[];
  readonly found: readonly LookUp[];
  readonly draftDays: number;
  readonly offsetMinutes: number;
}

const checkFiling = async (
  ports: Pick<CreateDraftPorts, keyof ReusePorts | 'catalogue' | 'databases'>,
  body: FilingBody,
  actor: Actor,
  now: Instant,
): Promise<Result<Checked, Refusal>> => {
  const { catalogue } = ports;
  const office = await catalogue.office(body.unit);
  if (!office) return refuse('UNKNOWN_UNIT', undefined, [{ field: '/unit', detail: 'no such unit' }]);
  const { calendar } = office;
  const today = localDateOf(now, calendar);
  const procedure = await procedureInForce(catalogue, body.procedure, today);
  if (!procedure.ok) return procedure;
  const found = await lookUps(ports.databases, body, procedure.value);
  const filed = await filedDocuments(ports, actor)(body, procedure.value, { calendar, today });
  const errors = [
    ...componentErrors(body, procedure.value, today),
    ...filed.errors,
    ...gapErrors(found, body, procedure.value),
    ...(procedure.value.channels.includes(body.channel)
      ? []
      : [
          {
            field: '/channel',
            detail: `${procedure.value.code} is received by: ${procedure.value.channels.join(', ')}`,
          },
        ]),
  ];
  const placed = filed.documents.map((each) => ({ ...each, at: `/components/${each.n - 1}` }));
  const refused = refusalOf(errors, placed, procedure.value);
  if (refused) return { ok: false, error: refused };
  return ok({
    procedure: procedure.value,
    documents: filed.documents.map((each) => withGap(each, found)),
    found,
    draftDays: office.unit.draftDays,
    offsetMinutes: calendar.offsetMinutes,
  });
};
