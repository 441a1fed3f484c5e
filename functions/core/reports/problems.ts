/** Refusals about reports: a part of the numbered table. */
export const reportProblems = {
  REPORT_INCONSISTENT: {
    number: 1501,
    status: 500,
    vi: 'Số liệu không khớp, báo cáo không được lập; xem từng hồ sơ',
    en: 'The numbers do not add up, so that there is no report; see each dossier',
  },
  REPORT_TOO_LONG: {
    number: 1502,
    status: 422,
    vi: 'Kỳ báo cáo có quá nhiều hồ sơ, hãy chọn kỳ ngắn hơn',
    en: 'There are too many dossiers in this period; choose a shorter one',
  },
} as const;
