import { isApplicantMove } from './parts.ts';
import type { Phase } from './status.ts';
import { everywhere, heads, type Transition, timed } from './transition.ts';

/** The office has the next move, or a machine that may have gone silent. */
const watched: readonly Phase[] = [
  ...timed.filter((phase) => !isApplicantMove(phase)),
  ...(['VERIFY_SUPPLEMENT', 'ARCHIVE_RESULT'] as const),
];

/** Rows of the transition table: time and the system itself. */
export const systemTransitions = {
  decideAlerts: { from: watched, by: ['system'], event: 'alertsDecided', to: watched, vi: 'Nhắc hạn' },
  acknowledgeAlert: {
    from: everywhere,
    by: heads,
    event: 'alertAcknowledged',
    to: everywhere,
    guards: ['NO_ALERT'],
    vi: 'Tiếp nhận cảnh báo',
  },
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
