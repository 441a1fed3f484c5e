import type { Command } from '../../../functions/core/dossier/commands.ts';
import type { Actor } from '../../../functions/core/dossier/status.ts';
import { type FormSources, type IssuedForm, issuedFormSchema } from '../../../functions/core/forms/index.ts';
import { at } from '../calendar/support.ts';
import {
  archived,
  clerk,
  declareFile,
  desk,
  follow,
  issue,
  must,
  nationalId,
  numbers,
  officer,
  owner,
  procedure,
  register,
  type Story,
  submitted,
  system,
  verified,
} from '../dossier/support.ts';

const receiver = { ...desk, name: 'Trần Thị Bưởi' };

type Step = readonly [command: Command, actor: Actor, when: string];

/** Commands one after the other, at hours set by hand. */
const play = (from: Story, steps: readonly Step[]): Story =>
  steps.reduce((now, [command, actor, when]) => follow(now, command, actor, at(when)), from);

const done = (step: string, role: Parameters<typeof officer>[0], when: string): Step => [
  { type: 'completeStep', step },
  officer(role),
  when,
];

/** A building permit filed on Mon 16/11/2026, received at 09:00 and assigned on the same day; 24/11 is a holiday. */
const assigned = play(submitted(at('2026-11-16 08:30')), [
  [verified(numbers(3)), system, '2026-11-16 08:31'],
  [nationalId, desk, '2026-11-16 08:40'],
  [{ type: 'accept' }, receiver, '2026-11-16 09:00'],
  [archived(numbers(3)), system, '2026-11-16 09:01'],
  [{ type: 'handOver' }, desk, '2026-11-16 10:00'],
  done('ASSIGN', 'divisionHead', '2026-11-16 14:00'),
]);

/** Sent back once and delivered on 30/11. */
export const story = play(assigned, [
  done('APPRAISE', 'appraiser', '2026-11-25 16:00'),
  [
    { type: 'sendBack', to: 'APPRAISE', reason: 'thiếu biên bản' },
    officer('divisionHead'),
    '2026-11-26 09:00',
  ],
  done('APPRAISE', 'appraiser', '2026-11-26 15:00'),
  done('DIVISION-REVIEW', 'divisionHead', '2026-11-27 09:00'),
  done('APPROVE', 'departmentLeader', '2026-11-27 10:00'),
  done('STAMP', 'clerk', '2026-11-27 14:00'),
  [register, clerk, '2026-11-27 14:40'],
  [declareFile, clerk, '2026-11-27 14:50'],
  [issue, clerk, '2026-11-27 15:00'],
  [verified([4]), system, '2026-11-27 15:01'],
  [archived([4]), system, '2026-11-27 15:02'],
  [{ type: 'deliver', method: 'counter' }, desk, '2026-11-30 09:00'],
]);

const drawing = {
  ...{ component: 'BANVE', name: 'b.pdf', mediaType: 'application/pdf', size: 9 },
  sha256: 'f'.repeat(64),
};
const appraiser = officer('appraiser');
const items = [{ component: 'BANVE', reason: 'Thiếu chữ ký số' }];
const fee = { amount: 150_000, reason: 'Lệ phí cấp giấy phép' };

/** The same permit with an opinion asked for, a supplement and a payment; the review stands still meanwhile. */
export const paused = play(assigned, [
  [{ type: 'consult', agency: 'PCCC-H05', question: 'PCCC?' }, appraiser, '2026-11-17 08:00'],
  [{ type: 'consult', agency: 'SVHTTDL-H05', question: 'Di tích?' }, appraiser, '2026-11-17 08:05'],
  [{ type: 'proposeRequest', request: { kind: 'supplement', items } }, appraiser, '2026-11-17 09:00'],
  [
    { type: 'requestSupplement', proposed: items, contact: { name: 'Đỗ Văn Thưởng' } },
    receiver,
    '2026-11-17 10:00',
  ],
  [{ type: 'answerConsultation', n: 1, opinion: 'agree', text: 'Đồng ý' }, desk, '2026-11-18 09:00'],
  [{ type: 'declareSupplement', files: [drawing] }, owner, '2026-11-18 09:30'],
  [{ type: 'supply' }, owner, '2026-11-18 10:00'],
  [verified([4]), system, '2026-11-18 10:01'],
  [archived([4]), system, '2026-11-18 10:02'],
  [{ type: 'proposeRequest', request: { kind: 'payment', ...fee } }, appraiser, '2026-11-18 14:00'],
  [{ type: 'requirePayment', proposed: fee }, receiver, '2026-11-18 15:00'],
  [{ type: 'confirmPayment', reference: 'BL-7' }, receiver, '2026-11-19 08:00'],
  [{ type: 'lapseConsultation', n: 2 }, system, '2026-11-19 17:00'],
]);

