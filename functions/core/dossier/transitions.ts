import type { EventType } from './events.ts';
import type { Phase, Role, Status } from './status.ts';

/** One row of the lifecycle: who may do it, from which phases, and the event it leaves. */
export interface Transition {
  readonly from: readonly Phase[];
  /**
   * Roles of staff who may do it. `owner` is the applicant of this very dossier; `system` is one of our functions;
   * `stepRole` is the role of the current step; `consulted` is an agency whose opinion was asked.
   */
  readonly by: readonly (Role | 'owner' | 'system' | 'stepRole' | 'consulted')[];
  readonly event: EventType;
  /** Phases in which the event may leave the dossier. */
  readonly to: readonly Phase[];
  readonly clock?: ClockEffect;
  readonly form?: '01' | '02' | '03' | '04' | '05' | '06';
  /** In words, for the diagram and the document. */
  readonly vi: string;
}

/** What a row does to the clocks (domain 1.3). */
export type ClockEffect = 'starts' | 'pauses' | 'resumes' | 'moves' | 'ends' | 'startsAnswer';

const beforeResult = [
  ...(['VERIFY', 'REPLACEMENT', 'ACCEPTANCE', 'ARCHIVE', 'HAND_OVER', 'REVIEW', 'REQUEST'] as const),
  ...([
    'SUPPLEMENT',
    'VERIFY_SUPPLEMENT',
    'ARCHIVE_SUPPLEMENT',
    'PAYMENT',
    'RESULT',
    'VERIFY_RESULT',
  ] as const),
] satisfies readonly Phase[];
const timed = beforeResult.filter((phase) => phase !== 'REPLACEMENT' && phase !== 'VERIFY_SUPPLEMENT');
const everywhere: readonly Phase[] = [...beforeResult, 'ARCHIVE_RESULT', 'DELIVERY', 'CLOSED'];
const running = ['HAND_OVER', 'REVIEW', 'REQUEST', 'RESULT'] as const satisfies readonly Phase[];
const machines = [
  ...(['VERIFY', 'ARCHIVE', 'VERIFY_SUPPLEMENT', 'ARCHIVE_SUPPLEMENT'] as const),
  ...(['VERIFY_RESULT', 'ARCHIVE_RESULT'] as const),
] satisfies readonly Phase[];

/** Who gives work to others. */
export const heads: readonly Role[] = ['divisionHead', 'headOfOneStop', 'departmentLeader', 'administrator'];

