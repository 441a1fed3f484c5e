/** Refusals about the archive: a part of the numbered table. */
export const archiveProblems = {
  DOCUMENT_NOT_VERIFIED: {
    number: 1261,
    status: 409,
    vi: 'Tài liệu chưa kiểm tra xong hoặc không đạt nên chưa xem được; hãy thử lại khi có kết quả kiểm tra',
    en: 'The document is not verified yet, or was refused; try again once it has been found clean',
  },
  DOSSIER_NOT_CLOSED: {
    number: 1262,
    status: 409,
    vi: 'Hồ sơ chưa kết thúc nên chưa có bảng kê lưu trữ',
    en: 'The dossier is not closed yet: its manifest is written when it is',
  },
  RESULT_FILE_REFUSED: {
    number: 1263,
    status: 409,
    vi: 'Tệp kết quả này đã bị từ chối khi kiểm tra; xem lý do, khai báo tệp khác',
    en: 'This very result file was refused; see why, and declare another one',
  },
} as const;
