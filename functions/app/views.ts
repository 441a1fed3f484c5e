import { type Calendar, formatInstant, type Instant } from '../core/calendar/index.ts';
import { deskOf } from '../core/dossier/desk.ts';
import { type DocumentSummary, type Dossier, isReceived, type Running } from '../core/dossier/dossier.ts';
import type { DossierEvent } from '../core/dossier/events.ts';
import { isGap, type LookUp } from '../core/dossier/look-up.ts';
import { componentStateOf } from '../core/dossier/reuse.ts';
import { statusNames } from '../core/dossier/status.ts';
import type { Reason } from '../core/inspection/codes.ts';
import { reasonText } from '../core/notices/messages/fileReasons.ts';
import { adviceOn } from './lookUps.ts';
import type { DocumentRecord, Inspection } from './ports.ts';

/**
 * A dossier as its owner and the staff of its unit see it: local times, no spine fields, no personal data. Officers stand in
 * it by their subject: the applicant may know who handles the dossier (NĐ 224/2026 Đ15).
 */
export const dossierView = (d: Dossier, calendar: Calendar): Record<string, unknown> => {
  const time = (at: Instant | undefined) => (at === undefined ? undefined : localTime(at, calendar));
  return defined({
    id: d.id,
    code: d.code,
    unit: d.unit,
    procedure: d.procedure,
    procedureVersion: d.version,
    status: d.status,
    statusName: statusNames[d.status].vi,
    phase: d.phase,
    waitsFor: deskOf(d),
    channel: d.channel,
    filedBy: d.filedBy,
    restricted: d.restricted,
    submittedAt: time(d.submittedAt),
    acceptedAt: 'acceptedAt' in d ? time(d.acceptedAt) : undefined,
    appointedAt: 'appointed' in d ? time(d.appointed) : undefined,
    due: d.deadline && {
      kind: d.deadline.kind,
      at: localTime(d.deadline.due, calendar),
      version: d.deadline.version,
      calendar: d.deadline.calendar,
      provisional: d.deadline.provisional,
    },
    related: d.related,
    nationalId: d.nationalId,
    step:
      'step' in d
        ? defined({
            id: d.step.id,
            role: d.step.role,
            since: localTime(d.step.since, calendar),
            due: localTime(d.step.due, calendar),
            assignedTo: d.step.assignee,
            claimedBy: d.step.claim?.by,
            claimedUntil: time(d.step.claim?.until),
          })
        : undefined,
    documents: documentsView(d.documents),
    ...stageView(d, calendar),
    result: isReceived(d) && d.register ? resultView(d, calendar) : undefined,
    completedAt: 'completedAt' in d ? time(d.completedAt) : undefined,
    outcome: 'outcome' in d ? d.outcome : undefined,
    outcomeOriginal: 'outcomeOriginal' in d ? d.outcomeOriginal : undefined,
    deliveredAt: d.status === 10 ? time(d.deliveredAt) : undefined,
    withdrawnAt: d.status === 7 ? time(d.withdrawnAt) : undefined,
    refusedAt: d.status === 3 ? time(d.refusedAt) : undefined,
    stoppedAt: d.status === 8 ? time(d.stoppedAt) : undefined,
    rev: d.rev,
  });
};

const documentsView = ({ total, clean, bad, archived }: DocumentSummary) => ({
  ...{ total, clean, bad: [...bad], archived },
});

/** What the office has asked of others, and what it waits for. */
const stageView = (d: Dossier, calendar: Calendar): Record<string, unknown> => {
  const time = (at: Instant) => localTime(at, calendar);
  const supplement =
    d.phase === 'SUPPLEMENT' || d.phase === 'VERIFY_SUPPLEMENT' || d.phase === 'ARCHIVE_SUPPLEMENT'
      ? d.supplement
      : undefined;
  return {
    request: d.phase === 'REQUEST' ? { n: d.request.n, kind: d.request.kind, by: d.request.by } : undefined,
    supplement: supplement && {
      n: supplement.n,
      stage: supplement.stage,
      askedAt: time(supplement.askedAt),
      declared: [...supplement.declared],
    },
    payment:
      d.phase === 'PAYMENT'
        ? { n: d.payment.n, amount: d.payment.amount, askedAt: time(d.payment.askedAt) }
        : undefined,
    consultations:
      isReceived(d) && d.consultations.length > 0
        ? d.consultations.map((each) => ({ ...each, askedAt: time(each.askedAt), due: time(each.due) }))
        : undefined,
    reappointedTo: isReceived(d) && d.clock.reappointment ? time(d.clock.reappointment.due) : undefined,
    mustRefuse: isReceived(d) ? d.mustRefuse : undefined,
    onSpot: isReceived(d) ? d.onSpot : undefined,
    ratings: d.ratings.length > 0 ? [...d.ratings] : undefined,
    complaint: d.complaint && {
      n: d.complaint.n,
      due: time(d.complaint.due),
      answered: d.complaint.answeredAt !== undefined,
    },
  };
};

