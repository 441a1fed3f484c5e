import { machines, running, type Transition } from './transition.ts';

/** Rows of the transition table: from the filing to the acceptance, and what digitisation reports. */
export const intakeTransitions = {
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
  refuse: {
    from: ['VERIFY', 'REPLACEMENT', 'ACCEPTANCE'],
    by: ['frontDesk', 'administrator'],
    event: 'refused',
    to: ['CLOSED'],
    clock: 'ends',
    form: '03',
    vi: 'Từ chối tiếp nhận',
  },
} as const satisfies Record<string, Transition>;
