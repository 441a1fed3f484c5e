import type { Instant } from '../calendar/index.ts';
import type { DocumentFinding, FormFact, Promised, Resumed, TextRef } from './facts.ts';
import type { DossierCode, DossierId, Subject, UnitId } from './ids.ts';
import type { Replaced } from './look-up.ts';
import type { Channel, FiledBy, NationalIdState, OnSpotState, Outcome, Relation, Shown } from './parts.ts';
import type { Origin } from './reuse.ts';

/** From the filing to the acceptance, and what digitisation reports. */
export type IntakeEvent =
  | {
      readonly type: 'submitted';
      readonly data: Promised &
        Replaced & {
          readonly id: DossierId;
          readonly unit: UnitId;
          readonly code: DossierCode;
          readonly procedure: string;
          readonly version: string;
          readonly channel: Channel;
          readonly filedBy: FiledBy;
          readonly subject: Subject;
          readonly applicant: TextRef;
          readonly restricted?: true;
          readonly documents: number;
          /** Documents that are re-used papers: their numbers and where they come from. */
          readonly reused?: readonly (Origin & { readonly n: number })[];
          readonly shown?: Shown;
          readonly watchUntil: Instant;
          readonly related?: { readonly id: DossierId; readonly relation: Relation };
        };
    }
  | {
      readonly type: 'documentsVerified';
      readonly data: {
        readonly documents: readonly DocumentFinding[];
        /** The result's file is clean: completed as of its entry; form 06 closes the control slip. */
        readonly completed?: {
          readonly at: Instant;
          readonly outcome: Outcome;
          readonly original: Outcome;
          readonly form: FormFact;
        };
        /** The supplement is clean: the clock runs on as of the moment it was handed in. */
        readonly resumed?: Resumed;
        /** Not every file is clean: the applicant has the next move, for so long. */
        readonly again?: Promised;
        readonly watchUntil?: Instant;
      };
    }
  | {
      readonly type: 'documentsReplaced';
      readonly data: Promised & { readonly documents: readonly number[]; readonly watchUntil: Instant };
    }
  | {
      readonly type: 'nationalIdRecorded';
      readonly data: NationalIdState & { readonly identifier?: TextRef; readonly reason?: TextRef };
    }
  | {
      readonly type: 'accepted';
      readonly data: Promised & {
        readonly clockStart: Instant;
        readonly limitCase?: string;
        readonly form: FormFact;
        readonly watchUntil: Instant;
        readonly onSpot?: OnSpotState;
      };
    }
  | {
      readonly type: 'refused';
      /** `outcome`: against what the office had promised until then. */
      readonly data: { readonly reason: TextRef; readonly form: FormFact; readonly outcome: Outcome };
    };
