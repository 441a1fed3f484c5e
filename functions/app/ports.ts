import type { Calendar, Instant } from '../core/calendar/index.ts';
import type { DeclaredContent } from '../core/dossier/commands.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierEvent } from '../core/dossier/events.ts';
import type { DossierId, UnitId } from '../core/dossier/ids.ts';
import type { DB_GAP } from '../core/dossier/look-up.ts';
import type { Issued } from '../core/dossier/parts.ts';
import type { Policy, SideItem } from '../core/dossier/policy.ts';
import type { Origin } from '../core/dossier/reuse.ts';
import type { Reason, Signature, Warning } from '../core/inspection/codes.ts';
import type { Increments } from '../core/metrics/counters.ts';
import type { ProcedureData, Unit } from '../core/procedure/index.ts';
import type { Applicant, Draft } from './draft.ts';
import type { Shelf } from './shelf.ts';

/** The current instant; the only clock of the application. */
export interface ClockPort {
  now(): Instant;
}

/** Randomness comes in as a port so that a simulation can repeat a run. */
export interface RandomPort {
  /** A random identity for a dossier. */
  dossierId(): DossierId;
  /** `bytes` random bytes as URL-safe base64. */
  token(bytes: number): string;
}

export interface CataloguePort {
  /** All versions of all procedures. */
  procedures(): Promise<readonly ProcedureData[]>;
  /** All versions of one procedure, by its 8-character code. */
  versions(code: string): Promise<readonly ProcedureData[]>;
  /** A receiving unit with the calendar it counts by; undefined when there is none. */
  office(unit: UnitId): Promise<{ readonly unit: Unit; readonly calendar: Calendar } | undefined>;
  /** The rules of a pinned procedure version in a unit. Throws when the version is unknown: that is damage. */
  policy(unit: UnitId, procedure: string, version: string): Promise<Policy>;
}

