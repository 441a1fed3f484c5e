import type { AlertKind } from './rules.ts';

/** A text for the office: Vietnamese first. */
export interface Bilingual {
  readonly vi: string;
  readonly en: string;
}

/** What is said of one kind of alert. `{n}` is the number of the stage. */
export interface AlertText {
  /** Begins the subject of the mail: capital letters without accents, since SNS takes ASCII only. */
  readonly subject: string;
  /** What has happened to the dossier. */
  readonly what: Bilingual;
  /** What whoever gets it is to do. */
  readonly next: Bilingual;
}

const say = (subject: string, what: [string, string], next: [string, string]): AlertText => ({
  subject,
  what: { vi: what[0], en: what[1] },
  next: { vi: next[0], en: next[1] },
});

export const alertTexts: Readonly<Record<AlertKind, AlertText>> = {
  NEW_ONLINE: say(
    'NEW ONLINE',
    ['nộp trực tuyến, chưa được trả lời tiếp nhận', 'was filed online and is not answered yet'],
    [
      'Phân công cán bộ Một cửa kiểm tra, trả lời tiếp nhận trước hạn.',
      'Have the front desk check it and answer before the deadline.',
    ],
  ),
  REMINDER: say(
    'DUE SOON',
    ['đã dùng {n}% thời hạn', 'has used {n}% of its time'],
    ['Hoàn thành bước đang xử lý trước hạn.', 'Complete the current step before the deadline.'],
  ),
  AT_RISK: say(
    'AT RISK',
    [
      'có nguy cơ trễ hẹn: thời gian của các bước còn lại không còn đủ',
      'is at risk of missing its date: the remaining steps no longer fit',
    ],
    [
      'Rút ngắn hoặc phân công lại bước đang xử lý; nếu không kịp, gửi phiếu xin lỗi, hẹn lại ngày trả (Mẫu 04) trước hạn.',
      'Shorten or reassign the current step; if that is not enough, send the apology with a new date (form 04) before the deadline.',
    ],
  ),
  APOLOGY_DUE: say(
    'APOLOGY DUE TODAY',
    [
      'sắp trễ hẹn, chưa gửi phiếu xin lỗi; hôm nay là ngày cuối để gửi',
      'will be late and has no apology yet; today is the last day for it',
    ],
    [
      'Ký phiếu xin lỗi, hẹn lại ngày trả (Mẫu 04) trong hôm nay: POST /dossiers/{id}/reappoint.',
      'Sign the apology with a new date (form 04) today: POST /dossiers/{id}/reappoint.',
    ],
  ),
  DUE: say(
    'DUE TODAY',
    ['đến hạn trả kết quả hôm nay', 'is due today'],
    ['Trả kết quả trong hôm nay.', 'Hand out the result today.'],
  ),
  BREACH: say(
    'OVERDUE',
    ['đã quá hạn', 'is overdue'],
    ['Xử lý ngay; xác nhận đã tiếp nhận cảnh báo.', 'Act now, and acknowledge this alert.'],
  ),
  SILENT_BREACH: say(
    'OVERDUE WITHOUT APOLOGY',
    [
      'đã quá hạn trả kết quả mà chưa gửi phiếu xin lỗi, hẹn lại ngày trả',
      'is overdue and the applicant got no apology and no new date',
    ],
    [
      'Gửi ngay phiếu xin lỗi, hẹn lại ngày trả (Mẫu 04), làm rõ nguyên nhân; xác nhận đã tiếp nhận cảnh báo.',
      'Send the apology with a new date (form 04) now, find the cause, and acknowledge this alert.',
    ],
  ),
  OVERDUE: say(
    'STILL OVERDUE',
    ['vẫn quá hạn đến ngày làm việc thứ {n} sau hạn', 'is still overdue on working day {n} after its date'],
    [
      'Trực tiếp chỉ đạo xử lý dứt điểm; làm rõ trách nhiệm.',
      'Take charge of it until it is done, and find out why.',
    ],
  ),
  UNACKNOWLEDGED: say(
    'ALERT NOT ACKNOWLEDGED',
    [
      'đã quá hạn, cảnh báo chưa được ai xác nhận tiếp nhận',
      'is overdue and nobody has acknowledged the alert',
    ],
    [
      'Giao người chịu trách nhiệm xử lý và xác nhận đã tiếp nhận cảnh báo.',
      'Name who is responsible, and acknowledge the alert.',
    ],
  ),
  STEP_OVERRUN: say(
    'STEP OVERRUN',
    ['có bước xử lý quá thời gian của quy trình nội bộ', 'has overrun the time of its current step'],
    ['Đôn đốc hoặc phân công lại.', 'Urge or reassign.'],
  ),
  UNCLAIMED: say(
    'UNCLAIMED',
    ['chưa có cán bộ nhận xử lý', 'is held by nobody'],
    ['Phân công cán bộ xử lý.', 'Assign an officer.'],
  ),
  HAND_OVER_LATE: say(
    'HAND-OVER LATE',
    [
      'đã tiếp nhận nhưng chưa chuyển đến phòng chuyên môn',
      'was accepted and not handed over to the division',
    ],
    ['Chuyển hồ sơ ngay.', 'Hand it over now.'],
  ),
  DIGITISATION_STUCK: say(
    'DIGITISATION STUCK',
    ['có tệp mà máy chưa kiểm tra được', 'has files that the machine could not check'],
    [
      'Xem lần chạy cuối, khắc phục nguyên nhân rồi chạy lại: POST /dossiers/{id}/restart-digitisation.',
      'Read the last run, correct the cause and start it again: POST /dossiers/{id}/restart-digitisation.',
    ],
  ),
  CONSULTATION_LATE: say(
    'OPINION LATE',
    ['chưa nhận được ý kiến của cơ quan phối hợp', 'waits for the opinion of another agency'],
    ['Đôn đốc cơ quan được lấy ý kiến.', 'Remind the agency that was asked.'],
  ),
  COMPLAINT_OPENED: say(
    'COMPLAINT',
    [
      'có phản ánh trả chậm mà không được xin lỗi, phải trả lời',
      'has a complaint about lateness without an apology, to be answered',
    ],
    ['Xem xét và trả lời người nộp trước hạn.', 'Look into it and answer before the deadline.'],
  ),
  COMPLAINT_OVERDUE: say(
    'COMPLAINT OVERDUE',
    ['có phản ánh quá hạn trả lời', 'has a complaint that should have been answered'],
    ['Trả lời người nộp ngay.', 'Answer the applicant now.'],
  ),
};

/** A text with the number of its stage in it. */
export const numbered = (text: string, n: number | undefined): string => text.replace('{n}', String(n ?? ''));
