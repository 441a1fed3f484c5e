import type { Desk } from '../../dossier/desk.ts';
import type { NoticeKind } from '../kind.ts';

/** Values that a text may name as `{placeholder}`. */
export const placeholders = [
  'name',
  'code',
  'procedure',
  'agency',
  'officer',
  'status',
  'at',
  'submittedAt',
  'receivedAt',
  'answerBy',
  'due',
  'replyBy',
  'amount',
  'items',
  'completedAt',
  'returnedAt',
  'reason',
  'legalBasis',
  'files',
  'id',
] as const;

export type Placeholder = (typeof placeholders)[number];
export type Facts = Readonly<Partial<Record<Placeholder, string>>>;

/** One kind of notice: subject and body of the mail, sentences of the text message in order of importance. */
export interface Template {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly sms: readonly string[];
}

/** Everything applicants are told in one language. */
export interface Messages {
  readonly greeting: string;
  readonly foot: readonly string[];
  readonly smsWho: string;
  readonly smsTrack: string;
  readonly kinds: Readonly<Record<NoticeKind, Template>>;
}

/** Desks as applicants know them. */
export const deskNames: Readonly<Record<Desk, { readonly vi: string; readonly en: string }>> = {
  applicant: { vi: 'Người nộp hồ sơ', en: 'the applicant' },
  portal: { vi: 'Cổng Dịch vụ công', en: 'the public service portal' },
  frontDesk: { vi: 'Bộ phận Một cửa', en: 'the one-stop shop' },
  headOfOneStop: { vi: 'Trưởng Bộ phận Một cửa', en: 'the head of the one-stop shop' },
  divisionHead: { vi: 'Lãnh đạo phòng', en: 'the head of division' },
  appraiser: { vi: 'Chuyên viên thẩm định', en: 'the appraiser' },
  departmentLeader: { vi: 'Lãnh đạo cơ quan', en: 'the leader of the agency' },
  clerk: { vi: 'Văn thư', en: 'the clerk' },
  consultedAgency: { vi: 'Cơ quan phối hợp', en: 'the consulted agency' },
  reportViewer: { vi: 'Cán bộ theo dõi', en: 'the monitoring officer' },
  administrator: { vi: 'Quản trị hệ thống', en: 'the administrator' },
  system: { vi: 'Bộ phận Một cửa', en: 'the one-stop shop' },
};
