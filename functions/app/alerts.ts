import type { TopicMessage } from '../core/alerts/message.ts';
import type { Instant } from '../core/calendar/index.ts';
import type { DossierId, UnitId } from '../core/dossier/ids.ts';
import type { AlertStage } from '../core/sla/stages.ts';

/** Which alert: stage and version name it once and for all. */
export interface AlertRef {
  readonly dossierId: DossierId;
  readonly stage: AlertStage;
  readonly version: number;
}

/** An alert as decided, kept beside the dossier, and what became of it. */
export interface AlertRecord extends AlertRef {
  readonly at: Instant;
  readonly due: Instant;
  readonly seq: number;
  /** When it was told, by itself or in a digest. */
  readonly deliveredAt?: Instant | undefined;
  /** When it was left to the list and the digest, since there were too many. */
  readonly collapsedAt?: Instant | undefined;
}

/** Where a page of the alerts of a unit begins: the last one of the page before. */
export interface AlertCursor {
  readonly pk: string;
  readonly sk: string;
  readonly inboxSk: string;
}

export interface AlertStore {
  alert(ref: AlertRef): Promise<AlertRecord | undefined>;
  /** Notes what became of it. Doing it twice keeps the first time. */
  settled(ref: AlertRef, what: 'deliveredAt' | 'collapsedAt', at: Instant): Promise<void>;
  /**
   * Takes the alert in among the first `most` of a window of the unit and answers its rank there, the same however often
   * it is asked; undefined when `most` others came before.
   */
  ranked(
    unit: UnitId,
    window: Instant,
    ref: AlertRef,
    o: { readonly most: number; readonly expiresAt: Instant },
  ): Promise<number | undefined>;
  /** Alerts of a unit, the newest first, read consistently; restricted ones only if asked for. */
  ofUnit(
    unit: UnitId,
    query: {
      readonly cleared: boolean;
      readonly limit: number;
      readonly after?: AlertCursor | undefined;
      readonly since?: Instant;
    },
  ): Promise<{ readonly alerts: readonly AlertRecord[]; readonly next?: AlertCursor }>;
}

/** Sends to the topic, or throws. */
export interface TopicPort {
  publish(message: TopicMessage): Promise<void>;
}

/** The partition of a unit's alerts in the inbox index. */
export const alertsOf = (unit: string): string => `${unit}#alerts`;
