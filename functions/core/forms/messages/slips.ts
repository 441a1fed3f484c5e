/** Forms 01 to 03. */
export const slips = {
  'title.01': {
    vi: 'GIẤY TIẾP NHẬN HỒ SƠ\nVÀ HẸN TRẢ KẾT QUẢ',
    en: 'RECEIPT OF THE DOSSIER AND APPOINTMENT',
  },
  'title.02': {
    vi: 'PHIẾU YÊU CẦU\nBỔ SUNG, HOÀN THIỆN HỒ SƠ',
    en: 'REQUEST TO SUPPLEMENT AND COMPLETE THE DOSSIER',
  },
  'title.03': {
    vi: 'PHIẾU TỪ CHỐI TIẾP NHẬN\nGIẢI QUYẾT HỒ SƠ',
    en: 'REFUSAL TO RECEIVE THE DOSSIER',
  },
  '01.received': { vi: 'Tiếp nhận hồ sơ của', en: 'Dossier received from' },
  '01.principalName': { vi: 'Họ và tên/Tên tổ chức ủy quyền', en: 'Name of the principal' },
  '01.paper': { vi: 'Giấy tờ ủy quyền', en: 'Authorisation paper' },
  '01.components': { vi: 'Thành phần hồ sơ nộp gồm', en: 'Papers handed in' },
  '01.sets': { vi: 'Số lượng hồ sơ', en: 'Number of sets' },
  '01.setUnit': { vi: '(bộ)', en: '' },
  '01.limit': { vi: 'Thời gian giải quyết hồ sơ theo quy định là', en: 'Statutory time limit' },
  '01.dueProvisional': {
    vi: 'Thời gian trả kết quả được tính theo lịch nghỉ dự kiến; cơ quan sẽ thông báo nếu có thay đổi.',
    en: 'The due time follows a calendar that is not issued yet; you will be told if it changes.',
  },
  '01.returnPlace': { vi: 'Đăng ký nhận kết quả tại', en: 'Result to be handed over at' },
  '01.volume': { vi: 'Vào Sổ theo dõi hồ sơ, quyển số', en: 'Register, volume' },
  '01.ordinal': { vi: 'Số thứ tự', en: 'Ordinal' },
  '01.submitter': { vi: 'NGƯỜI NỘP HỒ SƠ', en: 'SUBMITTED BY' },
  '01.receiver': { vi: 'NGƯỜI TIẾP NHẬN HỒ SƠ', en: 'RECEIVED BY' },
  '02.of': { vi: 'Hồ sơ của', en: 'Dossier of' },
  '02.items': {
    vi: 'Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau',
    en: 'The following has to be completed',
  },
  '02.other': { vi: 'Nội dung khác', en: 'Other matter' },
  '03.items': { vi: 'Giấy tờ, nội dung liên quan', en: 'Papers and points concerned' },
  '03.decision': {
    vi: 'Qua xem xét, cơ quan thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau',
    en: 'The dossier cannot be received, for the following reason',
  },
  '03.contact': {
    vi: 'Nếu cần trao đổi thêm, Ông/Bà/tổ chức liên hệ với',
    en: 'For questions please contact',
  },
} as const;
