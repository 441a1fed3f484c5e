import { type Limit, parseDate } from '../../functions/core/calendar/index.ts';
import type { Certainty, ProcedureData, ProcedureStep } from '../../functions/core/procedure/index.ts';

/** Text in both languages, Vietnamese first. */
export interface Both {
  readonly vi: string;
  readonly en: string;
}

/** A pair of texts. */
export const both = (vi: string, en: string): Both => ({ vi, en });

export const roles: Readonly<Record<ProcedureStep['role'], Both>> = {
  applicant: both('Tổ chức, cá nhân', 'Applicant'),
  portal: both('Cổng dịch vụ công', 'Portal'),
  frontDesk: both('Bộ phận Một cửa', 'One-stop shop'),
  headOfOneStop: both('Phụ trách Bộ phận Một cửa', 'Head of the one-stop shop'),
  divisionHead: both('Lãnh đạo phòng', 'Division head'),
  appraiser: both('Chuyên viên thụ lý', 'Appraiser'),
  departmentLeader: both('Lãnh đạo Sở', 'Department leader'),
  clerk: both('Văn thư', 'Clerk'),
  consultedAgency: both('Cơ quan được lấy ý kiến', 'Consulted agency'),
  reportViewer: both('Người xem báo cáo', 'Report viewer'),
  administrator: both('Quản trị hệ thống', 'Administrator'),
};

export const phases: Readonly<Record<ProcedureStep['phase'], Both>> = {
  intake: both('Tiếp nhận', 'Intake'),
  review: both('Thẩm định, giải quyết', 'Review'),
  return: both('Trả kết quả', 'Return'),
};

export const places: Readonly<Record<ProcedureStep['location'], Both>> = {
  oneStop: both('Bộ phận Một cửa', 'One-stop shop'),
  division: both('Phòng chuyên môn', 'Division'),
  leadership: both('Lãnh đạo Sở', 'Leadership'),
  clericalOffice: both('Văn thư', 'Clerical office'),
  otherAgency: both('Cơ quan khác', 'Other agency'),
};

const units: Readonly<Record<Limit['unit'], Both>> = {
  workingDay: both('ngày làm việc', 'working days'),
  workingHour: both('giờ làm việc', 'working hours'),
  calendarDay: both('ngày', 'calendar days'),
  month: both('tháng', 'months'),
};

export const levels: Readonly<Record<ProcedureData['onlineLevel'], Both>> = {
  full: both('Toàn trình', 'Full'),
  partial: both('Một phần', 'Partial'),
  none: both('Không trực tuyến', 'None'),
  unknown: both('Chưa có nguồn', 'Unknown'),
};

export const channels: Readonly<Record<ProcedureData['channels'][number], Both>> = {
  online: both('Trực tuyến', 'online'),
  counter: both('Trực tiếp', 'counter'),
  post: both('Bưu chính công ích', 'post'),
};

export const competences: Readonly<Record<ProcedureData['competence'], Both>> = {
  department: both('Sở', 'Department'),
  commune: both('Cấp xã', 'Commune'),
  province: both('UBND tỉnh', 'Province'),
};

export const requirements: Readonly<Record<ProcedureData['components'][number]['requirement'], Both>> = {
  required: both('Bắt buộc', 'Required'),
  conditional: both('Có điều kiện', 'Conditional'),
  'replaced-by-data': both('Thay bằng dữ liệu', 'Replaced by data'),
};

export const events: Readonly<Record<ProcedureData['innerClocks'][number]['from'], Both>> = {
  received: both('khi nhận đủ hồ sơ', 'when received'),
  supplementRequested: both('khi yêu cầu bổ sung', 'when the supplement is requested'),
  supplementExpired: both('khi hết hạn bổ sung', 'when the supplement expires'),
  decided: both('khi có kết luận', 'when decided'),
  councilNotice: both('khi thông báo kết quả đánh giá', 'when the council’s notice goes out'),
  consultationRequested: both('khi gửi lấy ý kiến', 'when opinions are asked for'),
};

export const lapses: Readonly<Record<ProcedureData['innerClocks'][number]['onLapse'] | 'close', Both>> = {
  alert: both('cảnh báo', 'alert'),
  refuse: both('từ chối (mẫu 03)', 'refused (form 03)'),
  stop: both('dừng giải quyết (mẫu 05)', 'stopped (form 05)'),
  agreed: both('coi là đồng ý', 'counts as agreement'),
  close: both('đóng hồ sơ trên hệ thống', 'closed on the system'),
};

/** How well a fact is known; what was read in the law carries no mark. */
export const certainties: Readonly<Record<Exclude<Certainty, 'text'>, Both>> = {
  'second-hand': both('nguồn gián tiếp', 'second-hand'),
  interpretation: both('suy luận', 'interpretation'),
  'commonly-known': both('chưa đối chiếu', 'commonly known'),
  unsourced: both('chưa có nguồn', 'unsourced'),
};

/** `0,5`: decimals as they are written in Viet Nam. */
export function number(value: number): string {
  return String(Math.round(value * 1000) / 1000).replace('.', ',');
}

/** `10 ngày làm việc` / `10 working days`. */
export function limitText({ amount, unit }: Limit): Both {
  const en = units[unit].en;
  return both(`${number(amount)} ${units[unit].vi}`, `${amount} ${amount === 1 ? en.slice(0, -1) : en}`);
}

/** `01/07/2026`. */
export function dateText(iso: string): string {
  const date = parseDate(iso);
  if (date === undefined) return iso;
  return `${String(date.day).padStart(2, '0')}/${String(date.month).padStart(2, '0')}/${date.year}`;
}
