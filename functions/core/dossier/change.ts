import { intakeChange } from './change-intake.ts';
import { pauseChange } from './change-pause.ts';
import { returnChange } from './change-return.ts';
import { reviewChange } from './change-review.ts';
import { systemChange } from './change-system.ts';
import type { Dossier } from './dossier.ts';
import type { DossierEvent } from './events.ts';

export { registered } from './change-intake.ts';

/** What `event` makes of `dossier`, sequence fields aside; undefined when it does not follow its phase. */
export const change = (d: Dossier, event: DossierEvent): Dossier | undefined => {
  switch (event.type) {
    case 'submitted':
    case 'documentsVerified':
    case 'documentsReplaced':
    case 'nationalIdRecorded':
    case 'accepted':
    case 'refused':
      return intakeChange(d, event);
    case 'handedOver':
    case 'claimed':
    case 'released':
    case 'assigned':
    case 'stepCompleted':
    case 'sentBack':
    case 'consulted':
    case 'consultationAnswered':
    case 'consultationLapsed':
    case 'reappointed':
    case 'extended':
    case 'stopped':
      return reviewChange(d, event);
    case 'requestProposed':
    case 'requestDeclined':
    case 'supplementAllowed':
    case 'supplementRequested':
    case 'supplementDeclared':
    case 'supplied':
    case 'paymentRequired':
    case 'paymentConfirmed':
    case 'lapsed':
      return pauseChange(d, event);
    case 'resultRegistered':
    case 'resultDeclared':
    case 'resultEntered':
    case 'delivered':
    case 'resultCorrected':
    case 'withdrawn':
    case 'rated':
    case 'complaintAnswered':
      return returnChange(d, event);
    case 'documentsArchived':
    case 'digitisationRestarted':
    case 'alertsDecided':
    case 'alertAcknowledged':
    case 'complaintOverdue':
    case 'redated':
    case 'spineRestarted':
      return systemChange(d, event);
  }
};
