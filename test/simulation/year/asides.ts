import type { Body } from './client.ts';
import type { Officer } from './office.ts';

/** What happens to some dossiers while they are appraised. */
export const asides = [
  'reviewSupplement', // the applicant is asked for a paper
  'paid', // or for money
  'unpaid', // which never comes: the time limit ends it
  'declined', // the front desk does not pass the request on
  'consulted', // another agency is asked, and its letter comes, in time or late
  'extended', // the leader lengthens the limit
  'reappointed', // or apologises and names another day
  'reassigned', // somebody else goes on
] as const;
export type Aside = (typeof asides)[number];

/** A dossier in the hands of its appraiser, and whoever else it takes. */
export interface Desk {
  readonly appraiser: Officer;
  act(by: Officer, verb: string, body?: object): Promise<Body>;
  /** Somebody of the role gets to it. */
  work(role: Officer['role']): Promise<Officer>;
  /** Another one of the same role. */
  other(than: Officer): Officer;
  /** Somewhat later, between so many minutes. */
  later(least: number, most: number): Promise<void>;
  supplement(): Promise<void>;
  /** The first working day after today and after the date that is promised now, `YYYY-MM-DD`. */
  dayAfterDue(): Promise<string>;
  /** Longer than any time limit. */
  silence(): Promise<void>;
  now(): number;
}

const HOUR = 60;
const DAY = 24 * HOUR;
const items = [{ component: 'HOSO', reason: 'Thuyết minh chưa đủ số liệu khảo sát' }];
const payment = { kind: 'payment', amount: 1_500_000, reason: 'Lệ phí thẩm định hồ sơ' };

const stories: Readonly<Record<Aside, (desk: Desk) => Promise<Officer | undefined>>> = {
  reviewSupplement: async (d) => {
    await d.act(d.appraiser, 'propose-request', { kind: 'supplement', items });
    await d.act(await d.work('frontDesk'), 'request-supplement');
    await d.supplement();
    return d.appraiser;
  },
  paid: async (d) => {
    await d.act(d.appraiser, 'propose-request', payment);
    await d.act(await d.work('frontDesk'), 'require-payment');
    await d.later(6 * HOUR, 8 * DAY);
    const paidAt = new Date(d.now()).toISOString();
    await d.act(await d.work('frontDesk'), 'confirm-payment', { reference: 'BL-2023-0001', paidAt });
    return d.appraiser;
  },
  unpaid: async (d) => {
    await d.act(d.appraiser, 'propose-request', payment);
    await d.act(await d.work('frontDesk'), 'require-payment');
    await d.silence();
    return undefined;
  },
  declined: async (d) => {
    await d.act(d.appraiser, 'propose-request', { kind: 'supplement', items });
    await d.act(await d.work('frontDesk'), 'decline-request', { reason: 'Hồ sơ đã có tài liệu này' });
    return d.appraiser;
  },
  consulted: async (d) => {
    const asked = { agency: 'SNNMT-H05', question: 'Đề nghị cho ý kiến về môi trường', days: 2 };
    await d.act(d.appraiser, 'consult', asked);
    await d.later(6 * HOUR, 5 * DAY);
    const letter = { opinion: 'agree', text: 'Thống nhất' };
    await d.act(await d.work('frontDesk'), 'consultations/1/answer', letter);
    return d.appraiser;
  },
  extended: async (d) => {
    const by = { amount: 2, unit: 'workingDay' };
    await d.act(await d.work('departmentLeader'), 'extend', { by, reason: 'Hồ sơ phức tạp' });
    return d.appraiser;
  },
  reappointed: async (d) => {
    const leader = await d.work('departmentLeader');
    const reason = 'Chờ kết quả kiểm tra thực địa';
    await d.act(leader, 'reappoint', { newDue: await d.dayAfterDue(), reason });
    return d.appraiser;
  },
  reassigned: async (d) => {
    const next = d.other(d.appraiser);
    const reason = 'Chuyên viên nghỉ phép';
    await d.act(await d.work('divisionHead'), 'reassign', { to: next.subject, reason });
    return next;
  },
};

/** Plays one of them; answers who completes the appraisal, nobody when the dossier has come to its end. */
export const aside = (what: Aside, desk: Desk): Promise<Officer | undefined> => stories[what](desk);

/** Whether a turn is an aside. */
export const isAside = (turn: string): turn is Aside => asides.some((each) => each === turn);
