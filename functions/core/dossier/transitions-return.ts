import { beforeResult, everywhere, type Transition } from './transition.ts';

/** Rows of the transition table: the result and the applicant. */
export const returnTransitions = {
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
  rate: { from: everywhere, by: ['owner', 'frontDesk'], event: 'rated', to: everywhere, vi: 'Đánh giá' },
  answerComplaint: {
    from: everywhere,
    by: ['headOfOneStop', 'departmentLeader'],
    event: 'complaintAnswered',
    to: everywhere,
    vi: 'Trả lời phản ánh',
  },
} as const satisfies Record<string, Transition>;
