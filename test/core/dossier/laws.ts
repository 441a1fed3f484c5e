import { expect } from 'vitest';
import { deskOf } from '../../../functions/core/dossier/desk.ts';
import { type Dossier, nextTimerAt } from '../../../functions/core/dossier/dossier.ts';
import type { DossierEvent, EventType } from '../../../functions/core/dossier/events.ts';
import type { Phase, Status } from '../../../functions/core/dossier/status.ts';
import { maxDigitisationAttempts } from '../../../functions/core/sla/stages.ts';
import { lawsOfConsultations, lawsOfPause } from './laws-of-pause.ts';

/** Moves between national statuses, from domain 1.2 (R7); 0 = not filed yet. */
const legalMoves = [
  ...['0>1', '1>2', '1>5', '5>1', '1>3', '2>4', '4>5', '5>4', '4>6', '6>4'],
  ...['1>7', '2>7', '4>7', '5>7', '6>7', '4>8', '5>8', '6>8', '4>9', '9>10'],
];

/** The national status that each phase stands in (domain 1.2); CLOSED has the one of its ending. */
const statuses: Readonly<Record<Exclude<Phase, 'CLOSED'>, Status>> = {
  VERIFY: 1,
  REPLACEMENT: 1,
  ACCEPTANCE: 1,
  ARCHIVE: 2,
  HAND_OVER: 2,
  REVIEW: 4,
  REQUEST: 4,
  SUPPLEMENT: 5,
  VERIFY_SUPPLEMENT: 5,
  ARCHIVE_SUPPLEMENT: 4,
  PAYMENT: 6,
  RESULT: 4,
  VERIFY_RESULT: 4,
  ARCHIVE_RESULT: 9,
  DELIVERY: 9,
};

/** What the design says of each event: does it wake the spine, does a person's ETag move. */
const meaning: Readonly<Record<EventType, { wakes: boolean; people: boolean }>> = {
  submitted: { wakes: true, people: true },
  documentsVerified: { wakes: true, people: false },
  documentsReplaced: { wakes: true, people: true },
  nationalIdRecorded: { wakes: false, people: true },
  accepted: { wakes: true, people: true },
  requestProposed: { wakes: true, people: true },
  requestDeclined: { wakes: true, people: true },
  supplementAllowed: { wakes: false, people: true },
  supplementRequested: { wakes: true, people: true },
  supplementDeclared: { wakes: false, people: true },
  supplied: { wakes: true, people: true },
  paymentRequired: { wakes: true, people: true },
  paymentConfirmed: { wakes: true, people: true },
  lapsed: { wakes: true, people: true },
  consulted: { wakes: false, people: true },
  consultationAnswered: { wakes: false, people: true },
  consultationLapsed: { wakes: false, people: true },
  reappointed: { wakes: false, people: true },
  extended: { wakes: false, people: true },
  resultRegistered: { wakes: false, people: true },
  resultCorrected: { wakes: false, people: true },
  rated: { wakes: false, people: true },
  complaintAnswered: { wakes: false, people: true },
  complaintOverdue: { wakes: false, people: false },
  documentsArchived: { wakes: true, people: false },
  digitisationRestarted: { wakes: true, people: false },
  handedOver: { wakes: true, people: true },
  claimed: { wakes: false, people: true },
  released: { wakes: false, people: true },
  assigned: { wakes: false, people: true },
  stepCompleted: { wakes: true, people: true },
  sentBack: { wakes: true, people: true },
  resultDeclared: { wakes: false, people: true },
  resultEntered: { wakes: true, people: true },
  delivered: { wakes: true, people: true },
  withdrawn: { wakes: true, people: true },
  refused: { wakes: true, people: true },
  stopped: { wakes: true, people: true },
  alertsDecided: { wakes: false, people: false },
  alertAcknowledged: { wakes: false, people: false },
  redated: { wakes: false, people: true },
  spineRestarted: { wakes: true, people: false },
};