export const sources: FormSources = {
  applicant: {
    kind: 'organisation',
    name: 'Công ty TNHH Một thành viên Phượng Ngữ',
    identifier: '2300123456',
    phone: '0912 345 678',
    email: 'vanphong@phuongngu.example.vn',
    address: 'Lô B7, khu công nghiệp Quế Võ, tỉnh Bắc Ninh',
  },
  filedBy: 'self',
  procedure,
  documents: [
    { n: 1, component: 'DON' },
    { n: 2, component: 'QDDA' },
    { n: 3, component: 'BANVE' },
    { n: 4, component: 'RESULT' },
  ],
  texts: new Map([
    ['TEXT#000007', 'Chờ ý kiến của cơ quan quản lý đê điều.'],
    ['TEXT#000003', 'Thủ tục thuộc thẩm quyền của UBND cấp xã.'],
  ]),
  events: story.events,
};

/** A fact that a transition left on its item; `which` of several of the same form. */
export const factIn = (from: Story, form: IssuedForm['form'], which = 0): IssuedForm => {
  const left = from.items.flatMap((item) => (item.kind === 'FORM' ? [item.fields] : []));
  return issuedFormSchema.parse(must(left.filter((fields) => fields.form === form)[which]));
};

const common = {
  code: '000.00.NN.H05-261102-0001',
  procedure: '1.013236',
  applicant: 'APPLICANT',
  office: {
    superior: 'UBND tỉnh Bắc Ninh',
    agency: 'Sở Xây dựng',
    desk: 'Trung tâm Phục vụ hành chính công',
    place: 'Bắc Ninh',
    offsetMinutes: 420,
    contact: { name: 'Bộ phận Một cửa Sở Xây dựng', phone: '0222 3821 234' },
    rating: 'https://dichvucong.example.vn/danh-gia',
  },
  officer: 'Trần Thị Bưởi',
} as const;
const words = (item: string) => ({ digest: 'a'.repeat(64), item });

/** Facts of the forms whose transitions are not all there yet, and of two that are. */
export const facts = {
  '02': {
    form: '02',
    template: '02@1',
    number: '000.00.NN.H05-261102-0001/PBS',
    ...common,
    at: at('2026-11-17 10:15'),
    stage: 'review',
    items: [
      { component: 'PCCC', reason: 'Chưa nộp' },
      { document: 3, reason: 'Thiếu chữ ký số của chủ trì thiết kế' },
      { reason: 'Đề nghị làm rõ chỉ giới xây dựng' },
    ],
    contact: { name: 'Đỗ Văn Thưởng', phone: '0222 3821 235' },
    due: at('2026-11-19 17:00'),
    guide: 'desk-1',
  },
  '03': {
    form: '03',
    template: '03@1',
    number: '000.00.NN.H05-261102-0001/PTC',
    ...common,
    at: at('2026-11-16 08:45'),
    reason: words('TEXT#000003'),
  },
  '04': {
    form: '04',
    template: '04@1',
    number: '000.00.NN.H05-261102-0001/PXL',
    ...common,
    at: at('2026-11-27 16:00'),
    reason: words('TEXT#000007'),
    officer: 'Vương Quốc Tuấn',
    receivedAt: at('2026-11-16 09:00'),
    due: at('2026-12-01 17:00'),
    newDue: at('2026-12-08 17:00'),
    signer: 'leader-1',
  },
  '05': {
    form: '05',
    template: '05@0-provisional',
    number: '000.00.NN.H05-261102-0001/TB',
    ...common,
    at: at('2026-11-18 11:05'),
    ground: 'applicant',
    reason: words('TEXT#000007'),
  },
  '06': {
    form: '06',
    template: '06@1',
    number: '000.00.NN.H05-261102-0001/PKS',
    ...common,
    at: at('2026-11-27 15:01'),
    receivedAt: at('2026-11-16 09:00'),
    appointed: at('2026-12-01 17:00'),
  },
} as const satisfies Partial<Record<IssuedForm['form'], IssuedForm>>;
