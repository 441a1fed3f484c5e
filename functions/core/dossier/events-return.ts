import type { Instant } from '../calendar/index.ts';
import type { FormFact, TextRef } from './facts.ts';
import type { Channel, OnSpotState, Outcome, RatingOccasion, RegisterEntry } from './parts.ts';

/** The result, its way to the applicant, and what the applicant says of it. */
export type ReturnEvent =
  | { readonly type: 'resultRegistered'; readonly data: RegisterEntry }
  | { readonly type: 'resultDeclared'; readonly data: { readonly document: number } }
  | {
      readonly type: 'resultEntered';
      readonly data: {
        readonly document: number;
        readonly watchUntil: Instant;
        readonly onSpot?: OnSpotState;
      };
    }
  | {
      readonly type: 'delivered';
      readonly data: {
        readonly method: Channel;
        /** Whether it counts as done on the spot, and if not why (domain 2). */
        readonly onSpot?: OnSpotState;
        readonly onSpotLevel?: '4' | '5' | 'NONE';
      };
    }
  | {
      readonly type: 'resultCorrected';
      readonly data: { readonly fault: 'agency' | 'applicant'; readonly reason: TextRef };
    }
  | {
      readonly type: 'withdrawn';
      /** `outcome`: against what the office had promised until then. */
      readonly data: { readonly reason: TextRef; readonly form: FormFact; readonly outcome: Outcome };
    }
  | {
      readonly type: 'rated';
      readonly data: {
        readonly occasion: RatingOccasion;
        readonly attitude: number;
        readonly waiting: number;
        readonly facilities: number;
        readonly onAppointedDate?: boolean;
        readonly apologyReceived?: boolean;
        readonly comment?: TextRef;
        /** The late-without-apology answer opens a complaint. */
        readonly complaint?: { readonly n: number; readonly due: Instant };
      };
    }
  | {
      readonly type: 'complaintAnswered';
      readonly data: { readonly upheld: boolean; readonly text: TextRef };
    };
