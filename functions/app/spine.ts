import type { DossierId } from '../core/dossier/ids.ts';
import type { Phase } from '../core/dossier/status.ts';

/** The spine's own fields on HEAD, beside the ones it routes on. Outside fold(events) and in no DTO. */
export interface SpineHead {
  readonly dossierId: DossierId;
  readonly code: string;
  readonly phase: Phase;
  readonly step?: string | undefined;
  readonly seq: number;
  readonly wakeSeq: number;
  readonly nextTimerAt?: number | undefined;
  readonly spineRun: number;
  readonly spineSeq?: number | undefined;
  readonly taskToken?: string | undefined;
  readonly stuckSince?: string | undefined;
}

/** What a woken spine gets: it routes on this, never on the fact of having been woken. */
export interface WakePayload {
  readonly wakeSeq: number;
  readonly phase: Phase;
  readonly spineRun: number;
  readonly step?: string;
  readonly nextTimerAt?: number;
}

export const wakePayload = ({ wakeSeq, phase, spineRun, step, nextTimerAt }: SpineHead): WakePayload => ({
  wakeSeq,
  phase,
  spineRun,
  ...(step !== undefined && { step }),
  ...(nextTimerAt !== undefined && { nextTimerAt }),
});

/** The first run is named by the code, so that an operator finds it by the number on the receipt. */
export const executionName = (code: string, run: number): string => (run === 1 ? code : `${code}--r${run}`);

export interface SpineStore {
  /** Strongly consistent. */
  spineHead(id: DossierId): Promise<SpineHead | undefined>;
  /** Marks the dossier stuck, so that the sweep looks after it; keeps an earlier mark. */
  markStuck(id: DossierId, run: number, at: number): Promise<void>;
  /** Dossiers marked stuck before an instant, longest first; at most one page of 1,000. */
  stuck(until: number): Promise<readonly DossierId[]>;
}

/** `over`: the wait has ended by itself (timed out, woken before, unknown); never an error. */
export type WakeOutcome = 'woken' | 'over';

export interface WorkflowPort {
  /** Starting the same run twice is harmless. */
  start(run: { name: string; dossierId: DossierId; run: number }): Promise<void>;
  wake(token: string, payload: WakePayload): Promise<WakeOutcome>;
  stop(name: string, cause: string): Promise<void>;
  /** Undefined when there is no such execution. */
  describe(name: string): Promise<{ running: boolean; startedAt: number; events?: number } | undefined>;
}
