import type { FilingBody, ReusedComponent } from '../contract/filing.ts';
import { type Calendar, formatDate, type LocalDate } from '../core/calendar/index.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { maySee } from '../core/dossier/gate.ts';
import type { Subject, UnitId } from '../core/dossier/ids.ts';
import { type FieldError, type Refusal, refuse } from '../core/dossier/problems.ts';
import { reusable, sinceOf, type Unfit } from '../core/dossier/reuse.ts';
import type { Actor } from '../core/dossier/status.ts';
import type { Component, Procedure } from '../core/procedure/index.ts';
import { ok, type Result } from '../core/result.ts';
import { scopeIn } from '../core/rights/standing.ts';
import type { Applicant } from './draft.ts';
import type { ApplicantStore, DocumentRecord, DocumentStore, DossierStore } from './ports.ts';

export interface ReusePorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly documents: Pick<DocumentStore, 'document'>;
  readonly applicants: ApplicantStore;
}

/** Of an applicant what decides whose a dossier is. */
type Filer = Pick<Applicant, 'kind' | 'identifier' | 'subject'>;

export interface Day {
  readonly calendar: Calendar;
  readonly today: LocalDate;
}

/** A document to be filed, or why the archived paper cannot stand for its component. */
type Found = { readonly document: Omit<DocumentRecord, 'n'> } | { readonly error: FieldError };

/**
 * The documents of a filing in the order of its body: files as declared, re-used papers with what is known of them since they
 * were archived. A paper that cannot be re-used is an error that names its component.
 */
export const filedDocuments =
  (ports: ReusePorts, actor: Actor) =>
  async (
    { components, applicant }: { components: FilingBody['components']; applicant: Filer },
    procedure: Procedure,
    day: Day,
    /** Where the components stand in the request. */
    field = '/components',
  ): Promise<{ documents: readonly DocumentRecord[]; errors: readonly FieldError[] }> => {
    const found = await Promise.all(
      components.map(async (each, i): Promise<Found | undefined> => {
        if (!('reuse' in each)) return { document: each };
        const rule = procedure.components.find(({ id }) => id === each.component);
        const at = `${field}/${i}/reuse`;
        // A component that the procedure does not have is refused as such.
        if (!rule) return undefined;
        return paper(ports, each, { actor, applicant, rule, day, at });
      }),
    );
    return {
      documents: found.flatMap((each, i) =>
        each && 'document' in each ? [{ n: i + 1, ...each.document }] : [],
      ),
      errors: found.flatMap((each) => (each && 'error' in each ? [each.error] : [])),
    };
  };

const paper = async (
  ports: ReusePorts,
  { component, reuse }: ReusedComponent,
  o: { actor: Actor; applicant: Filer; rule: Component; day: Day; at: string },
): Promise<Found> => {
  const [earlier, record] = await Promise.all([
    ports.store.head(reuse.dossier),
    ports.documents.document(reuse.dossier, reuse.document),
  ]);
  const fails = (detail: string): Found => ({ error: { field: o.at, detail: `${component}: ${detail}` } });
  // One answer for what is not there and for what is another's: ids must not be told apart.
  if (!earlier || !record || !(await isOwn(ports.applicants, earlier, o))) return fails(notThere);
  const found = reusable(earlier, record, o.rule, o.day);
  if (!found.ok) return fails(whyNot(found.error, earlier, record, o.day));
  const { name, mediaType, size, sha256, issued, inspection, scan, archive } = record;
  return {
    document: {
      ...{ component, name, mediaType, size, sha256, origin: found.value.origin },
      ...(issued && { issued }),
      ...(inspection && { inspection }),
      ...(scan && { scan }),
      ...(archive && { archive }),
    },
  };
};

const whyNot = (unfit: Unfit, earlier: Dossier, record: DocumentRecord, { calendar }: Day): string =>
  words[unfit](formatDate(sinceOf(earlier, record, calendar)));

