import type { Instant, Limit } from '../calendar/index.ts';
import type { FormFact, Promised, TextRef } from './facts.ts';
import type { Subject } from './ids.ts';
import type { Consultation, OnSpotState, Outcome, StepState, Worked } from './parts.ts';

/** The division's work, other agencies' opinions, and the leader's words on the date. */
export type ReviewEvent =
  | { readonly type: 'handedOver'; readonly data: { readonly step: StepState } }
  | { readonly type: 'claimed'; readonly data: { readonly by: Subject; readonly until: Instant } }
  | { readonly type: 'released'; readonly data: Record<string, never> }
  | {
      readonly type: 'assigned';
      readonly data: {
        readonly to: Subject;
        readonly by: Subject;
        readonly previous?: Subject;
        readonly reason?: TextRef;
      };
    }
  | {
      readonly type: 'stepCompleted';
      readonly data: {
        readonly step: string;
        readonly result: Outcome;
        readonly worked: Worked;
        readonly next?: StepState;
        readonly onSpot?: OnSpotState;
      };
    }
  | {
      readonly type: 'sentBack';
      readonly data: {
        readonly step: string;
        readonly reason: TextRef;
        readonly next: StepState;
        /** Of the step that was left; absent when the dossier came back from the clerk. */
        readonly worked?: Worked;
      };
    }
  | { readonly type: 'consulted'; readonly data: Consultation & { readonly question: TextRef } }
  | {
      readonly type: 'consultationAnswered';
      readonly data: {
        readonly n: number;
        readonly opinion: 'agree' | 'disagree' | 'comment';
        readonly late: boolean;
        readonly text: TextRef;
      };
    }
  | {
      readonly type: 'consultationLapsed';
      readonly data: { readonly n: number; readonly outcome: 'agreedBySilence' | 'late' };
    }
  | {
      readonly type: 'reappointed';
      readonly data: Promised & {
        readonly previousDue: Instant;
        readonly noticeInTime: boolean;
        readonly reason: TextRef;
        readonly form: FormFact;
      };
    }
  | {
      readonly type: 'extended';
      readonly data: Promised & {
        readonly previousDue: Instant;
        readonly by: Limit;
        readonly reason: TextRef;
      };
    }
  | {
      readonly type: 'stopped';
      readonly data: {
        readonly reason: TextRef;
        readonly legalBasis: string;
        readonly form: FormFact;
        /** Against what the office had promised until then. */
        readonly outcome: Outcome;
      };
    };
