import {
  type Form,
  type FormId,
  type FormOf,
  formNumber,
  formSchema,
} from '../../../functions/core/forms/index.ts';

import { minimal, morning, newCode, oldCode } from './minimal.ts';

export { minimal, morning, newCode, oldCode };

const minute = 60_000;
const day = 1440 * minute;

const office = {
  superior: 'UBND tỉnh Bắc Ninh',
  agency: 'Sở Xây dựng',
  desk: 'Trung tâm Phục vụ hành chính công',
  place: 'Bắc Ninh',
  offsetMinutes: 420,
};
const agency = { superior: office.superior, agency: office.agency, place: office.place, offsetMinutes: 420 };
const applicant = {
  name: 'Nguyễn Thị Ngọc Ẩn',
  personalId: '027185001234',
  address: 'Số 12, ngõ 5, đường Nguyễn Gia Thiều, phường Kinh Bắc, tỉnh Bắc Ninh',
  phone: '0912 345 678',
  email: 'ngocan.nguyen@example.vn',
};
const procedure = {
  code: '1.013236',
  name: 'Cấp giấy phép xây dựng mới đối với công trình cấp đặc biệt, cấp I, cấp II',
};
const contact = { name: 'Đỗ Văn Thưởng, Phòng Quản lý xây dựng', phone: '0222 3821 234' };
const rating = { url: 'https://dichvucong.example.vn/danh-gia/4f1c2b7ad0' };
const common = { issuedAt: morning, office };

