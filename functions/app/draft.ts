import type { Instant } from '../core/calendar/index.ts';
import type { Channel, FiledBy } from '../core/dossier/dossier.ts';
import type { DossierId, Subject, UnitId } from '../core/dossier/ids.ts';
import type { LookUp } from '../core/dossier/look-up.ts';
import type { Relation } from '../core/dossier/parts.ts';
import type { Actor } from '../core/dossier/status.ts';
import type { DocumentRecord } from './ports.ts';

/** Person or organisation, as declared at filing. Personal data: an item of its own, never in a log or an event. */
export interface Applicant {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  /** Số định danh: identity number of a person, tax code of an organisation. */
  readonly identifier: string;
  readonly subject: Subject;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly address?: string | undefined;
  /** Of notices; Vietnamese when absent. */
  readonly language?: 'vi' | 'en' | undefined;
}

/** A filing that has not been submitted. It expires by itself; no head, no code, no clock. */
export interface Draft {
  readonly id: DossierId;
  readonly unit: UnitId;
  readonly procedure: string;
  readonly version: string;
  /** Of a restricted procedure version. */
  readonly restricted?: true | undefined;
  readonly channel: Channel;
  readonly filedBy: FiledBy;
  readonly subject: Subject;
  /** Who created it: the applicant, an officer who assists, or the portal. */
  readonly createdBy: Subject;
  readonly applicant: Applicant;
  /** Salt of the digest under which the log refers to the applicant. */
  readonly applicantSalt: string;
  /** Declared and not inspected, save for a re-used paper: that one is archived already. */
  readonly documents: readonly DocumentRecord[];
  /** Components that are not digitised and that the officer who created it was shown. */
  readonly shown?: readonly string[];
  /** What the national databases have said of components that data replaces. */
  readonly lookUps?: readonly LookUp[];
  /** The dossier that this one follows. */
  readonly related?: { readonly id: DossierId; readonly relation: Relation };
  readonly source?: { readonly system: string; readonly reference: string } | undefined;
  /** SHA-256 of the public tracking token. */
  readonly trackingDigest: string;
  readonly createdAt: Instant;
  /** The draft can be submitted until then; storage is freed some time after. */
  readonly validUntil: Instant;
}

/** The exact key of a document's upload; made by the server, never by the caller. */
export const uploadKey = (unit: string, id: DossierId, n: number): string => `${unit}/${id}/${n}`;

/** Who may know of a draft: its owner, whoever created it, the staff of its unit if they are cleared for it. */
export const maySeeDraft = (draft: Draft, actor: Actor): boolean =>
  actor.subject === draft.createdBy ||
  (actor.kind === 'applicant'
    ? actor.subject === draft.subject
    : actor.unit === draft.unit && (!draft.restricted || actor.clearance === 'restricted'));

/** A re-used paper is not uploaded again. */
export const isUploaded = ({ origin }: Pick<DocumentRecord, 'origin'>): boolean => origin === undefined;
