import type { Subject } from './ids.ts';

/** The ten national status codes of a dossier and their names (domain: national status list, codes 1-10). */
export const statusNames = {
  1: { vi: 'Mới đăng ký', en: 'Registered' },
  2: { vi: 'Được tiếp nhận', en: 'Accepted' },
  3: { vi: 'Không được tiếp nhận', en: 'Refused at intake' },
  4: { vi: 'Đang xử lý', en: 'In process' },
  5: { vi: 'Yêu cầu bổ sung giấy tờ', en: 'Supplement requested' },
  6: { vi: 'Yêu cầu thực hiện nghĩa vụ tài chính', en: 'Payment required' },
  7: { vi: 'Công dân yêu cầu rút hồ sơ', en: 'Withdrawn' },
  8: { vi: 'Dừng xử lý', en: 'Stopped' },
  9: { vi: 'Đã xử lý xong', en: 'Resolved' },
  10: { vi: 'Đã trả kết quả', en: 'Delivered' },
} as const;

export type Status = keyof typeof statusNames;

/** What the dossier waits for. The spine routes on it; several phases may share one national status. */
export const phases = [
  'VERIFY',
  'REPLACEMENT',
  'ACCEPTANCE',
  'ARCHIVE',
  'HAND_OVER',
  'REVIEW',
  'REQUEST',
  'SUPPLEMENT',
  'VERIFY_SUPPLEMENT',
  'ARCHIVE_SUPPLEMENT',
  'PAYMENT',
  'RESULT',
  'VERIFY_RESULT',
  'ARCHIVE_RESULT',
  'DELIVERY',
  'CLOSED',
] as const;

export type Phase = (typeof phases)[number];

export const roles = [
  'applicant',
  'portal',
  'frontDesk',
  'headOfOneStop',
  'divisionHead',
  'appraiser',
  'departmentLeader',
  'clerk',
  'consultedAgency',
  'reportViewer',
  'administrator',
] as const;

export type Role = (typeof roles)[number];

/** What a person may know of: dossiers of a restricted procedure exist only for staff who are cleared for them. */
export const clearances = ['ordinary', 'restricted'] as const;
export type Clearance = (typeof clearances)[number];

/** The procedures that a right covers, by their 8-character codes. */
export type Scope = 'all' | readonly string[];

/** Rights that another person lends (ủy quyền, người thay thế), as they stand on the day of the act. */
export interface Lent {
  readonly id: string;
  readonly from: Subject;
  readonly roles: readonly Role[];
  readonly procedures: Scope;
  /** `ended`: the lender is no longer in service, so there is nothing to lend. */
  readonly state: 'valid' | 'notYet' | 'expired' | 'revoked' | 'ended';
}

/**
 * Someone who acts: a person by token, or one of the system's own functions. What the staff directory knows is added by
 * `standingOf`; without an entry there the token's roles cover all procedures, and nothing restricted.
 */
export interface Actor {
  readonly kind: 'applicant' | 'staff' | 'system';
  readonly subject: Subject;
  readonly roles: readonly Role[];
  readonly unit?: string;
  /** Name for the forms that an officer issues; goes nowhere else. */
  readonly name?: string;
  readonly procedures?: Scope;
  readonly clearance?: Clearance;
  readonly lent?: readonly Lent[];
}
