import type { Calendar, Instant } from '../../calendar/index.ts';
import {
  addWorkingDays,
  apologyBy,
  compareDates,
  localDateOf,
  startOfDay,
  toEpochDay,
} from '../../calendar/index.ts';
import { deskOf, holderAt } from '../../dossier/desk.ts';
import { type Dossier, isReceived } from '../../dossier/dossier.ts';
import { isApplicantMove } from '../../dossier/parts.ts';
import type { Role } from '../../dossier/status.ts';
import { headRoleOf } from '../alert.ts';
import type { Bilingual } from '../texts.ts';

/** The roles of an office that get a digest, each its own. */
export const officeRoles = [
  'frontDesk',
  'headOfOneStop',
  'appraiser',
  'divisionHead',
  'clerk',
  'departmentLeader',
  'administrator',
] as const satisfies readonly Role[];
export type OfficeRole = (typeof officeRoles)[number];

/** The moment of a digest. */
export interface Morning {
  readonly calendar: Calendar;
  readonly now: Instant;
  /** Working days after today that are "soon". */
  readonly soonDays: number;
}

export interface Section {
  readonly title: Bilingual;
  /** Whether a dossier that is the role's concern stands in it. */
  readonly holds: (dossier: Dossier, morning: Morning) => boolean;
  /** Who reads it. */
  readonly roles: readonly OfficeRole[];
}

const everyone = officeRoles.filter((role) => role !== 'administrator');
const due = (dossier: Dossier): Instant | undefined => dossier.deadline?.due;

/** How the date of the running promise lies to today; undefined without one. */
const dayOf = (
  dossier: Dossier,
  { calendar, now, soonDays }: Morning,
): 'late' | 'today' | 'soon' | undefined => {
  const at = due(dossier);
  if (at === undefined) return undefined;
  if (at < now) return 'late';
  const today = localDateOf(now, calendar);
  const day = localDateOf(at, calendar);
  if (compareDates(day, today) === 0) return 'today';
  return compareDates(day, addWorkingDays(calendar, today, soonDays)) <= 0 ? 'soon' : undefined;
};

/** The end of the last day that is "soon": nothing that is due later is looked at for its date. */
export const soonEnds = ({ calendar, now, soonDays }: Morning): Instant =>
  startOfDay(calendar, toEpochDay(addWorkingDays(calendar, localDateOf(now, calendar), soonDays)) + 1);

/** A promise that is, or is about to be, broken without the apology that is owed for it (rules C8, R5). */
const owesApology = (dossier: Dossier, morning: Morning): boolean => {
  const { deadline } = dossier;
  if (deadline?.kind !== 'APPOINTED' || !isReceived(dossier) || dossier.clock.reappointment) return false;
  const { calendar, now } = morning;
  const lastDay = localDateOf(apologyBy(calendar, deadline.due), calendar);
  const reached = compareDates(lastDay, localDateOf(now, calendar)) <= 0;
  return deadline.due < now || (reached && isAtRisk(dossier));
};

const isAtRisk = (dossier: Dossier): boolean => dossier.outlook.atRisk === true;

/** The sections of a digest in the order of their urgency. */
export const sections = {
  overdue: {
    title: { vi: 'Quá hạn', en: 'Overdue' },
    holds: (dossier, morning) => dayOf(dossier, morning) === 'late',
    roles: everyone,
  },
  apologies: {
    title: { vi: 'Phải gửi phiếu xin lỗi hôm nay (Mẫu 04)', en: 'Apologies to send today (form 04)' },
    holds: owesApology,
    roles: ['departmentLeader'],
  },
  today: {
    title: { vi: 'Đến hạn hôm nay', en: 'Due today' },
    holds: (dossier, morning) => dayOf(dossier, morning) === 'today',
    roles: everyone,
  },
  soon: {
    title: { vi: 'Sắp đến hạn', en: 'Due soon' },
    holds: (dossier, morning) => dayOf(dossier, morning) === 'soon',
    roles: everyone,
  },
  atRisk: {
    title: { vi: 'Có nguy cơ trễ hẹn', en: 'At risk' },
    holds: (dossier, morning) => isAtRisk(dossier) && dayOf(dossier, morning) !== 'late',
    roles: everyone,
  },
  overrun: {
    title: { vi: 'Bước xử lý quá thời gian', en: 'Steps overrun' },
    holds: (dossier, { now }) =>
      (dossier.phase === 'REVIEW' || dossier.phase === 'REQUEST') && dossier.step.due < now,
    roles: ['appraiser', 'divisionHead', 'clerk', 'headOfOneStop'],
  },
  unclaimed: {
    title: { vi: 'Chưa ai nhận', en: 'Held by nobody' },
    holds: (dossier, { now }) => dossier.phase === 'REVIEW' && holderAt(dossier, now) === undefined,
    roles: ['appraiser', 'divisionHead'],
  },
  stuck: {
    title: { vi: 'Tệp không xử lý được', en: 'Digitisation stuck' },
    holds: ({ digitisation }, { now }) =>
      digitisation !== undefined && (digitisation.until < now || digitisation.unscanned !== undefined),
    roles: ['administrator', 'headOfOneStop'],
  },
} as const satisfies Readonly<Record<string, Section>>;
export type SectionName = keyof typeof sections;

/** While the applicant has the move the office is reminded of nothing. */
export const waitsForOffice = ({ phase }: Dossier): boolean => !isApplicantMove(phase) && phase !== 'CLOSED';

/** Whether a dossier is the concern of a role: what waits at its desk, what its desks answer for, or all of the unit. */
export const concerns = (role: OfficeRole, dossier: Dossier): boolean => {
  switch (role) {
    case 'departmentLeader':
    case 'administrator':
      return true;
    case 'headOfOneStop':
    case 'divisionHead':
      return headRoleOf(dossier) === role || deskOf(dossier) === role;
    default:
      return deskOf(dossier) === role;
  }
};
