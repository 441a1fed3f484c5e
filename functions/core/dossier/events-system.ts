import type { Derivation, Instant } from '../calendar/index.ts';
import type { Stage, WorkStage } from '../sla/stages.ts';
import type { ArchivedDocument, CalendarChange } from './facts.ts';
import type { Deadline } from './parts.ts';

/** What time, machines and a change of calendar do. */
export type SystemEvent =
  | { readonly type: 'documentsArchived'; readonly data: { readonly documents: readonly ArchivedDocument[] } }
  | {
      readonly type: 'digitisationRestarted';
      readonly data: {
        readonly attempt: number;
        readonly watchUntil: Instant;
        /** The documents for which the scanner gave no verdict, where that is why. */
        readonly unscanned?: readonly number[];
      };
    }
  | {
      readonly type: 'alertsDecided';
      readonly data:
        | {
            readonly of: 'promise';
            readonly alert: Stage;
            /** Of the deadline. */
            readonly version: number;
            readonly raised: readonly Stage[];
          }
        /** `version`: the seq of this very event, since a stage of the work may come again in another step. */
        | { readonly of: 'work'; readonly alert: WorkStage; readonly version: number };
    }
  /** Someone of the office has taken note of what it was alerted of. */
  | { readonly type: 'alertAcknowledged'; readonly data: Readonly<Record<string, never>> }
  | { readonly type: 'complaintOverdue'; readonly data: { readonly n: number } }
  | {
      readonly type: 'redated';
      readonly data: {
        readonly reason: CalendarChange;
        readonly previousDue: Instant;
        readonly deadline: Deadline;
        /** Absent when the deadline counted by the calendar already and only the step was behind. */
        readonly derivation?: Derivation;
        readonly step?: { readonly due: Instant; readonly previousDue: Instant };
      };
    }
  | { readonly type: 'spineRestarted'; readonly data: { readonly run: number } };
