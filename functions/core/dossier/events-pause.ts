import type { Instant } from '../calendar/index.ts';
import type { FormFact, Promised, Resumed, TextRef } from './facts.ts';
import type { Outcome, PaymentMethod, SupplementStage } from './parts.ts';
import type { Origin } from './reuse.ts';

/** What is asked of the applicant, always through the front desk, and what follows. */
export type PauseEvent =
  | {
      readonly type: 'requestProposed';
      readonly data: {
        readonly n: number;
        readonly kind: 'supplement' | 'payment';
        readonly request: TextRef;
      };
    }
  | { readonly type: 'requestDeclined'; readonly data: { readonly reason: TextRef } }
  | { readonly type: 'supplementAllowed'; readonly data: { readonly legalBasis: string } }
  | {
      readonly type: 'supplementRequested';
      readonly data: Promised & {
        readonly n: number;
        readonly stage: SupplementStage;
        /** Components that are to be completed; the reasons stand on the form. */
        readonly components: readonly string[];
        readonly form: FormFact;
        /** Working minutes left of the step's own budget. */
        readonly stepMinutes?: number;
      };
    }
  | {
      readonly type: 'supplementDeclared';
      readonly data: {
        readonly documents: readonly number[];
        /** Of these the re-used papers, and where they come from. */
        readonly reused?: readonly (Origin & { readonly n: number })[];
      };
    }
  | {
      readonly type: 'supplied';
      readonly data: {
        readonly documents: readonly number[];
        readonly watchUntil: Instant;
        /** At intake the answer of the office is due anew. */
        readonly answer?: Promised;
      };
    }
  | {
      readonly type: 'paymentRequired';
      readonly data: Promised & {
        readonly n: number;
        readonly amount: number;
        readonly reason: TextRef;
        readonly stepMinutes: number;
      };
    }
  | {
      readonly type: 'paymentConfirmed';
      readonly data: {
        readonly reference: string;
        readonly paidAt: Instant;
        readonly method: PaymentMethod;
        readonly resumed: Resumed;
        readonly form: FormFact;
      };
    }
  | {
      readonly type: 'lapsed';
      readonly data: {
        readonly of: 'SUPPLEMENT' | 'PAYMENT';
        readonly reason: TextRef;
      } & (
        | {
            readonly outcome: 'stopped';
            readonly form: FormFact;
            /** Against what the office had promised. */
            readonly timeliness: Outcome;
          }
        /** The law asks for a reasoned refusal, which is a result: the office goes on and has little time for it. */
        | { readonly outcome: 'mustRefuse'; readonly resumed: Resumed }
      );
    };
