import type { Calendar, Instant } from '../calendar/index.ts';
import type { Procedure, Unit } from '../procedure/index.ts';
import type { Authority } from '../rights/authority.ts';
import type { AlertStage } from '../sla/stages.ts';
import type { SuppliedFile } from './commands.ts';
import type { TextRef } from './facts.ts';
import type { RegisterEntry, VoidReason } from './parts.ts';
import type { Actor } from './status.ts';

/** The rules a decision is taken under: the pinned procedure version, the unit's settings, the calendar in force. */
export interface Policy {
  readonly procedure: Procedure;
  readonly unit: Unit;
  readonly calendar: Calendar;
}

/** What a decision may know besides the dossier: nothing here is read from a clock or a generator inside the core. */
export interface Circumstances {
  readonly at: Instant;
  readonly actor: Actor;
  /** By which right the actor does it; set by `decide` once the gate has opened. */
  readonly authority?: Authority;
  readonly policy: Policy;
  /** SHA-256 of a text, lower-case hex. */
  readonly digest: (text: string) => string;
  /** Random salt for the digest of a free text. */
  readonly salt: string;
}

/** Items that stand beside the event in the same transaction. */
export type SideItem =
  | { readonly kind: 'TEXT'; readonly item: string; readonly text: string; readonly salt: string }
  | { readonly kind: 'FORM'; readonly n: number; readonly fields: Readonly<Record<string, unknown>> }
  /** A declared file, or one whose declaration is taken back. */
  | ({ readonly kind: 'DOCUMENT'; readonly n: number } & SuppliedFile)
  | { readonly kind: 'DROPPED_DOCUMENT'; readonly n: number }
  /** The next line of the register of results; stands only if its number is still free. */
  | { readonly kind: 'REGISTER'; readonly entry: RegisterEntry }
  /** The number was drawn and never used: the register says so, and why. */
  | { readonly kind: 'VOID_REGISTER'; readonly entry: RegisterEntry; readonly why: VoidReason }
  | {
      /** The entry in the book of the field and month (form 07). `day`: local date of receipt, `2026-11-23`. */
      readonly kind: 'BOOK';
      readonly field: string;
      readonly day: string;
      readonly receivedAt: Instant;
      readonly due: Instant;
    }
  | {
      readonly kind: 'ALERT';
      readonly stage: AlertStage;
      readonly version: number;
      readonly at: Instant;
      readonly due: Instant;
    };

/** Keeps a person's words out of the hashed log: the event carries a salted digest and the place of the text. */
export const textRef = (seq: number, text: string, c: Circumstances): { ref: TextRef; item: SideItem } => {
  const item = `TEXT#${String(seq).padStart(6, '0')}`;
  return {
    ref: { digest: c.digest(`${c.salt}\n${text}`), item },
    item: { kind: 'TEXT', item, text, salt: c.salt },
  };
};
