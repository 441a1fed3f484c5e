import type { Instant } from '../core/calendar/index.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import type { NoticeChannel } from '../core/notices/address.ts';
import type { NoticeKind } from '../core/notices/kind.ts';

/** Where a page of undelivered notices begins; opaque to callers. */
export type NoticeCursor = Readonly<Record<'pk' | 'sk' | 'inboxPk' | 'inboxSk', string>>;

/** One notice by one way: of one event of one dossier. */
export interface NoticeRef {
  readonly dossierId: DossierId;
  readonly seq: number;
  readonly channel: NoticeChannel;
}

/** What became of a notice. The address and the text are not kept: both follow from the dossier. */
export interface NoticeRecord extends NoticeRef {
  readonly kind: NoticeKind;
  readonly status: 'PENDING' | 'SENT' | 'FAILED';
  readonly attempts: number;
  /** While it is being sent, until then nobody else may. */
  readonly claimedUntil?: Instant | undefined;
  /** Name of the last error, never its text. */
  readonly lastError?: string | undefined;
  /** The provider refused it for good; only a person has it sent again. */
  readonly rejected?: boolean | undefined;
  readonly providerId?: string | undefined;
  readonly sentAt?: Instant | undefined;
}

/** The place among a unit's inboxes where its undelivered notices stand; no desk has this name. */
export const undeliveredOf = (unit: string): string => `${unit}#undelivered-notices`;

/** `mine`: send it now; `alreadySent`: done; `rejected`: only a person may try again; `inFlight`: someone is sending it. */
export type Claim =
  | { readonly outcome: 'mine'; readonly attempt: number }
  | { readonly outcome: 'alreadySent' | 'rejected' | 'inFlight' };

export interface NoticeStore {
  /** Takes a notice for sending, if it is free; `again` takes one that was refused for good, too. */
  claim(
    notice: NoticeRef & { readonly kind: NoticeKind; readonly unit: string },
    now: Instant,
    again: boolean,
  ): Promise<Claim>;
  sent(notice: NoticeRef, providerId: string, at: Instant): Promise<void>;
  /** Notes a failure of this attempt, unless a later one has gone on. The notice is listed as undelivered from now on. */
  failed(
    notice: NoticeRef & { readonly unit: string },
    attempt: number,
    why: { readonly error: string; readonly rejected: boolean },
    at: Instant,
  ): Promise<void>;
  /** Those of one dossier by seq, at most `limit`, after a place that an earlier page ended at. */
  ofDossier(
    id: DossierId,
    limit: number,
    after?: string,
  ): Promise<{ notices: readonly NoticeRecord[]; next?: string }>;
  /** A unit's undelivered notices, oldest failure first. */
  undelivered(
    unit: string,
    limit: number,
    cursor?: NoticeCursor,
  ): Promise<{ notices: readonly NoticeRecord[]; next?: NoticeCursor }>;
}
