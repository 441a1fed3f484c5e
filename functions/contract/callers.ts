import type { Caller, Text } from './operation.ts';

/** Names of those who may call, as people say them. */
export const callerNames: Readonly<Record<Caller | 'public', Text>> = {
  public: { vi: 'Mọi người, không cần đăng nhập', en: 'everyone, without a token' },
  applicant: { vi: 'Người nộp hồ sơ', en: 'applicant' },
  owner: { vi: 'Chủ hồ sơ', en: 'the applicant of this dossier' },
  portal: { vi: 'Cổng dịch vụ công', en: 'portal of the unit' },
  frontDesk: { vi: 'Bộ phận Một cửa', en: 'front desk' },
  headOfOneStop: { vi: 'Phụ trách Bộ phận Một cửa', en: 'head of the one-stop shop' },
  divisionHead: { vi: 'Lãnh đạo phòng', en: 'head of division' },
  appraiser: { vi: 'Chuyên viên thụ lý', en: 'appraiser' },
  departmentLeader: { vi: 'Lãnh đạo Sở', en: 'leader of the department' },
  clerk: { vi: 'Văn thư', en: 'clerk' },
  consultedAgency: { vi: 'Cơ quan được lấy ý kiến', en: 'consulted agency' },
  reportViewer: { vi: 'Người xem báo cáo', en: 'report viewer' },
  administrator: { vi: 'Quản trị hệ thống', en: 'administrator' },
  stepRole: { vi: 'Người giữ vai trò của bước hiện tại', en: 'the role of the current step' },
  consulted: {
    vi: 'Cơ quan đang được lấy ý kiến về hồ sơ này',
    en: 'an agency whose opinion on this dossier is awaited',
  },
  unitStaff: { vi: 'Cán bộ của đơn vị', en: 'staff of the unit' },
  system: { vi: 'Hệ thống', en: 'the system itself' },
};