/** What a repeated request with the same Idempotency-Key gets back. */
export interface ReplayRecord {
  /** Subject, route and key: unique per caller. */
  readonly key: string;
  /** SHA-256 over path and body; another fingerprint under the same key is refused. */
  readonly fingerprint: string;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One transaction: the event, the head it leads to and everything that must stand or fall with them. */
export interface Commit {
  readonly before: Dossier | undefined;
  readonly after: Dossier;
  readonly event: DossierEvent;
  readonly items: readonly SideItem[];
  /** What the event counts. */
  readonly increments: Increments | undefined;
  /** Over how many items a unit's counters of a day are spread. */
  readonly counterShards: number;
  readonly replay?: ReplayRecord;
  /** Only with `submitted`: the draft that becomes the dossier, and the serial number that its code used up. */
  readonly filing?: {
    readonly draft: Draft;
    readonly serial: { readonly agency: string; readonly day: string; readonly value: number };
  };
}

/**
 * `replayed`: the key was used already; `changed`: someone else was faster; `serialTaken`: another one took the number of
 * the code or of the register; `draftGone`: the draft was submitted or has expired.
 */
export type CommitOutcome = 'committed' | 'replayed' | 'changed' | 'serialTaken' | 'draftGone';

export interface DossierStore {
  /** Strongly consistent. */
  head(id: DossierId): Promise<Dossier | undefined>;
  replay(key: string): Promise<ReplayRecord | undefined>;
  commit(commit: Commit): Promise<CommitOutcome>;
}

export interface TextStore {
  /** Words that stand beside the log of a dossier; undefined when there are none under this name. */
  text(id: DossierId, item: string): Promise<string | undefined>;
}

export interface ApplicantStore {
  /** Who has applied, as declared at filing; undefined when there is no such dossier. */
  applicant(id: DossierId): Promise<Applicant | undefined>;
}

export interface DraftStore {
  draft(id: DossierId): Promise<Draft | undefined>;
  /** Which dossier a partner's reference already stands for. */
  sourceOwner(source: { system: string; reference: string }, now: Instant): Promise<DossierId | undefined>;
  /** Puts draft, replay record and source reference in one transaction. */
  create(draft: Draft, replay: ReplayRecord): Promise<'created' | 'replayed' | 'sourceTaken'>;
  /** The last serial number used by the agency on that day; 0 for none. */
  lastSerial(agency: string, day: string): Promise<number>;
}

/** What a scanner says about one version; FAILED: it can never examine this file. */
export type ScanVerdict = 'CLEAN' | 'INFECTED' | 'FAILED';

/** A document as it is kept beside the dossier. The file name may be personal and stays here. */
export interface DocumentRecord extends DeclaredContent {
  readonly n: number;
  readonly component: string;
  /** What the paper says of itself: as declared, and complete once it is archived. */
  readonly issued?: Issued;
  readonly inspection?: Inspection;
  readonly scan?: ScanVerdict;
  readonly archive?: { readonly key: string; readonly versionId: string };
  /** Of a paper that data should have replaced: why it was asked for. */
  readonly gap?: { readonly reason: typeof DB_GAP; readonly database: string };
  /** Of a paper that is re-used from an earlier dossier, whose archived file it shares. */
  readonly origin?: Origin;
}

/** What was measured on one version of the uploaded object. */
export interface Inspection {
  readonly versionId: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly mediaType: string;
  readonly reasons: readonly Reason[];
  readonly warnings: readonly Warning[];
  readonly pages: number | null;
  /** The lowest resolution of a page that is a scan. */
  readonly dpi: number | null;
  /** The PDF/A part and level that it claims. */
  readonly pdfa: string | null;
  /** Names of signers are personal and stay here. */
  readonly signatures: readonly Signature[];
}

export interface DocumentStore {
  documents(id: DossierId): Promise<readonly DocumentRecord[]>;
  document(id: DossierId, n: number): Promise<DocumentRecord | undefined>;
  /**
   * Another file is announced for a document. What was found about the refused one stays until the next inspection. False
   * when the document is gone, archived, or was inspected again since it was `seen`: then nothing is written.
   */
  redeclare(id: DossierId, seen: DocumentRecord, file: DeclaredContent): Promise<boolean>;
  /** Binds what was measured, and the scan verdict if known, to the document. */
  inspected(id: DossierId, n: number, inspection: Inspection, scan: DocumentRecord['scan']): Promise<void>;
  /** Writes a late scan verdict, if the document still stands on that version. */
  scanned(id: DossierId, n: number, versionId: string, scan: ScanVerdict): Promise<void>;
  /** Where it stands in the archive, what it says of itself, and where it is found again to be re-used. */
  archived(
    id: DossierId,
    n: number,
    kept: {
      readonly archive: NonNullable<DocumentRecord['archive']>;
      readonly issued: Issued;
      readonly shelf?: Shelf | undefined;
    },
  ): Promise<void>;
}

/** Facts about one uploaded version of a file, known before there is a dossier. */
export interface UploadStore {
  uploaded(fact: UploadKey & { readonly size: number; readonly expiresAt: number }): Promise<void>;
  /** First verdict wins and is answered, with the token of the execution that waits for it, if one does. */
  verdict(
    key: UploadKey,
    scan: ScanVerdict,
    expiresAt: number,
  ): Promise<{ scan: ScanVerdict; token?: string }>;
  scanOf(key: UploadKey): Promise<DocumentRecord['scan']>;
}

export interface UploadKey {
  readonly id: DossierId;
  readonly n: number;
  readonly versionId: string;
}

/** A slot for one upload, as a form for the browser. */
export interface UploadSlot {
  readonly n: number;
  readonly component: string;
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface SlotPort {
  /** Signs a form that uploads one file of exactly this size and type under exactly this key. */
  slot(o: {
    key: string;
    mediaType: string;
    size: number;
  }): Promise<{ url: string; fields: Record<string, string> }>;
}

export interface QuarantinePort {
  /** The version that stands under the key now, or undefined if nothing was uploaded. */
  current(key: string): Promise<{ versionId: string; size: number } | undefined>;
}
