import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierEvent } from '../core/dossier/events.ts';
import type { DossierId } from '../core/dossier/ids.ts';

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

/** Where the next page of an inbox begins; opaque to callers. */
export type InboxCursor = Readonly<Record<string, string>>;

export interface ReadStore {
  forms(id: DossierId): Promise<readonly FormRecord[]>;
  /** Events with a greater seq than `after`, in order, at most `limit`. */
  events(id: DossierId, after: number, limit: number): Promise<readonly DossierEvent[]>;
  /** The dossier behind the digest of a public tracking token. */
  tracked(digest: string): Promise<DossierId | undefined>;
  /** One page of a desk, nearest deadline first. */
  inbox(
    desk: string,
    limit: number,
    cursor?: InboxCursor,
  ): Promise<{ dossiers: readonly Dossier[]; next?: InboxCursor }>;
  /** Sums over shards and days, per cell `measure|procedure|channel`. Days are `YYYY-MM-DD`, inclusive. */
  counters(unit: string, from: string, to: string): Promise<ReadonlyMap<string, number>>;
}
