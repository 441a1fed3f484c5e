import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { formatDate, localDateOf } from '../../../functions/core/calendar/index.ts';
import { fold } from '../../../functions/core/dossier/apply.ts';
import { deskOf } from '../../../functions/core/dossier/desk.ts';
import { type Dossier, nextTimerAt } from '../../../functions/core/dossier/dossier.ts';
import type { DossierEvent, EventType } from '../../../functions/core/dossier/events.ts';
import { incrementsOf } from '../../../functions/core/metrics/counters.ts';
import { maxDigitisationAttempts } from '../../../functions/core/sla/stages.ts';
import { calendar, type Story } from './support.ts';

/** Moves between national statuses, from domain 1.2 (R7); 0 = not filed yet. */
const legalMoves = [
  ...['0>1', '1>2', '1>5', '5>1', '1>3', '2>4', '4>5', '5>4', '4>6', '6>4'],
  ...['1>7', '2>7', '4>7', '5>7', '6>7', '4>8', '5>8', '6>8', '4>9', '9>10'],
];

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
  stepCompleted: { wakes: true, people: true },
  sentBack: { wakes: true, people: true },
  resultDeclared: { wakes: false, people: true },
  resultEntered: { wakes: true, people: true },
  delivered: { wakes: true, people: true },
  withdrawn: { wakes: true, people: true },
  refused: { wakes: true, people: true },
  stopped: { wakes: true, people: true },
  alertsDecided: { wakes: false, people: false },
  // It wakes only when a timer becomes earlier.
  redated: { wakes: false, people: true },
  spineRestarted: { wakes: true, people: false },
};

/** Who has the next move in each phase; in review it is the role of the step. */
const desks: Readonly<Record<string, string | undefined>> = {
  ...{ VERIFY: 'system', ARCHIVE: 'system', VERIFY_RESULT: 'system', ARCHIVE_RESULT: 'system' },
  ...{ REPLACEMENT: 'applicant', ACCEPTANCE: 'frontDesk', HAND_OVER: 'frontDesk', DELIVERY: 'frontDesk' },
  ...{ RESULT: 'clerk', CLOSED: undefined },
};

/** What must hold after every event, whatever was asked by whomever and when. */
export const lawsOfEvent = (before: Dossier | undefined, after: Dossier, event: DossierEvent): void => {
  const { wakes, people } = meaning[event.type];
  const seq = (before?.seq ?? 0) + 1;
  expect([event.seq, after.seq, event.prevHash], 'no gap').toEqual([seq, seq, before?.lastHash ?? '']);
  const earlier = event.type === 'redated' && before !== undefined && armedAt(after) < armedAt(before);
  expect(after.wakeSeq, `wakeSeq after ${event.type}`).toBe(wakes || earlier ? seq : before?.wakeSeq);
  expect(after.rev, `rev after ${event.type}`).toBe(people ? seq : before?.rev);
  const move = `${before?.status ?? 0}>${after.status}`;
  if (before?.status !== after.status) expect(legalMoves).toContain(move);
  expect(deskOf(after)).toBe(after.phase === 'REVIEW' ? after.step.role : desks[after.phase]);
  if (before) {
    const kept = ({ id, code, unit, procedure, version, channel, subject, submittedAt }: Dossier) => ({
      ...{ id, code, unit, procedure, version, channel, subject, submittedAt },
    });
    expect(kept(after)).toEqual(kept(before));
    if ('appointed' in before && 'appointed' in after) expect(after.appointed).toBe(before.appointed);
  }
  lawsOfDeadline(before, after);
};

const armedAt = (dossier: Dossier): number => nextTimerAt(dossier) ?? Number.POSITIVE_INFINITY;

