import { beforeResult, running, type Transition } from './transition.ts';

/** Rows of the transition table: the division, other agencies, the leader. */
export const reviewTransitions = {
  handOver: { from: ['HAND_OVER'], by: ['frontDesk'], event: 'handedOver', to: ['REVIEW'], vi: 'Bàn giao' },
  claim: { from: ['REVIEW'], by: ['stepRole'], event: 'claimed', to: ['REVIEW'], vi: 'Nhận việc' },
  release: { from: ['REVIEW'], by: ['stepRole'], event: 'released', to: ['REVIEW'], vi: 'Trả việc' },
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
  stop: {
    from: ['REVIEW', 'REQUEST', 'SUPPLEMENT', 'VERIFY_SUPPLEMENT', 'ARCHIVE_SUPPLEMENT', 'PAYMENT', 'RESULT'],
    by: ['departmentLeader', 'administrator'],
    event: 'stopped',
    to: ['CLOSED'],
    clock: 'ends',
    form: '05',
    vi: 'Dừng giải quyết',
  },
} as const satisfies Record<string, Transition>;
