import type { DayChange } from '../calendar/difference.ts';
import { ok } from '../result.ts';
import { dueAlert } from '../sla/evaluate.ts';
import { redating } from '../sla/redate.ts';
import type { Command } from './commands.ts';
import { assignStep } from './decide-assign.ts';
import { answerConsultation, consult, lapseConsultation } from './decide-consult.ts';
import { extend, reappoint } from './decide-date.ts';
import { reportArchived, reportVerified, restartDigitisation } from './decide-digitised.ts';
import { refuseIntake, stop, withdraw } from './decide-end.ts';
import { acceptDossier, recordNationalId, replaceDocuments } from './decide-intake.ts';
import { lapse, lapseReplacement } from './decide-lapse.ts';
import { confirmPayment, requirePayment } from './decide-payment.ts';
import * as giveBack from './decide-return.ts';
import { claimStep, completeStep, handOver, releaseStep, sendBack } from './decide-review.ts';
import * as ask from './decide-supplement.ts';
import { type Decided, decided } from './decision.ts';
import type { Dossier } from './dossier.ts';
import { gate } from './gate.ts';
import type { Circumstances } from './policy.ts';
import { refuse } from './problems.ts';

/**
 * Judges one command on one dossier: pure and total. The answer is an event to append or a numbered refusal;
 * rights and legal prior phases come from the transition table first, then the command's own rules.
 */
export const decide = (dossier: Dossier, command: Command, c: Circumstances): Decided => {
  const authority = gate(dossier, command, c.actor);
  if (!authority.ok) return authority;
  const decision = judge(dossier, command, { ...c, authority: authority.value });
  return decision.ok ? ok({ ...decision.value, authority: authority.value }) : decision;
};

const judge = (dossier: Dossier, command: Command, c: Circumstances): Decided => {
  switch (command.type) {
    case 'documentsVerified':
      return reportVerified(dossier, command, c);
    case 'replaceDocuments':
      return replaceDocuments(dossier, c);
    case 'recordNationalId':
      return recordNationalId(dossier, command, c);
    case 'accept':
      return acceptDossier(dossier, command, c);
    case 'documentsArchived':
      return reportArchived(dossier, command);
    case 'restartDigitisation':
      return restartDigitisation(dossier, command, c);
    case 'handOver':
      return handOver(c);
    case 'claim':
      return claimStep(dossier, c);
    case 'release':
      return releaseStep(dossier, c);
    case 'assign':
    case 'reassign':
      return assignStep(dossier, command, c);
    case 'completeStep':
      return completeStep(dossier, command, c);
    case 'sendBack':
      return sendBack(dossier, command, c);
    case 'proposeRequest':
      return ask.proposeRequest(dossier, command, c);
    case 'declineRequest':
      return ask.declineRequest(dossier, command, c);
    case 'allowSupplement':
      return decided({ type: 'supplementAllowed', data: { legalBasis: command.legalBasis } });
    case 'requestSupplement':
      return ask.requestSupplement(dossier, command, c);
    case 'declareSupplement':
      return ask.declareSupplement(dossier, command);
    case 'supply':
      return ask.supply(dossier, c);
    case 'requirePayment':
      return requirePayment(dossier, command, c);
    case 'confirmPayment':
      return confirmPayment(dossier, command, c);
    case 'lapse':
      return lapse(dossier, c);
    case 'lapseReplacement':
      return lapseReplacement(dossier, c);
    case 'consult':
      return consult(dossier, command, c);
    case 'answerConsultation':
      return answerConsultation(dossier, command, c);
    case 'lapseConsultation':
      return lapseConsultation(dossier, command.n, c);
    case 'reappoint':
      return reappoint(dossier, command, c);
    case 'extend':
      return extend(dossier, command, c);
    case 'registerResult':
      return giveBack.registerResult(dossier, command, c);
    case 'declareResult':
      return giveBack.declareResult(dossier, command);
    case 'issueResult':
      return giveBack.issueResult(dossier, command, c);
    case 'deliver':
      return giveBack.deliver(dossier, command, c);
    case 'correctResult':
      return giveBack.correctResult(dossier, command, c);
    case 'withdraw':
      return withdraw(dossier, command, c);
    case 'refuse':
      return refuseIntake(dossier, command, c);
    case 'stop':
      return stop(dossier, command, c);
    case 'rate':
      return giveBack.rate(dossier, command, c);
    case 'answerComplaint':
      return giveBack.answerComplaint(dossier, command, c);
    case 'decideAlerts':
      return decideAlerts(dossier, c);
    case 'acknowledgeAlert':
      return acknowledge(dossier);
    case 'noteComplaintOverdue':
      return giveBack.noteComplaintOverdue(dossier, c);
    case 'redate':
      return redate(dossier, command.days, c);
    case 'restartSpine':
      return decided({ type: 'spineRestarted', data: { run: command.run } });
  }
};

/** Another calendar is in force: promise and step are counted anew. What does not move leaves no event. */
const redate = (dossier: Dossier, days: readonly DayChange[], c: Circumstances): Decided => {
  const found = redating(dossier, c.policy);
  if (!found.ok) return found;
  if (!found.value || !dossier.deadline) return refuse('ILLEGAL_TRANSITION', 'no date moves');
  const { calendar, due } = dossier.deadline;
  const reason = { calendar: c.policy.calendar.id, replaces: calendar, days };
  return decided({ type: 'redated', data: { reason, previousDue: due, ...found.value } });
};

const decideAlerts = (dossier: Dossier, c: Circumstances): Decided => {
  const alert = dueAlert(dossier, c.policy, c.at);
  if (!alert) return refuse('ILLEGAL_TRANSITION', 'nothing is due');
  const { stage, due } = alert;
  const version = alert.of === 'promise' ? alert.version : dossier.seq + 1;
  return decided(
    alert.of === 'promise'
      ? { type: 'alertsDecided', data: { of: alert.of, alert: alert.stage, version, raised: alert.raised } }
      : { type: 'alertsDecided', data: { of: alert.of, alert: alert.stage, version } },
    { kind: 'ALERT', stage, version, at: c.at, due },
  );
};

const acknowledge = ({ alertedAt, acknowledgedAt, deadline }: Dossier): Decided => {
  const told = alertedAt !== undefined && (acknowledgedAt ?? 0) < alertedAt;
  return told || deadline?.breachedAt !== undefined
    ? decided({ type: 'alertAcknowledged', data: {} })
    : refuse('NO_ALERT');
};
