import type { Calendar } from '../core/calendar/index.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { maySee } from '../core/dossier/gate.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { maySeeDraft } from './draft.ts';
import type { Reply } from './execute.ts';
import type {
  CataloguePort,
  ClockPort,
  DocumentStore,
  DossierStore,
  DraftStore,
  TextStore,
} from './ports.ts';
import type { ReadStore } from './reads.ts';
import type { StaffReader } from './staff.ts';
import { standingNow } from './standingNow.ts';
import { documentView, dossierView, draftDocumentView, eventView, localTime, lookUpView } from './views.ts';
import { mayReadWords, wordsOf } from './words.ts';

export interface QueryPorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly reads: ReadStore;
  readonly catalogue: CataloguePort;
  readonly clock: ClockPort;
  readonly staff: StaffReader;
}

type Answer = Promise<Result<Reply, Refusal>>;

/** The dossier with its documents and forms, for its owner and the staff of its unit; a draft for those who made it. */
export const getDossier =
  (ports: QueryPorts & { documents: Pick<DocumentStore, 'documents'>; drafts: Pick<DraftStore, 'draft'> }) =>
  async (id: DossierId, caller: Actor): Answer => {
    const [dossier, standing] = await Promise.all([ports.store.head(id), standingNow(ports, caller)]);
    if (!standing.ok) return standing;
    const actor = standing.value;
    if (!dossier) return getDraft(ports, id, actor);
    if (!maySee(dossier, actor)) return refuse('NOT_FOUND');
    const calendar = await calendarOf(ports.catalogue, dossier);
    const [documents, forms] = await Promise.all([ports.documents.documents(id), ports.reads.forms(id)]);
    const body = { ...dossierView(dossier, calendar), files: documents.map(documentView), forms };
    return ok({ status: 200, body, rev: dossier.rev });
  };

const getDraft = async (
  ports: { drafts: Pick<DraftStore, 'draft'>; catalogue: CataloguePort },
  id: DossierId,
  actor: Actor,
): Answer => {
  const draft = await ports.drafts.draft(id);
  const office = draft && maySeeDraft(draft, actor) && (await ports.catalogue.office(draft.unit));
  if (!draft || !office) return refuse('NOT_FOUND');
  const { procedure, version, channel, filedBy, documents } = draft;
  const validUntil = localTime(draft.validUntil, office.calendar);
  return ok({
    status: 200,
    body: {
      id,
      draft: true,
      procedure,
      procedureVersion: version,
      channel,
      filedBy,
      validUntil,
      ...(draft.lookUps && { lookUps: draft.lookUps.map(lookUpView) }),
      files: documents.map(draftDocumentView),
    },
  });
};

const EVENTS_PER_PAGE = 100;

/** The log of a dossier, in pages by seq, with the words that the caller may read. */
export const listEvents =
  (ports: QueryPorts & { texts: TextStore }) =>
  async (id: DossierId, actor: Actor, after: number): Answer => {
    const [dossier, standing] = await Promise.all([ports.store.head(id), standingNow(ports, actor)]);
    if (!standing.ok) return standing;
    if (!dossier || !maySee(dossier, standing.value)) return refuse('NOT_FOUND');
    const calendar = await calendarOf(ports.catalogue, dossier);
    const events = await ports.reads.events(id, after, EVENTS_PER_PAGE);
    const last = events.at(-1)?.seq;
    const next = last !== undefined && last < dossier.seq ? { next: last } : {};
    const views = events.map(async (event) => ({
      ...eventView(event, calendar),
      ...(mayReadWords(dossier, standing.value, event) && { words: await wordsOf(ports.texts, id, event) }),
    }));
    return ok({ status: 200, body: { events: await Promise.all(views), ...next } });
  };

const calendarOf = async (catalogue: CataloguePort, dossier: Dossier): Promise<Calendar> => {
  const office = await catalogue.office(dossier.unit);
  if (!office) throw new Error(`unit ${dossier.unit} is not in the catalogue`);
  return office.calendar;
};
