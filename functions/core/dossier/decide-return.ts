import { digitisationWatch } from '../sla/stages.ts';
import type { CommandOf } from './commands.ts';
import { type Decided, decided } from './decision.ts';
import type { Dossier } from './dossier.ts';
import type { Circumstances } from './policy.ts';
import { refuse } from './problems.ts';

/** The clerk announces the signed result file, which gets the next document number. */
export const declareResult = (d: Dossier): Decided =>
  decided({ type: 'resultDeclared', data: { document: d.documents.total + 1 } });

/** The clerk enters the stamped result at the one-stop shop; it counts once its file is verified clean. */
export const issueResult = (d: Dossier, command: CommandOf<'issueResult'>, c: Circumstances): Decided => {
  if (d.phase !== 'RESULT' || !d.result) return refuse('RESULT_NOT_DECLARED');
  const { number, notation, signer } = command;
  return decided({
    type: 'resultEntered',
    data: { document: d.result.document, number, notation, signer, watchUntil: c.at + digitisationWatch },
  });
};

/** The applicant has the result in hand. Not part of the limit: a late pick-up is not the agency's lateness. */
export const deliver = (command: CommandOf<'deliver'>): Decided =>
  decided({ type: 'delivered', data: { method: command.method } });
