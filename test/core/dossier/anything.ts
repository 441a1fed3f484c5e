import fc from 'fast-check';
import type { Command } from '../../../functions/core/dossier/commands.ts';
import { type Actor, roles } from '../../../functions/core/dossier/status.ts';
import {
  applicant,
  archived,
  declare,
  declareFile,
  FILES,
  issue,
  numbers,
  officer,
  owner,
  register,
  staff,
  system,
  verified,
} from './support.ts';

/** Any command with any arguments, sensible or not, by anyone. */

/** What people write; it must never stand in the log. */
export const REASON = 'lý do bí mật';
const steps = ['ASSIGN', 'APPRAISE', 'DIVISION-REVIEW', 'APPROVE', 'STAMP', 'RETURN', 'NONSENSE'];
export const agencies = ['PCCC-H05', 'SVHTTDL-H05', 'SNNMT-H05'];

export const agency = (unit: string): Actor => staff('agency-1', ['consultedAgency'], unit);
export const actors: readonly Actor[] = [
  ...roles.map(officer),
  ...[owner, applicant('citizen-2'), system, staff('everyone', roles), staff('everyone-2', roles)],
  staff('elsewhere', roles, 'STC-H05'),
  ...agencies.map(agency),
];

const list = [{ component: 'BANVE', reason: REASON }];
const place = fc.constantFrom({}, { place: 'oneStop' } as const);
/** Working days, a Saturday, the holiday of 24/11, a day of a year that is not issued, and one long past. */
const date = fc
  .constantFrom(
    '20/11/2026',
    '24/11/2026',
    '28/11/2026',
    '07/12/2026',
    '18/12/2026',
    '18/01/2027',
    '05/01/2026',
  )
  .map((text) => {
    const [day = 0, month = 0, year = 0] = text.split('/').map(Number);
    return { day, month, year };
  });

const requests: fc.Arbitrary<Command> = fc.constantFrom<Command>(
  { type: 'proposeRequest', request: { kind: 'supplement', items: list } },
  { type: 'proposeRequest', request: { kind: 'payment', amount: 150_000, reason: REASON } },
  { type: 'declineRequest', reason: REASON },
  { type: 'allowSupplement', legalBasis: 'NĐ 217/2026/NĐ-CP Đ54' },
  { type: 'requestSupplement', items: list },
  { type: 'requestSupplement', items: [] },
  { type: 'requestSupplement', proposed: list },
  { type: 'requestSupplement', proposed: [], contact: { name: 'n' } },
  declare,
  { type: 'supply' },
  { type: 'requirePayment', proposed: { amount: 150_000, reason: REASON } },
  { type: 'requirePayment' },
  { type: 'confirmPayment', reference: 'BL-1' },
  { type: 'confirmPayment', reference: 'BL-1', paidAt: 0 },
  { type: 'lapse' },
  { type: 'lapseReplacement' },
);

const opinions: fc.Arbitrary<Command> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...agencies), fc.constantFrom({}, { days: 1 }))
    .map(([to, days]): Command => ({ type: 'consult', agency: to, question: REASON, ...days })),
  fc
    .tuple(fc.nat(4), fc.constantFrom('agree', 'disagree', 'comment'))
    .map(([n, opinion]): Command => ({ type: 'answerConsultation', n, opinion, text: REASON })),
  fc.nat(4).map((n): Command => ({ type: 'lapseConsultation', n })),
);

const dates: fc.Arbitrary<Command> = fc.oneof(
  date.map((newDue): Command => ({ type: 'reappoint', newDue, reason: REASON })),
  fc
    .tuple(fc.constantFrom(1, 5, 10, 11), fc.constantFrom('workingDay', 'calendarDay'))
    .map(([amount, unit]): Command => ({ type: 'extend', by: { amount, unit }, reason: REASON })),
);

const results: fc.Arbitrary<Command> = fc.constantFrom<Command>(
  register,
  { ...register, kind: 'refused', value: 13 },
  ...([declareFile, issue] as const),
  { type: 'correctResult', fault: 'agency', reason: REASON },
  { type: 'correctResult', fault: 'applicant', reason: REASON },
  { type: 'answerComplaint', upheld: false, text: REASON },
  { type: 'noteComplaintOverdue' },
);

const ratings: fc.Arbitrary<Command> = fc
  .record({
    occasion: fc.constantFrom('form01' as const, 'form02' as const, 'form03' as const, 'delivery' as const),
    onAppointedDate: fc.boolean(),
    apologyReceived: fc.boolean(),
  })
  .map(
    (said): Command => ({ type: 'rate', attitude: 1, waiting: 1, facilities: 1, comment: REASON, ...said }),
  );

const ids: fc.Arbitrary<Command> = fc.constantFrom<Command>(
  { type: 'recordNationalId', kind: 'work', identifier: REASON },
  { type: 'recordNationalId', kind: 'work', outage: REASON },
  { type: 'recordNationalId', kind: 'work' },
);

export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc
    .tuple(fc.subarray(numbers(FILES + 2)), fc.subarray(numbers(FILES)))
    .map(([all, bad]) => verified(all, bad)),
  fc.subarray(numbers(FILES + 2)).map(archived),
  fc.constantFrom<Command>(
    ...([{ type: 'replaceDocuments' }, { type: 'restartDigitisation' }, { type: 'handOver' }] as const),
    ...([{ type: 'claim' }, { type: 'release' }, { type: 'acknowledgeAlert' }] as const),
    { type: 'assign', to: officer('appraiser').subject, assignee: officer('appraiser') },
    { type: 'assign', to: staff('everyone', roles).subject, assignee: staff('everyone', roles) },
    {
      ...{ type: 'reassign', to: staff('everyone', roles).subject, reason: REASON },
      assignee: staff('everyone', roles),
    },
    ...([{ type: 'decideAlerts' }, { type: 'redate', days: [] }] as const),
  ),
  place.map((at): Command => ({ type: 'accept', ...at })),
  place.map((at): Command => ({ type: 'deliver', method: 'post', ...at })),
  fc
    .tuple(fc.constantFrom(...steps), place)
    .map(([step, at]): Command => ({ type: 'completeStep', step, ...at })),
  fc.constantFrom(...steps).map((to): Command => ({ type: 'sendBack', to, reason: REASON })),
  fc.nat(5).map((run): Command => ({ type: 'restartSpine', run })),
  ...[requests, opinions, dates, results, ratings, ids],
);

/** The ends that nobody wants too often, or no dossier gets far. */
export const anyEnd: fc.Arbitrary<Command> = fc.constantFrom<Command>(
  { type: 'withdraw', reason: REASON },
  { type: 'refuse', reason: REASON },
  { type: 'stop', reason: REASON, legalBasis: 'NĐ 217/2026 Đ76.5' },
);
