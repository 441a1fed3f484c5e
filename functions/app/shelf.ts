import { type Calendar, formatDate } from '../core/calendar/index.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierId, Subject, UnitId } from '../core/dossier/ids.ts';
import { sinceOf } from '../core/dossier/reuse.ts';
import { digest } from './append.ts';
import type { Applicant } from './draft.ts';
import type { ApplicantStore, DocumentRecord } from './ports.ts';

/** Where an archived paper is found again: under whose number, from which day, and who may be shown it. */
export interface Shelf {
  /** Digest of the kind and number of the applicant: the number itself stands in no key. */
  readonly owner: string;
  /** `<day>#<dossier>#<nnn>`: newest last. */
  readonly place: string;
  readonly filer: Subject;
  readonly unit: UnitId;
}

/** A row of the index, which only finds papers: what may be re-used is decided by the dossiers themselves. */
export interface ShelvedPaper {
  readonly dossier: DossierId;
  readonly n: number;
  readonly component: string;
  readonly mediaType: string;
  readonly place: string;
}

export interface ShelfQuery {
  readonly owner: string;
  /** Only papers of dossiers filed by this account, or in this unit. */
  readonly only: { readonly filer: Subject } | { readonly unit: UnitId };
  /** Places before this one. */
  readonly before?: string | undefined;
  readonly limit: number;
}

export interface ShelfStore {
  /** Newest first; `more`: there may be others. */
  papers(query: ShelfQuery): Promise<{ readonly papers: readonly ShelvedPaper[]; readonly more: boolean }>;
  /** The documents themselves, at most 100, by `documentKey`; those that are gone are left out. */
  records(papers: readonly Place[]): Promise<ReadonlyMap<string, DocumentRecord>>;
}

type Place = Pick<ShelvedPaper, 'dossier' | 'n'>;

export const documentKey = ({ dossier, n }: Place): string => `${dossier}#${n}`;

export const ownerOf = ({ kind, identifier }: Pick<Applicant, 'kind' | 'identifier'>): string =>
  digest(`${kind}\n${identifier}`);

/** Where a paper goes as it is archived; nowhere from a restricted dossier, which exists for cleared staff only. */
export const shelfOf = async (
  applicants: ApplicantStore,
  dossier: Dossier,
  document: Pick<DocumentRecord, 'n' | 'component'>,
  calendar: Calendar,
): Promise<Shelf | undefined> => {
  const applicant = dossier.restricted ? undefined : await applicants.applicant(dossier.id);
  if (!applicant) return undefined;
  const { id, subject: filer, unit } = dossier;
  const day = formatDate(sinceOf(dossier, document, calendar));
  const place = `${day}#${id}#${String(document.n).padStart(3, '0')}`;
  return { owner: ownerOf(applicant), place, filer, unit };
};