/** Every form with every field filled. */
export const full = {
  '01': {
    form: '01',
    layout: '01@1',
    number: formNumber('01', 12),
    ...common,
    code: oldCode,
    applicant,
    principal: {
      name: 'Công ty Cổ phần Đầu tư Xây dựng Kinh Bắc',
      personalId: '2300123456',
      address: 'Lô B7, khu công nghiệp Quế Võ, tỉnh Bắc Ninh',
      phone: '0222 3634 034',
      email: 'vanthu@kinhbac.example.vn',
      paper: 'Giấy ủy quyền số 45/2026/UQ-KB ngày 20/11/2026',
    },
    request: procedure.name,
    components: [
      { name: 'Đơn đề nghị cấp giấy phép xây dựng' },
      { name: 'Quyết định phê duyệt dự án' },
      { name: 'Bộ bản vẽ thiết kế', note: 'bản sao, đối chiếu bản chính' },
    ],
    sets: 1,
    limit: { amount: 10, unit: 'workingDay' },
    receivedAt: morning,
    due: morning + 15 * day,
    dueProvisional: true,
    returnPlace: 'Trung tâm Phục vụ hành chính công tỉnh Bắc Ninh',
    book: { volume: '03/2026', ordinal: '118' },
    submitter: { name: applicant.name, signedAt: morning },
    receiver: { name: 'Trần Thị Bưởi', signedAt: morning + minute },
    rating,
  },
  '02': {
    form: '02',
    layout: '02@1',
    number: formNumber('02', 7),
    ...common,
    code: newCode,
    applicant,
    request: procedure.name,
    items: [
      { name: 'Bản vẽ mặt bằng móng', reason: 'chưa có chữ ký số của chủ trì thiết kế' },
      { name: 'Văn bản thẩm duyệt về phòng cháy và chữa cháy', reason: 'chưa nộp' },
      { name: 'Giấy tờ hợp pháp về đất đai' },
    ],
    reason: 'Hồ sơ chưa đủ thành phần theo Điều 57 Nghị định số 217/2026/NĐ-CP.',
    contact,
    guide: { name: 'Trần Thị Bưởi' },
    rating,
  },
  '03': {
    form: '03',
    layout: '03@1',
    number: formNumber('03', 2),
    ...common,
    code: oldCode,
    applicant,
    request: 'Cấp giấy phép xây dựng nhà ở riêng lẻ',
    items: [{ name: 'Đơn đề nghị cấp giấy phép xây dựng', reason: 'trả lại bản chính' }],
    reason: 'Thủ tục thuộc thẩm quyền của Ủy ban nhân dân cấp xã.\nĐề nghị nộp tại UBND phường Kinh Bắc.',
    contact,
    guide: { name: 'Trần Thị Bưởi' },
    rating,
  },
  '04': {
    form: '04',
    layout: '04@1',
    number: formNumber('04', 1),
    issuedAt: morning + 13 * day,
    office: agency,
    code: oldCode,
    procedure,
    applicant: { name: applicant.name, personalId: applicant.personalId },
    receivedAt: morning,
    due: morning + 15 * day,
    reason: 'Chờ ý kiến của cơ quan quản lý đê điều về hành lang bảo vệ.',
    newDue: morning + 22 * day,
    chief: { name: 'Vương Quốc Tuấn', capacity: 'Giám đốc', signedAt: morning + 13 * day },
  },
  '05': {
    form: '05',
    layout: '05@0-provisional',
    number: formNumber('05', 3),
    issuedAt: morning + 5 * day,
    office: agency,
    code: oldCode,
    procedure,
    applicant,
    receivedAt: morning,
    ground: 'agency',
    reason: 'Quá 15 ngày làm việc kể từ ngày thông báo, hồ sơ không được bổ sung.',
    legalBasis: 'Điều 21 Nghị định số 118/2025/NĐ-CP; Điều 7 Thông tư số 03/2025/TT-VPCP',
    stoppedAt: morning + 5 * day,
    returned: [{ name: 'Quyết định phê duyệt dự án', note: 'bản chính' }],
    contact,
    chief: { name: 'Vương Quốc Tuấn', capacity: 'Giám đốc' },
  },
  '06': {
    form: '06',
    layout: '06@1',
    number: formNumber('06', 12),
    ...common,
    code: oldCode,
    agency: 'Sở Xây dựng tỉnh Bắc Ninh',
    coordinating: ['Công an tỉnh', 'Sở Văn hóa, Thể thao và Du lịch'],
    receivedAt: morning,
    due: morning + 15 * day,
    handOvers: [
      {
        from: { office: 'Trung tâm Phục vụ hành chính công', person: 'Trần Thị Bưởi' },
        to: { office: 'Phòng Quản lý xây dựng', person: 'Đỗ Văn Thưởng' },
        at: morning + 30 * minute,
        result: 'early',
        note: 'Đủ thành phần',
      },
      {
        from: { office: 'Phòng Quản lý xây dựng', person: 'Đỗ Văn Thưởng' },
        to: { office: 'Lãnh đạo Sở', person: 'Vương Quốc Tuấn' },
        at: morning + 10 * day,
        result: 'onTime',
      },
      {
        from: { office: 'Lãnh đạo Sở', person: 'Vương Quốc Tuấn' },
        to: { office: 'Văn thư' },
        at: morning + 16 * day,
        result: 'late',
        note: 'Có phiếu xin lỗi số 1/PXL',
      },
    ],
  },
  '07': {
    form: '07',
    layout: '07@1',
    issuedAt: morning + 16 * day,
    office,
    field: 'Hoạt động xây dựng',
    volume: '03/2026',
    entries: [
      {
        ordinal: 118,
        code: oldCode,
        procedure: procedure.name,
        applicant: applicant.name,
        address: applicant.address,
        phone: applicant.phone,
        agency: 'Sở Xây dựng',
        receivedAt: morning,
        due: morning + 15 * day,
        returnedAt: morning + 14 * day,
        method: 'counter',
        receipt: 'Đã ký nhận',
      },
      {
        ordinal: 119,
        code: newCode,
        procedure: 'Gia hạn giấy phép xây dựng',
        applicant: 'Công ty TNHH Một thành viên Phượng Ngữ',
        agency: 'Sở Xây dựng',
        receivedAt: morning + 90 * minute,
      },
    ],
  },
} as const satisfies { readonly [Id in FormId]: FormOf<Id> };

/** Through the schema, as a stored form comes back. */
export const stored = (form: Form): Form => formSchema.parse(structuredClone(form));
