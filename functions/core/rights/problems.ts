/** Refusals about rights, delegation and assignment: a part of the numbered table. */
export const rightsProblems = {
  DELEGATION_INVALID: {
    number: 1111,
    status: 403,
    vi: 'Ủy quyền không có hiệu lực cho việc này',
    en: 'The delegation does not cover this',
  },
  STAFF_INACTIVE: {
    number: 1112,
    status: 403,
    vi: 'Tài khoản cán bộ của bạn đã ngừng hoạt động',
    en: 'Your staff account is inactive: you have no rights here',
  },
  PROCEDURE_OUT_OF_SCOPE: {
    number: 1113,
    status: 403,
    vi: 'Thủ tục này ngoài phạm vi được giao cho bạn',
    en: 'This procedure is not among those entrusted to you',
  },
  NOT_YOURS_TO_GIVE: {
    number: 1114,
    status: 403,
    vi: 'Không thể giao quyền mà người giao không có',
    en: 'Nobody can give a right that they do not hold themselves',
  },
  ASSIGNED_TO_ANOTHER: {
    number: 1251,
    status: 409,
    vi: 'Hồ sơ đã được phân công cho người khác',
    en: 'The step is assigned to another officer',
  },
  ALREADY_ASSIGNED: {
    number: 1252,
    status: 409,
    vi: 'Hồ sơ đã được phân công cho chính người này',
    en: 'The step is assigned to this officer already',
  },
  ASSIGNEE_UNFIT: {
    number: 1253,
    status: 422,
    vi: 'Người được chọn không thể nhận bước này',
    en: 'The person chosen cannot take this step',
  },
  STAFF_UNKNOWN: {
    number: 1254,
    status: 422,
    vi: 'Không có cán bộ này trong danh bạ của đơn vị',
    en: 'There is no such person in the directory of the unit',
  },
} as const;
