import type { FormId, FormOf } from '../../../functions/core/forms/index.ts';

/** 23/11/2026 08:05:09 in Bắc Ninh. */
export const morning = Date.UTC(2026, 10, 23, 1, 5, 9);
export const oldCode = '000.00.19.H05-261123-0001';
export const newCode = 'H05.019.00-261123-0710001';

const bare = { issuedAt: morning, office: { agency: 'Sở Xây dựng', place: 'Bắc Ninh', offsetMinutes: 420 } };
const person = { name: 'Lý Ỷ Lan' };

/** Every form with nothing but what it cannot do without. */
export const minimal = {
  '01': {
    ...{ form: '01', layout: '01@1', number: '1/TNHS', ...bare, code: oldCode, applicant: person },
    ...{ request: 'Cấp lại giấy phép', components: [], receivedAt: morning, submitter: {}, receiver: {} },
  },
  '02': {
    ...{ form: '02', layout: '02@1', number: '1/PBS', ...bare, applicant: person, request: 'Cấp lại' },
    ...{ items: [{ name: 'Đơn đề nghị' }], contact: {}, guide: {} },
  },
  '03': {
    ...{ form: '03', layout: '03@1', number: '1/PTC', ...bare, applicant: person, request: 'Cấp lại' },
    ...{ items: [], reason: 'Không thuộc thẩm quyền', contact: {}, guide: {} },
  },
  '04': {
    ...{
      form: '04',
      layout: '04@1',
      number: '1/PXL',
      ...bare,
      code: oldCode,
      procedure: { name: 'Cấp lại' },
    },
    ...{
      applicant: person,
      receivedAt: morning,
      due: morning,
      reason: 'Mất điện',
      newDue: morning,
      chief: {},
    },
  },
  '05': {
    ...{ form: '05', layout: '05@0-provisional', number: '1/TB', ...bare, code: oldCode, applicant: person },
    ...{ procedure: { name: 'Cấp lại' }, ground: 'applicant', reason: 'Rút hồ sơ', stoppedAt: morning },
    ...{ returned: [], contact: {}, chief: {} },
  },
  '06': {
    ...{ form: '06', layout: '06@1', number: '1/PKS', ...bare, code: oldCode, agency: 'Sở Xây dựng' },
    ...{ coordinating: [], receivedAt: morning },
    handOvers: [{ from: { office: 'Bộ phận Một cửa' }, to: { office: 'Phòng' }, at: morning }],
  },
  '07': { form: '07', layout: '07@1', ...bare, field: 'Nhà ở', entries: [] },
} as const satisfies { readonly [Id in FormId]: FormOf<Id> };
