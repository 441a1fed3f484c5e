import { archiveProblems } from '../archive/problems.ts';
import { reportProblems } from '../reports/problems.ts';
import { rightsProblems } from '../rights/problems.ts';
import { lifecycleProblems } from './problems-lifecycle.ts';

/**
 * The closed, numbered table of refusals. A refusal is a value, never an exception; its number is stable for partners.
 * `status` is the HTTP status of the problem document (RFC 9457).
 */
export const problems = {
  ...rightsProblems,
  ...archiveProblems,
  ...reportProblems,
  VALIDATION_FAILED: {
    number: 1001,
    status: 400,
    vi: 'Dữ liệu gửi lên chưa đúng, xem từng trường',
    en: 'The request has invalid fields',
  },
  MALFORMED_JSON: {
    number: 1002,
    status: 400,
    vi: 'Nội dung không phải JSON hợp lệ',
    en: 'The body is not valid JSON',
  },
  IDEMPOTENCY_KEY_MISSING: {
    number: 1003,
    status: 400,
    vi: 'Thiếu tiêu đề Idempotency-Key',
    en: 'The Idempotency-Key header is missing',
  },
  BODY_TOO_LARGE: { number: 1004, status: 413, vi: 'Nội dung quá lớn', en: 'The body is too large' },
  UNAUTHENTICATED: {
    number: 1101,
    status: 401,
    vi: 'Cần đăng nhập lại',
    en: 'The token does not say who you are',
  },
  ROLE_NOT_ALLOWED: {
    number: 1102,
    status: 403,
    vi: 'Vai trò của bạn không được làm việc này',
    en: 'Your role may not do this',
  },
  NOT_FOUND: { number: 1103, status: 404, vi: 'Không tìm thấy', en: 'Not found' },
  ILLEGAL_TRANSITION: {
    number: 1201,
    status: 409,
    vi: 'Trạng thái hiện tại của hồ sơ không cho phép việc này',
    en: 'The dossier is not in a state that allows this',
  },
  DOCUMENTS_NOT_CLEAN: {
    number: 1202,
    status: 409,
    vi: 'Còn tệp chưa được kiểm tra sạch, chưa thể tiếp nhận',
    en: 'Not every document is verified clean yet',
  },
  CLAIMED_BY_ANOTHER: {
    number: 1203,
    status: 409,
    vi: 'Hồ sơ đang do người khác xử lý',
    en: 'Another officer holds this step',
  },
  NOT_CLAIMED: { number: 1204, status: 409, vi: 'Bạn không giữ bước này', en: 'You do not hold this step' },
  WRONG_STEP: {
    number: 1205,
    status: 409,
    vi: 'Hồ sơ không ở bước này',
    en: 'The dossier does not stand in this step',
  },
  RECEIVER_IS_APPROVER: {
    number: 1206,
    status: 409,
    vi: 'Người tiếp nhận không được phê duyệt chính hồ sơ đó',
    en: 'The receiver may not approve the same dossier',
  },
  RESULT_ALREADY_ISSUED: {
    number: 1207,
    status: 409,
    vi: 'Đã có kết quả, không thể rút hồ sơ',
    en: 'A result has been issued; the dossier can no longer be withdrawn',
  },
  RESULT_NOT_DECLARED: {
    number: 1208,
    status: 409,
    vi: 'Chưa khai báo tệp kết quả',
    en: 'The result file has not been declared',
  },
  CONCURRENT_CHANGE: {
    number: 1209,
    status: 409,
    vi: 'Người khác vừa thay đổi hồ sơ, hãy tải lại',
    en: 'Someone else was faster; load the dossier again',
  },
  STALE_ETAG: {
    number: 1210,
    status: 412,
    vi: 'Bạn đang xem bản cũ của hồ sơ, hãy tải lại',
    en: 'The dossier has changed since you saw it; load it again',
  },
  IDEMPOTENCY_KEY_REUSED: {
    number: 1211,
    status: 422,
    vi: 'Idempotency-Key đã dùng cho một yêu cầu khác',
    en: 'The Idempotency-Key was used for another request',
  },
  ...lifecycleProblems,
  UNKNOWN_PROCEDURE: {
    number: 1301,
    status: 422,
    vi: 'Không có thủ tục này',
    en: 'There is no such procedure',
  },
  PROCEDURE_NOT_IN_FORCE: {
    number: 1302,
    status: 422,
    vi: 'Thủ tục không có hiệu lực vào ngày nộp',
    en: 'The procedure is not in force on the filing day',
  },
  COMPONENTS_INVALID: {
    number: 1303,
    status: 422,
    vi: 'Thành phần hồ sơ chưa đúng, xem từng mục',
    en: 'The components do not fit the procedure',
  },
  DOCUMENTS_NOT_UPLOADED: {
    number: 1304,
    status: 409,
    vi: 'Còn tệp chưa tải lên',
    en: 'Not every declared document has been uploaded',
  },
  DRAFT_EXPIRED: {
    number: 1305,
    status: 409,
    vi: 'Bản nháp đã hết hạn, hãy nộp lại từ đầu',
    en: 'The draft has expired; file again',
  },
  DUE_DATE_UNKNOWN: {
    number: 1306,
    status: 422,
    vi: 'Không tính được hạn trả với lịch hiện có',
    en: 'The calendar in force cannot date this deadline',
  },
  LIMIT_CASE_MISSING: {
    number: 1309,
    status: 422,
    vi: 'Cần chọn trường hợp thời hạn của thủ tục',
    en: 'Name the case of the limit that applies',
  },
  UNKNOWN_UNIT: {
    number: 1307,
    status: 422,
    vi: 'Không có đơn vị tiếp nhận này',
    en: 'There is no such receiving unit',
  },
  DOCUMENT_NOT_REPLACEABLE: {
    number: 1308,
    status: 409,
    vi: 'Tệp này không chờ thay thế',
    en: 'This document does not wait for a replacement',
  },
  CALENDAR_INVALID: {
    number: 1401,
    status: 422,
    vi: 'Lịch làm việc chưa đúng, xem từng mục',
    en: 'The calendar cannot be used; see each problem',
  },
  VERSION_EXISTS: {
    number: 1402,
    status: 409,
    vi: 'Phiên bản này đã có và không được ghi đè',
    en: 'This version exists and is never overwritten',
  },
  CONFIRMATION_WRONG: {
    number: 1403,
    status: 409,
    vi: 'Mã xác nhận không khớp với bản xem trước, hãy xem lại',
    en: 'The confirmation does not belong to this draft; look at its preview again',
  },
  CALENDAR_SUPERSEDED: {
    number: 1404,
    status: 409,
    vi: 'Một lịch khác đã được công bố sau khi lập bản nháp này',
    en: 'Another calendar has been published since this draft was made',
  },
  CALENDAR_NOT_IN_FORCE: {
    number: 1405,
    status: 409,
    vi: 'Lịch này chưa được công bố',
    en: 'This calendar has not been published',
  },
  PROCEDURE_INVALID: {
    number: 1411,
    status: 422,
    vi: 'Phiên bản thủ tục chưa đúng, xem từng mục',
    en: 'The procedure version cannot be published; see each problem',
  },
  VERSION_PUBLISHED: {
    number: 1412,
    status: 409,
    vi: 'Phiên bản đã công bố, không thể thay đổi',
    en: 'The version is published and can no longer change',
  },
  TRANSITION_NOT_DUE: {
    number: 1413,
    status: 409,
    vi: 'Phiên bản này chưa hết hiệu lực hoặc không có quy định dừng và trả lại hồ sơ',
    en: 'This version has not ended, or its rule is not to stop and return open dossiers',
  },
  BUSY: {
    number: 1901,
    status: 503,
    vi: 'Hệ thống đang bận, xin thử lại sau ít giây',
    en: 'The system is busy; try again in a few seconds',
  },
} as const;

export type ProblemCode = keyof typeof problems;

/** One wrong field: a JSON pointer-like path, what is wrong and how to mend it. */
export interface FieldError {
  readonly field: string;
  readonly detail: string;
}

/** A business refusal: what was refused, why, and which fields are to blame. */
export interface Refusal {
  readonly code: ProblemCode;
  readonly detail?: string;
  readonly fields?: readonly FieldError[];
  /** Where the dossier stands, told to a caller who was too late and may see it. */
  readonly current?: Readonly<Record<string, unknown>>;
}

export const refuse = (
  code: ProblemCode,
  detail?: string,
  fields?: readonly FieldError[],
): { readonly ok: false; readonly error: Refusal } => ({
  ok: false,
  error: { code, ...(detail === undefined ? {} : { detail }), ...(fields === undefined ? {} : { fields }) },
});