/** THE transition table (NĐ 61/2018 Đ17-20 and the national status list). What is not a row here is refused. */
export const transitions = {
  documentsVerified: {
    from: ['VERIFY', 'VERIFY_SUPPLEMENT', 'VERIFY_RESULT'],
    by: ['system'],
    event: 'documentsVerified',
    to: ['ACCEPTANCE', 'REPLACEMENT', 'SUPPLEMENT', 'ARCHIVE_SUPPLEMENT', 'ARCHIVE_RESULT', 'RESULT'],
    vi: 'Kiểm tra tệp',
  },
  replaceDocuments: {
    from: ['REPLACEMENT'],
    by: ['owner', 'frontDesk', 'portal'],
    event: 'documentsReplaced',
    to: ['VERIFY'],
    clock: 'startsAnswer',
    vi: 'Thay tệp',
  },
  recordNationalId: {
    from: ['VERIFY', 'REPLACEMENT', 'ACCEPTANCE', 'ARCHIVE', ...running],
    by: ['frontDesk', 'headOfOneStop'],
    event: 'nationalIdRecorded',
    to: ['VERIFY', 'REPLACEMENT', 'ACCEPTANCE', 'ARCHIVE', ...running],
    vi: 'Khởi tạo mã định danh',
  },
  accept: {
    from: ['ACCEPTANCE'],
    by: ['frontDesk'],
    event: 'accepted',
    to: ['ARCHIVE'],
    clock: 'starts',
    form: '01',
    vi: 'Tiếp nhận',
  },
  documentsArchived: {
    from: ['ARCHIVE', 'ARCHIVE_SUPPLEMENT', 'ARCHIVE_RESULT'],
    by: ['system'],
    event: 'documentsArchived',
    to: ['HAND_OVER', 'REVIEW', 'DELIVERY'],
    vi: 'Lưu trữ tệp',
  },
  restartDigitisation: {
    from: machines,
    by: ['system'],
    event: 'digitisationRestarted',
    to: machines,
    vi: 'Số hóa lại',
  },
  handOver: { from: ['HAND_OVER'], by: ['frontDesk'], event: 'handedOver', to: ['REVIEW'], vi: 'Bàn giao' },
  claim: { from: ['REVIEW'], by: ['stepRole'], event: 'claimed', to: ['REVIEW'], vi: 'Nhận việc' },
  release: { from: ['REVIEW'], by: ['stepRole'], event: 'released', to: ['REVIEW'], vi: 'Trả việc' },
  assign: { from: ['REVIEW'], by: heads, event: 'assigned', to: ['REVIEW'], vi: 'Phân công' },
  reassign: { from: ['REVIEW'], by: heads, event: 'assigned', to: ['REVIEW'], vi: 'Phân công lại' },
  completeStep: {
    from: ['REVIEW'],
    by: ['stepRole'],
    event: 'stepCompleted',
    to: ['REVIEW', 'RESULT'],
    vi: 'Hoàn thành bước',
  },
  sendBack: {
    from: ['REVIEW', 'RESULT'],
    by: ['stepRole'],
    event: 'sentBack',
    to: ['REVIEW'],
    vi: 'Chuyển lại bước trước',
  },
  proposeRequest: {
    from: ['REVIEW'],
    by: ['stepRole'],
    event: 'requestProposed',
    to: ['REQUEST'],
    vi: 'Đề nghị yêu cầu người nộp',
  },
  declineRequest: {
    from: ['REQUEST'],
    by: ['frontDesk', 'headOfOneStop'],
    event: 'requestDeclined',
    to: ['REVIEW'],
    vi: 'Không chuyển yêu cầu',
  },
  allowSupplement: {
    from: ['ACCEPTANCE', 'REVIEW', 'REQUEST'],
    by: ['departmentLeader'],
    event: 'supplementAllowed',
    to: ['ACCEPTANCE', 'REVIEW', 'REQUEST'],
    vi: 'Cho phép yêu cầu bổ sung thêm',
  },
  requestSupplement: {
    from: ['ACCEPTANCE', 'REQUEST'],
    by: ['frontDesk'],
    event: 'supplementRequested',
    to: ['SUPPLEMENT'],
    clock: 'pauses',
    form: '02',
    vi: 'Yêu cầu bổ sung',
  },
  declareSupplement: {
    from: ['SUPPLEMENT'],
    by: ['owner', 'frontDesk', 'portal'],
    event: 'supplementDeclared',
    to: ['SUPPLEMENT'],
    vi: 'Khai tệp bổ sung',
  },
  supply: {
    from: ['SUPPLEMENT'],
    by: ['owner', 'frontDesk', 'portal'],
    event: 'supplied',
    to: ['VERIFY', 'VERIFY_SUPPLEMENT'],
    clock: 'resumes',
    vi: 'Bổ sung hồ sơ',
  },
  requirePayment: {
    from: ['REQUEST'],
    by: ['frontDesk'],
    event: 'paymentRequired',
    to: ['PAYMENT'],
    clock: 'pauses',
    vi: 'Yêu cầu nghĩa vụ tài chính',
  },
  confirmPayment: {
    from: ['PAYMENT'],
    by: ['frontDesk', 'portal'],
    event: 'paymentConfirmed',
    to: ['REVIEW'],
    clock: 'resumes',
    form: '01',
    vi: 'Xác nhận đã nộp',
  },
  lapse: {
    from: ['SUPPLEMENT', 'PAYMENT'],
    by: ['system'],
    event: 'lapsed',
    to: ['CLOSED', 'REVIEW'],
    clock: 'ends',
    form: '05',
    vi: 'Quá hạn bổ sung',
  },
  consult: { from: ['REVIEW'], by: ['stepRole'], event: 'consulted', to: ['REVIEW'], vi: 'Lấy ý kiến' },
  answerConsultation: {
    from: beforeResult.slice(5),
    by: ['consulted', 'frontDesk', 'stepRole'],
    event: 'consultationAnswered',
    to: beforeResult.slice(5),
    vi: 'Trả lời ý kiến',
  },
  lapseConsultation: {
    from: beforeResult.slice(5),
    by: ['system'],
    event: 'consultationLapsed',
    to: beforeResult.slice(5),
    vi: 'Quá hạn cho ý kiến',
  },
  reappoint: {
    from: running,
    by: ['departmentLeader'],
    event: 'reappointed',
    to: running,
    clock: 'moves',
    form: '04',
    vi: 'Xin lỗi, hẹn lại',
  },
  extend: {
    from: running,
    by: ['departmentLeader'],
    event: 'extended',
    to: running,
    clock: 'moves',
    vi: 'Gia hạn',
  },
  registerResult: {
    from: ['RESULT'],
    by: ['clerk'],
    event: 'resultRegistered',
    to: ['RESULT'],
    vi: 'Lấy số kết quả',
  },
  declareResult: {
    from: ['RESULT'],
    by: ['clerk'],
    event: 'resultDeclared',
    to: ['RESULT'],
    vi: 'Khai tệp kết quả',
  },
  issueResult: {
    from: ['RESULT'],
    by: ['clerk'],
    event: 'resultEntered',
    to: ['VERIFY_RESULT'],
    clock: 'ends',
    form: '06',
    vi: 'Nhập kết quả',
  },
  deliver: { from: ['DELIVERY'], by: ['frontDesk'], event: 'delivered', to: ['CLOSED'], vi: 'Trả kết quả' },
  correctResult: {
    from: ['DELIVERY', 'CLOSED'],
    by: ['departmentLeader', 'clerk'],
    event: 'resultCorrected',
    to: ['DELIVERY', 'CLOSED'],
    vi: 'Đính chính kết quả',
  },
  withdraw: {
    from: beforeResult,
    by: ['owner', 'portal', 'frontDesk'],
    event: 'withdrawn',
    to: ['CLOSED'],
    clock: 'ends',
    form: '05',
    vi: 'Rút hồ sơ',
  },
  refuse: {
    from: ['VERIFY', 'REPLACEMENT', 'ACCEPTANCE'],
    by: ['frontDesk', 'administrator'],
    event: 'refused',
    to: ['CLOSED'],
    clock: 'ends',
    form: '03',
    vi: 'Từ chối tiếp nhận',
  },
  stop: {
    from: ['REVIEW', 'REQUEST', 'SUPPLEMENT', 'VERIFY_SUPPLEMENT', 'ARCHIVE_SUPPLEMENT', 'PAYMENT', 'RESULT'],
    by: ['departmentLeader', 'administrator'],
    event: 'stopped',
    to: ['CLOSED'],
    clock: 'ends',
    form: '05',
    vi: 'Dừng giải quyết',
  },
  rate: { from: everywhere, by: ['owner', 'frontDesk'], event: 'rated', to: everywhere, vi: 'Đánh giá' },
  answerComplaint: {
    from: everywhere,
    by: ['headOfOneStop', 'departmentLeader'],
    event: 'complaintAnswered',
    to: everywhere,
    vi: 'Trả lời phản ánh',
  },
  decideAlerts: { from: timed, by: ['system'], event: 'alertsDecided', to: timed, vi: 'Nhắc hạn' },
  noteComplaintOverdue: {
    from: everywhere,
    by: ['system'],
    event: 'complaintOverdue',
    to: everywhere,
    vi: 'Quá hạn trả lời phản ánh',
  },
  redate: {
    from: timed,
    by: ['administrator'],
    event: 'redated',
    to: timed,
    clock: 'moves',
    vi: 'Tính lại theo lịch mới',
  },
  restartSpine: {
    from: everywhere,
    by: ['system'],
    event: 'spineRestarted',
    to: everywhere,
    vi: 'Khởi động lại',
  },
} as const satisfies Record<string, Transition>;

export type CommandType = keyof typeof transitions;

/**
 * The national status that each phase stands in; CLOSED may be any of the final ones.
 */
export const statusOfPhase: Readonly<Record<Exclude<Phase, 'CLOSED'>, Status>> = {
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
