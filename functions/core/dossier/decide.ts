import type { DayChange } from '../calendar/difference.ts';
import { ok } from '../result.ts';
import { evaluateSla } from '../sla/evaluate.ts';
import { redating } from '../sla/redate.ts';
import { digitisationWatch, maxDigitisationAttempts } from '../sla/stages.ts';
import type { Command } from './commands.ts';
import { assignStep } from './decide-assign.ts';
import { refuseIntake, stop } from './decide-end.ts';
import { acceptDossier, replaceDocuments, reportArchived, reportVerified } from './decide-intake.ts';
import { declareResult, deliver, issueResult } from './decide-return.ts';
import { claimStep, completeStep, handOver, releaseStep, sendBack } from './decide-review.ts';
import { type Decided, decided } from './decision.ts';
import type { Dossier } from './dossier.ts';
import { gate } from './gate.ts';
import { type Circumstances, textRef } from './policy.ts';
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
    case 'accept':
      return acceptDossier(dossier, command, c);
    case 'documentsArchived':
      return reportArchived(dossier, command);
    case 'restartDigitisation':
      return restartDigitisation(dossier, c);
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
    case 'declareResult':
      return declareResult(dossier);
    case 'issueResult':
      return issueResult(dossier, command, c);
    case 'deliver':
      return deliver(command);
    case 'withdraw':
      return withdraw(dossier, command.reason, c);
    case 'refuse':
      return refuseIntake(dossier, command, c);
    case 'stop':
      return stop(dossier, command, c);
    case 'decideAlerts':
      return decideAlerts(dossier, c);
    case 'redate':
      return redate(dossier, command.days, c);
    case 'restartSpine':
      return decided({ type: 'spineRestarted', data: { run: command.run } });
  }
};

const restartDigitisation = (dossier: Dossier, c: Circumstances): Decided =>
  dossier.digitisation && dossier.digitisation.attempt < maxDigitisationAttempts
    ? decided({
        type: 'digitisationRestarted',
        data: { attempt: dossier.digitisation.attempt + 1, watchUntil: c.at + digitisationWatch },
      })
    : refuse('ILLEGAL_TRANSITION', 'digitisation was tried often enough');

const withdraw = (dossier: Dossier, reason: string, c: Circumstances): Decided => {
  const text = textRef(dossier.seq + 1, reason, c);
  return decided({ type: 'withdrawn', data: { reason: text.ref } }, text.item);
};

/** Another calendar is in force: promise and step are counted anew. What does not move leaves no event. */
const redate = (dossier: Dossier, days: readonly DayChange[], c: Circumstances): Decided => {
  const found = redating(dossier, c.policy, c.at);
  if (!found.ok) return found;
  if (!found.value || !dossier.deadline) return refuse('ILLEGAL_TRANSITION', 'no date moves');
  const { calendar, due } = dossier.deadline;
  const reason = { calendar: c.policy.calendar.id, replaces: calendar, days };
  return decided({ type: 'redated', data: { reason, previousDue: due, ...found.value } });
};

const decideAlerts = (dossier: Dossier, c: Circumstances): Decided => {
  const verdict = evaluateSla(dossier, c.at);
  if (verdict.kind !== 'alert' || !dossier.deadline) return refuse('ILLEGAL_TRANSITION', 'nothing is due');
  const { stage, raised, deadlineVersion } = verdict;
  return decided(
    { type: 'alertsDecided', data: { deadlineVersion, raised, alert: stage } },
    { kind: 'ALERT', stage, version: deadlineVersion, at: c.at, due: dossier.deadline.due },
  );
};
