/** Refusals about the archive: a part of the numbered table. */
export const archiveProblems = {
  DOCUMENT_NOT_ARCHIVED: {
    number: 1261,
    status: 409,
    vi: 'Tài liệu chưa vào kho lưu trữ nên chưa tải về được; hãy thử lại sau khi hồ sơ được tiếp nhận',
    en: 'The document is not in the archive yet; try again once the dossier has been accepted',
  },
  DOSSIER_NOT_CLOSED: {
    number: 1262,
    status: 409,
    vi: 'Hồ sơ chưa kết thúc nên chưa có bảng kê lưu trữ',
    en: 'The dossier is not closed yet: its manifest is written when it is',
  },
} as const;
