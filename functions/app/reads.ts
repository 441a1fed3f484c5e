import type { Instant } from '../core/calendar/index.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierEvent } from '../core/dossier/events.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import type { Status } from '../core/dossier/status.ts';

/** A form as it was issued, in numbers. */
export interface FormRecord {
  readonly n: number;
  readonly form: string;
  readonly number: string;
  readonly seq: number;
  readonly derivation?: unknown;
  /** Whether its sheet stands in the archive. */
  readonly rendered: boolean;
}

/** What the rows of an inbox must be. */
export interface RowFilter {
  /** Whether restricted dossiers may be among them. */
  readonly cleared: boolean;
  readonly procedures?: readonly string[] | undefined;
  readonly step?: string | undefined;
  readonly status?: Status | undefined;
  /** At risk of missing the appointed date. */
  readonly risk?: true | undefined;
  /** Held by nobody at this instant. */
  readonly freeAt?: Instant | undefined;
  /** At risk of missing the appointed date, or in a review step that nobody holds at this instant. */
  readonly watchedAt?: Instant | undefined;
}

/** A stretch of one inbox: a desk (`<unit>#<desk>`), or what one person holds (`<unit>#<subject>`). */
export interface EntryQuery {
  readonly index: 'inbox' | 'holder';
  readonly partition: string;
  /** Places (see `placeOf`) after this one, and not beyond that one. */
  readonly after?: string | undefined;
  readonly upTo?: string | undefined;
  readonly filter: RowFilter;
  /** How many rows are looked at, whether or not they pass the filter. */
  readonly limit: number;
}

/** One row of an index, which may be behind the truth. */
export interface Entry {
  readonly id: DossierId;
  readonly place: string;
  /** When the hold of its officer ends by itself. */
  readonly heldUntil?: Instant | undefined;
}

export interface ReadStore {
  forms(id: DossierId): Promise<readonly FormRecord[]>;
  /** Events with a greater seq than `after`, in order, at most `limit`. */
  events(id: DossierId, after: number, limit: number): Promise<readonly DossierEvent[]>;
  /** The dossier behind the digest of a public tracking token. */
  tracked(digest: string): Promise<DossierId | undefined>;
  /** Rows in the order of their places; `reached` is the last place looked at, absent when there is no more. */
  entries(query: EntryQuery): Promise<{ readonly entries: readonly Entry[]; readonly reached?: string }>;
  /** The dossiers themselves, at most 100, strongly consistent. */
  heads(ids: readonly DossierId[]): Promise<ReadonlyMap<DossierId, Dossier>>;
  /** Open dossiers of a unit per cell of `gaugesOf`. */
  gauges(unit: string): Promise<ReadonlyMap<string, number>>;
}