const resultView = (d: Running, calendar: Calendar): Record<string, unknown> =>
  defined({
    number: d.register?.number,
    kind: d.register?.kind,
    signer: d.register?.signer,
    registeredAt: d.register && localTime(d.register.at, calendar),
    document: 'result' in d ? d.result?.document : undefined,
    corrected: 'correction' in d ? d.correction?.fault : undefined,
  });

/** A document with its state and, for a refused one, the name of the file and the reasons. */
export const documentView = (document: DocumentRecord): Record<string, unknown> =>
  defined({
    n: document.n,
    component: document.component,
    name: document.name,
    mediaType: document.inspection?.mediaType ?? document.mediaType,
    size: document.inspection?.bytes ?? document.size,
    sha256: document.inspection?.sha256 ?? document.sha256,
    issued: document.issued,
    verdict: document.inspection ? verdictOf(document) : 'PENDING',
    reasons: document.inspection && reasonsInWords(document),
    ...(document.inspection && measuresOf(document.inspection)),
    archive: document.archive,
    gap: document.gap,
    state: componentStateOf(document),
    origin: document.origin && { dossier: document.origin.dossier, document: document.origin.document },
  });

/** A document of a draft: what was declared, or where the re-used paper comes from. */
export const draftDocumentView = (document: DocumentRecord): Record<string, unknown> => {
  const { inspection: _inspection, ...declared } = document;
  const { verdict: _verdict, archive: _archive, ...view } = documentView(declared);
  return view;
};

/** What the databases said, and for a gap what the applicant can do about it. */
export const lookUpView = (each: LookUp): Record<string, unknown> => ({
  ...each,
  ...(isGap(each) && { advice: adviceOn(each) }),
});

/**
 * CLEAN needs both a flawless inspection and a clean scan of the same version. NONE: the scanner has not spoken, which is
 * never the applicant's doing; a file that it cannot examine is refused.
 */
export const verdictOf = (document: DocumentRecord): 'CLEAN' | 'REFUSED' | 'NONE' => {
  if (!document.inspection) return 'NONE';
  const { scan } = document;
  if (document.inspection.reasons.length > 0 || scan === 'INFECTED' || scan === 'FAILED') return 'REFUSED';
  return scan === 'CLEAN' ? 'CLEAN' : 'NONE';
};

/** The same for people: each code with its words. */
export const reasonsInWords = (document: DocumentRecord) =>
  reasonsOf(document).map((reason) => ({
    ...reason,
    text: { vi: reasonText(reason, 'vi'), en: reasonText(reason, 'en') },
  }));

/** What was found in the file and what its scanner said. A file that is refused anyway needs no scanner. */
export const reasonsOf = ({ inspection, scan }: DocumentRecord): readonly Reason[] => {
  const found = inspection?.reasons ?? [];
  const isKnown = found.some(({ code }) => code === 'malware');
  if (scan === 'INFECTED' && !isKnown) return [...found, { code: 'malware', detail: 'by the scanner' }];
  if (scan === 'CLEAN' || scan === 'INFECTED' || found.length > 0) return found;
  return scan === 'FAILED'
    ? [{ code: 'unscannable', detail: 'the scanner cannot examine it' }]
    : [{ code: 'no-scan-verdict', detail: 'no verdict of the scanner' }];
};

const measuresOf = ({ warnings, pages, dpi, pdfa, signatures }: Inspection): Record<string, unknown> => ({
  ...{ warnings, pages: pages ?? undefined, dpi: dpi ?? undefined, pdfa: pdfa ?? undefined, signatures },
});

/** One line of the log for people. */
export const eventView = (event: DossierEvent, calendar: Calendar): Record<string, unknown> => ({
  seq: event.seq,
  at: localTime(event.at, calendar),
  type: event.type,
  actor: event.actor,
  data: event.data,
  hash: event.hash,
});

/** ISO 8601 with the offset of the calendar's time zone. */
export const localTime = (at: Instant, calendar: Calendar): string =>
  formatInstant(at, calendar.offsetMinutes);

export const defined = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined));
