import type { ProcedureData } from '../../functions/core/procedure/index.ts';
import { type Content, html } from './html.ts';
import { mark, table, two } from './parts.ts';
import { type Both, both } from './words.ts';

/** The forms of every one-stop shop (TT 03/2025/TT-VPCP, as quoted: domain 1.4). */
const general: readonly (readonly [string, Both])[] = [
  ['01', both('Giấy tiếp nhận hồ sơ và hẹn trả kết quả', 'Receipt with the appointed date')],
  ['02', both('Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ', 'Supplement request')],
  ['03', both('Phiếu từ chối tiếp nhận giải quyết hồ sơ', 'Refusal')],
  ['04', both('Phiếu xin lỗi và đề nghị gia hạn thời gian', 'Apology with a new date')],
  ['05', both('Thông báo dừng giải quyết', 'Notice of stopping')],
  ['06', both('Phiếu kiểm soát quá trình giải quyết hồ sơ', 'Control slip')],
  ['07', both('Sổ theo dõi hồ sơ', 'Tracking book')],
];

const uses: Readonly<Record<ProcedureData['forms'][number]['use'], Both>> = {
  application: both('Nộp hồ sơ', 'Application'),
  result: both('Kết quả', 'Result'),
  oneStop: both('Một cửa', 'One-stop'),
};

/** Section 7: the procedure's own forms, then those of the one-stop shop. */
export function forms({ forms: own }: ProcedureData): Content {
  return table(
    'forms',
    [both('Mẫu', 'Form'), both('Tên', 'Title'), both('Dùng cho', 'Used for'), both('Nguồn', 'Source')],
    [
      ...own.map((form) => [
        html`<span class="code">${form.id}</span>`,
        two(form.title),
        two(uses[form.use]),
        form.source,
      ]),
      ...general.map(([id, title]) => [
        html`<span class="code">${id}</span>`,
        two(title),
        two(uses.oneStop),
        html`TT 03/2025/TT-VPCP${mark('second-hand')}`,
      ]),
    ],
  );
}