/** Re-used papers of a draft that cannot stand for their components any more; whose they are was settled at the filing. */
export const lapsedPapers = async (
  ports: Pick<ReusePorts, 'store' | 'documents'>,
  documents: readonly DocumentRecord[],
  { components }: Procedure,
  day: Day,
): Promise<readonly FieldError[]> => {
  const errors = await Promise.all(
    documents.map(async ({ n, component, origin }): Promise<FieldError[]> => {
      const rule = components.find(({ id }) => id === component);
      if (!origin || !rule) return [];
      const [earlier, record] = await Promise.all([
        ports.store.head(origin.dossier),
        ports.documents.document(origin.dossier, origin.document),
      ]);
      const fails = (detail: string) => [{ field: `/documents/${n}`, detail: `${component}: ${detail}` }];
      if (!earlier || earlier.restricted || !record) return fails(notThere);
      const found = reusable(earlier, record, rule, day);
      return found.ok ? [] : fails(whyNot(found.error, earlier, record, day));
    }),
  );
  return errors.flat();
};

/**
 * Whether an earlier dossier is the applicant's own, and not one that exists for cleared staff only. The front desk finds the
 * dossiers of its own unit by the identity number as well: at the counter people come without an account.
 */
const isOwn = async (
  applicants: ApplicantStore,
  earlier: Dossier,
  { actor, applicant }: { actor: Actor; applicant: Filer },
): Promise<boolean> => {
  if (!mayLookInto(earlier, actor)) return false;
  if (earlier.subject === applicant.subject) return true;
  if (!isDesk(actor)) return false;
  const declared = await applicants.applicant(earlier.id);
  return declared?.kind === applicant.kind && declared.identifier === applicant.identifier;
};

const isDesk = (actor: Actor): boolean => actor.kind === 'staff' && scopeIn(actor, 'frontDesk') !== undefined;

/** The portal speaks for the account that its user has signed in with, whatever unit the dossier was filed in. */
const mayLookInto = (earlier: Dossier, actor: Actor): boolean =>
  !earlier.restricted &&
  (maySee(earlier, actor) || (actor.kind === 'staff' && actor.roles.includes('portal')));

/** Whose papers are looked for by account: people see their own, the portal those of its user. */
export const accountOf = (
  actor: Actor,
  applicant: { readonly subject?: Subject },
): Result<Subject, Refusal> => {
  const bad = (detail: string) =>
    refuse('VALIDATION_FAILED', undefined, [{ field: '/applicant/subject', detail }]);
  if (actor.kind === 'applicant') {
    const own = (applicant.subject ?? actor.subject) === actor.subject;
    return own ? ok(actor.subject) : bad('must be your own e-ID subject');
  }
  if (!actor.roles.includes('portal'))
    return refuse('ROLE_NOT_ALLOWED', 'papers of an account: its owner, portal');
  return applicant.subject === undefined
    ? bad('the portal names the account of its user')
    : ok(applicant.subject);
};

/** Whether a paper found under an applicant's number may be shown: of the account that is asked about, or of the unit. */
export const mayBeOffered = (
  earlier: Dossier,
  actor: Actor,
  only: { readonly filer: Subject } | { readonly unit: UnitId },
): boolean =>
  mayLookInto(earlier, actor) &&
  ('filer' in only ? earlier.subject === only.filer : earlier.unit === only.unit);

const notThere =
  'không có giấy tờ đã lưu trữ này của người nộp; hãy tải tệp lên / no such archived paper of this applicant; upload the file';

const words: Readonly<Record<Unfit, (since: string) => string>> = {
  notReusable: () => 'thành phần này phải nộp mới mỗi lần / this component is handed in anew each time',
  notArchived: () => 'giấy tờ này không ở trong kho lưu trữ / this paper is not in the archive',
  notOriginal: () =>
    'đây là bản tái sử dụng, hãy nêu hồ sơ gốc / this one was re-used itself; name the dossier that it came from',
  otherPaper: () => 'là giấy tờ của thành phần khác / it is a paper of another component',
  mediaType: () => 'loại tệp không được thành phần này chấp nhận / its media type is not accepted here',
  expired: (since) =>
    `giấy tờ từ ngày ${since} đã hết giá trị, hãy tải bản mới / the paper of ${since} is no longer valid, upload a new one`,
};
