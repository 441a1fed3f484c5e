import { everywhere, type Transition, timed } from './transition.ts';

/** Rows of the transition table: time and the system itself. */
export const systemTransitions = {
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
    guards: ['DUE_DATE_UNKNOWN'],
    notices: ['redated'],
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
