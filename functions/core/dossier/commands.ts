import type { DayChange } from '../calendar/difference.ts';
import type { Channel } from './dossier.ts';
import type { ArchivedDocument, DocumentFinding } from './events.ts';
import type { Subject } from './ids.ts';
import type { Actor } from './status.ts';

/** Who is to take the step, and what the staff directory knows of that person: undefined = not active there. */
export interface Assignment {
  readonly to: Subject;
  readonly assignee: Actor | undefined;
}

/** Everything that can be asked of a dossier that exists. Filing one is `decideSubmit`. */
export type Command =
  | { readonly type: 'documentsVerified'; readonly documents: readonly DocumentFinding[] }
  | { readonly type: 'replaceDocuments' }
  | { readonly type: 'accept'; readonly limitCase?: string }
  | { readonly type: 'documentsArchived'; readonly documents: readonly ArchivedDocument[] }
  | { readonly type: 'restartDigitisation' }
  | { readonly type: 'handOver' }
  | { readonly type: 'claim' }
  | { readonly type: 'release' }
  | ({ readonly type: 'assign' } & Assignment)
  | ({ readonly type: 'reassign'; readonly reason: string } & Assignment)
  | { readonly type: 'completeStep'; readonly step: string }
  | { readonly type: 'sendBack'; readonly to: string; readonly reason: string }
  | { readonly type: 'declareResult' }
  | {
      readonly type: 'issueResult';
      readonly number: string;
      readonly notation: string;
      readonly signer: string;
    }
  | { readonly type: 'deliver'; readonly method: Channel }
  | { readonly type: 'withdraw'; readonly reason: string }
  | { readonly type: 'refuse'; readonly reason: string }
  | { readonly type: 'stop'; readonly reason: string; readonly legalBasis: string }
  | { readonly type: 'decideAlerts' }
  | { readonly type: 'redate'; readonly days: readonly DayChange[] }
  | { readonly type: 'restartSpine'; readonly run: number };

export type CommandOf<T extends Command['type']> = Extract<Command, { readonly type: T }>;