const lawsOfDeadline = (before: Dossier | undefined, after: Dossier): void => {
  const { deadline, digitisation } = after;
  const grown = after.deadlineVersion - (before?.deadlineVersion ?? 0);
  const sameVersion = before?.deadline !== undefined && before.deadline.version === deadline?.version;
  expect(grown, 'a version is never used again').toBe(deadline && !sameVersion ? 1 : 0);
  if (deadline) {
    expect(deadline.version).toBe(after.deadlineVersion);
    expect(deadline.remind).toBeLessThanOrEqual(deadline.due);
    if (sameVersion)
      expect(deadline.raised).toEqual(expect.arrayContaining([...(before.deadline?.raised ?? [])]));
  }
  const raised = deadline?.raised ?? [];
  const armed = [
    ...(deadline && !raised.includes('REMINDER') ? [deadline.remind] : []),
    ...(deadline && !raised.includes('BREACH') ? [deadline.due] : []),
    ...(digitisation && digitisation.attempt < maxDigitisationAttempts ? [digitisation.until] : []),
  ];
  expect(nextTimerAt(after), 'the timer is the nearest thing not raised yet').toBe(
    armed.toSorted((a, b) => a - b)[0],
  );
  if (after.phase === 'CLOSED') expect(armed).toEqual([]);
};

/** What must hold of a whole log. */
export const lawsOfLog = ({ dossier, events }: Story): void => {
  expect(fold(events)).toEqual(dossier);
  // What comes back from storage is a copy with other identities and orders of keys.
  expect(fold(events.map(reordered))).toEqual(dossier);
  for (const [i, event] of events.entries()) {
    const { hash, ...rest } = event;
    expect(event.prevHash).toBe(events[i - 1]?.hash ?? '');
    expect(createHash('sha256').update(sorted(rest)).digest('hex')).toBe(hash);
  }
  const alerts = events.flatMap((e) =>
    e.type === 'alertsDecided' ? [`${e.data.alert}#${e.data.deadlineVersion}`] : [],
  );
  expect(new Set(alerts).size, 'no stage is raised twice per version').toBe(alerts.length);
  const accepted = events.findIndex(({ type }) => type === 'accepted');
  const findings = events.slice(0, Math.max(0, accepted)).findLast((e) => e.type === 'documentsVerified');
  if (findings?.type === 'documentsVerified') {
    const verdicts = findings.data.documents.map(({ n, verdict }) => `${n} ${verdict}`);
    const files = events[0]?.type === 'submitted' ? events[0].data.documents : 0;
    const clean = Array.from({ length: files }, (_, i) => `${i + 1} CLEAN`);
    expect(verdicts, 'accepted only when each file is clean (I13)').toEqual(expect.arrayContaining(clean));
  }
  lawsOfCounters({ dossier, events, items: [] });
};

const lawsOfCounters = ({ dossier, events }: Story): void => {
  const cells = events.flatMap((event, i) => {
    const after = fold(events.slice(0, i + 1));
    return after ? incrementsOf(event, after, calendar) : [];
  });
  const count = (measure: string) => cells.filter(({ cell }) => cell.startsWith(`${measure}|`)).length;
  const completed = 'completedAt' in dossier ? dossier : undefined;
  const day = (at: number) => formatDate(localDateOf(at, calendar));
  // The appointed date, as another calendar may have moved it.
  const promised = events.flatMap((e) =>
    e.type === 'accepted' || e.type === 'redated' ? e.data.deadline.due : [],
  );
  const order =
    completed &&
    Math.sign(Date.parse(day(completed.completedAt)) - Date.parse(day(promised.at(-1) ?? Number.NaN)));
  expect({
    received: count('received'),
    accepted: count('accepted'),
    early: count('early'),
    onTime: count('onTime'),
    late: count('late'),
    delivered: count('delivered'),
    withdrawn: count('withdrawn'),
    refused: count('refused'),
    stopped: count('stopped'),
  }).toEqual({
    received: 1,
    accepted: events.some(({ type }) => type === 'accepted') ? 1 : 0,
    early: order === -1 ? 1 : 0,
    onTime: order === 0 ? 1 : 0,
    late: order === 1 ? 1 : 0,
    delivered: dossier.status === 10 ? 1 : 0,
    withdrawn: dossier.status === 7 ? 1 : 0,
    refused: dossier.status === 3 ? 1 : 0,
    stopped: dossier.status === 8 ? 1 : 0,
  });
};

/** A deep copy with the keys of every object in reverse order. */
const reordered = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toReversed())
      : each,
  );

/** The test's own canonical text: JSON with sorted keys. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