/** Who has the next move in each phase; in review it is the role of the step. */
const desks: Readonly<Record<string, string | undefined>> = {
  ...{ VERIFY: 'system', ARCHIVE: 'system', VERIFY_RESULT: 'system', ARCHIVE_RESULT: 'system' },
  ...{ VERIFY_SUPPLEMENT: 'system', ARCHIVE_SUPPLEMENT: 'system' },
  ...{ REPLACEMENT: 'applicant', SUPPLEMENT: 'applicant', PAYMENT: 'applicant' },
  ...{ ACCEPTANCE: 'frontDesk', HAND_OVER: 'frontDesk', REQUEST: 'frontDesk', DELIVERY: 'frontDesk' },
  ...{ RESULT: 'clerk', CLOSED: undefined },
};

/** What must hold after every event, whatever was asked by whomever and when. */
export const lawsOfEvent = (before: Dossier | undefined, after: Dossier, event: DossierEvent): void => {
  const { wakes, people } = meaning[event.type];
  const seq = (before?.seq ?? 0) + 1;
  expect([event.seq, after.seq, event.prevHash], 'no gap').toEqual([seq, seq, before?.lastHash ?? '']);
  // Whatever makes a timer earlier wakes the spine; a closed dossier has none.
  const earlier = before && before.phase !== 'CLOSED' && armedAt(after) < armedAt(before);
  expect(after.wakeSeq, `wakeSeq after ${event.type}`).toBe(wakes || earlier ? seq : before?.wakeSeq);
  expect(after.rev, `rev after ${event.type}`).toBe(people ? seq : before?.rev);
  const move = `${before?.status ?? 0}>${after.status}`;
  if (before?.status !== after.status) expect(legalMoves).toContain(move);
  if (after.phase !== 'CLOSED') expect(after.status, after.phase).toBe(statuses[after.phase]);
  expect(deskOf(after)).toBe(after.phase === 'REVIEW' ? after.step.role : desks[after.phase]);
  if (before) {
    const kept = ({ id, code, unit, procedure, version, channel, subject, submittedAt }: Dossier) => ({
      ...{ id, code, unit, procedure, version, channel, subject, submittedAt },
    });
    expect(kept(after)).toEqual(kept(before));
    if ('appointed' in before && 'appointed' in after) expect(after.appointed).toBe(before.appointed);
  }
  lawsOfDeadline(before, after);
  lawsOfPause(before, after, event);
  lawsOfConsultations(before, after);
};

const armedAt = (dossier: Dossier): number => nextTimerAt(dossier) ?? Number.POSITIVE_INFINITY;

const lawsOfDeadline = (before: Dossier | undefined, after: Dossier): void => {
  const { deadline, digitisation, complaint } = after;
  const grown = after.deadlineVersion - (before?.deadlineVersion ?? 0);
  const sameVersion = before?.deadline !== undefined && before.deadline.version === deadline?.version;
  expect(grown, 'a version is never used again').toBe(deadline && !sameVersion ? 1 : 0);
  if (deadline) {
    expect(deadline.version).toBe(after.deadlineVersion);
    if (sameVersion)
      expect(deadline.raised).toEqual(expect.arrayContaining([...(before.deadline?.raised ?? [])]));
  }
  const isClosed = after.phase === 'CLOSED';
  const waits = after.phase === 'SUPPLEMENT' || after.phase === 'PAYMENT';
  const opinions = 'consultations' in after && !isClosed ? after.consultations : [];
  // A complaint has a clock of its own, which outlives the dossier (R20).
  const complains = complaint && complaint.answeredAt === undefined && !complaint.overdue;
  const armed = [
    ...(complains ? [complaint.due] : []),
    ...opinions.filter(({ state }) => state === 'open').map(({ due }) => due),
    ...(deadline && waits ? [deadline.due] : []),
    ...(digitisation && digitisation.attempt < maxDigitisationAttempts ? [digitisation.until] : []),
  ];
  // The stages of a promise come from the rules; where none runs, what is armed is this and nothing else.
  const nearest = Math.min(...armed);
  if (waits || isClosed) expect(armedAt(after), 'paused or over: no alert').toBe(nearest);
  else expect(armedAt(after), 'nothing that is armed is forgotten').toBeLessThanOrEqual(nearest);
  if (isClosed && !complains) expect(nextTimerAt(after)).toBeUndefined();
};
