import { digitisationWatch } from '../sla/stages.ts';
import type { CommandOf } from './commands.ts';
import { complaintDue } from './decide-consult.ts';
import { isNotForDesk } from './decide-end.ts';
import { type Decided, decided } from './decision.ts';
import { type Dossier, isReceived } from './dossier.ts';
import { continueOnSpot, onSpotLevelOf } from './on-spot.ts';
import { RESULT } from './parts.ts';
import { type Circumstances, type SideItem, textRef } from './policy.ts';
import { refuse } from './problems.ts';

/**
 * Lấy số: the result gets the next number of the unit's register, once; asking again finds the same number. Where the
 * decision was turned into its opposite after a send-back, the old number is void and another one is drawn.
 */
export const registerResult = (
  d: Dossier,
  command: CommandOf<'registerResult'>,
  c: Circumstances,
): Decided => {
  if (d.phase !== 'RESULT') return refuse('ILLEGAL_TRANSITION');
  const old = d.register;
  if (old && (old.kind === command.kind || d.result)) return refuse('RESULT_REGISTERED', old.number);
  if (d.mustRefuse && command.kind !== 'refused') return refuse('MUST_REFUSE');
  // Compulsory on the result (NĐ 212/2026 Đ22.4): an outage at intake is made good by now.
  if (c.policy.procedure.nationalId.required && d.nationalId?.state !== 'recorded') {
    return refuse('NATIONAL_ID_MISSING', 'complete it before the result gets its number');
  }
  const { value, year, notation, kind, signer } = command;
  const entry = { value, year, number: `${value}/${notation}`, notation, kind, signer, at: c.at };
  const voided = old ? [{ kind: 'VOID_REGISTER', entry: old, why: 'replaced' } as const] : [];
  return decided({ type: 'resultRegistered', data: entry }, { kind: 'REGISTER', entry }, ...voided);
};

/** The clerk announces the signed result file, which gets the next document number; another file takes its place. */
export const declareResult = (d: Dossier, { file }: CommandOf<'declareResult'>): Decided => {
  if (d.phase !== 'RESULT') return refuse('ILLEGAL_TRANSITION');
  if (!d.register) return refuse('RESULT_NOT_REGISTERED');
  const n = d.documents.last + 1;
  const { name, mediaType, size, sha256 } = file;
  return decided(
    { type: 'resultDeclared', data: { document: n } },
    { kind: 'DOCUMENT', n, component: RESULT, name, mediaType, size, sha256 },
    ...droppedResult(d),
  );
};

/** A result file that was declared and not entered: nobody will look at it any more. */
export const droppedResult = (d: Dossier): SideItem[] =>
  d.phase === 'RESULT' && d.result ? [{ kind: 'DROPPED_DOCUMENT', n: d.result.document }] : [];

/** The clerk enters the stamped result at the one-stop shop; it counts once its file is verified clean. */
export const issueResult = (d: Dossier, { place }: CommandOf<'issueResult'>, c: Circumstances): Decided => {
  if (d.phase !== 'RESULT' || !d.result) return refuse('RESULT_NOT_DECLARED');
  const sitting = continueOnSpot(d, 'stamp', place, c);
  if (!sitting.ok) return sitting;
  const { document } = d.result;
  const data = { document, watchUntil: c.at + digitisationWatch, ...sitting.value };
  return decided({ type: 'resultEntered', data });
};

/** The applicant has the result in hand. Not part of the limit: a late pick-up is not the agency's lateness. */
export const deliver = (d: Dossier, { method, place }: CommandOf<'deliver'>, c: Circumstances): Decided => {
  const sitting = continueOnSpot(d, 'return', place, c);
  if (!sitting.ok) return sitting;
  const level = onSpotLevelOf(sitting.value.onSpot ?? (isReceived(d) ? d.onSpot : undefined));
  return decided({
    type: 'delivered',
    data: { method, ...sitting.value, ...(level !== undefined && { onSpotLevel: level }) },
  });
};

/** A result found wrong: on record with whose fault it was; the right one is a new dossier at the agency's cost (C13). */
export const correctResult = (d: Dossier, command: CommandOf<'correctResult'>, c: Circumstances): Decided => {
  if (d.status !== 9 && d.status !== 10) return refuse('ILLEGAL_TRANSITION', 'there is no result');
  if (d.correction) return refuse('RESULT_CORRECTED');
  const text = textRef(d.seq + 1, command.reason, c);
  return decided({ type: 'resultCorrected', data: { fault: command.fault, reason: text.ref } }, text.item);
};

/**
 * The applicant's word on the service, once per occasion on which it was asked for. "Late and no apology" opens a
 * complaint with its own clock (TT 01/2018 Đ12, rule R20).
 */
export const rate = (d: Dossier, command: CommandOf<'rate'>, c: Circumstances): Decided => {
  const { type: _type, comment, ...answers } = command;
  if (isNotForDesk(d, c)) return refuse('OWNER_ACTS');
  if (!d.ratings.includes(answers.occasion)) return refuse('RATING_NOT_OPEN', answers.occasion);
  const complains = answers.onAppointedDate === false && answers.apologyReceived === false;
  const open = d.complaint && d.complaint.answeredAt === undefined;
  const complaint = complains && !open ? { n: (d.complaint?.n ?? 0) + 1, due: complaintDue(c) } : undefined;
  const text = comment === undefined ? undefined : textRef(d.seq + 1, comment, c);
  const data = { ...answers, ...(text && { comment: text.ref }), ...(complaint && { complaint }) };
  const alert = complaint && {
    ...({ kind: 'ALERT', stage: 'COMPLAINT_OPENED', version: complaint.n } as const),
    ...{ at: c.at, due: complaint.due },
  };
  return decided({ type: 'rated', data }, ...(text ? [text.item] : []), ...(alert ? [alert] : []));
};

export const answerComplaint = (
  d: Dossier,
  command: CommandOf<'answerComplaint'>,
  c: Circumstances,
): Decided => {
  if (!d.complaint || d.complaint.answeredAt !== undefined) return refuse('NO_OPEN_COMPLAINT');
  const text = textRef(d.seq + 1, command.text, c);
  return decided({ type: 'complaintAnswered', data: { upheld: command.upheld, text: text.ref } }, text.item);
};

/** The complaint's own clock has run out: one alert. */
export const noteComplaintOverdue = (d: Dossier, c: Circumstances): Decided => {
  const { complaint } = d;
  if (!complaint || complaint.overdue || complaint.answeredAt !== undefined || c.at < complaint.due) {
    return refuse('ILLEGAL_TRANSITION', 'no complaint is overdue');
  }
  const { n, due } = complaint;
  const alert = { kind: 'ALERT', stage: 'COMPLAINT_OVERDUE', version: n, at: c.at, due } as const;
  return decided({ type: 'complaintOverdue', data: { n } }, alert);
};
