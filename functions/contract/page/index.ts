import { problems } from '../../core/dossier/problems.ts';
import { statusNames } from '../../core/dossier/status.ts';
import { escapeHtml } from '../../core/forms/html/escape.ts';
import { type Context, contract } from '../index.ts';
import { Schemas } from '../openapi/schemas.ts';
import { problem } from '../problem.ts';
import { code } from './fields.ts';
import { operationHtml } from './operation.ts';
import { both, named, table } from './parts.ts';
import { style } from './style.ts';

/** The API as one page to read and print, Vietnamese first; nothing on it is fetched from elsewhere. */
export const docsPage = (): { html: string; style: string } => {
  const schemas = new Schemas();
  schemas.of(problem, 'output');
  const contexts = contract.map((context) => contextHtml(schemas, context)).join('\n');
  const html = `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Một cửa: tài liệu API</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>Một cửa: tài liệu API</h1>
<p class="en" lang="en">One-stop shop: API documentation</p>
<p>Bản cho máy đọc: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1) <span class="en" lang="en">for machines</span></p>
</header>
<nav aria-label="Mục lục">
${contract.map(contents).join('\n')}
<section><h2><a href="#rules">Quy tắc chung</a> · <a href="#schemas">Cấu trúc</a> · <a href="#problems">Mã lỗi</a> · <a href="#statuses">Trạng thái</a></h2></section>
</nav>
<main>
${rules}
${contexts}
<h2 id="schemas">${both({ vi: 'Cấu trúc câu trả lời', en: 'Schemas of answers' })}</h2>
${Object.entries(schemas.named)
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, schema]) => named(name, schema))
  .join('\n')}
${problemTable}
${statusTable}
</main>
</body>
</html>
`;
  return { html, style };
};

const contextHtml = (schemas: Schemas, { name, title, operations }: Context): string =>
  `<h2 id="context-${name}">${both(title)}</h2>
${Object.entries(operations)
  .map(([id, operation]) => operationHtml(schemas, id, operation))
  .join('\n')}`;

const contents = ({ name, title, operations }: Context): string =>
  `<section><h2><a href="#context-${name}">${both(title)}</a></h2><ul>
${Object.entries(operations)
  .map(([id, { summary }]) => `<li><a href="#${id}">${escapeHtml(summary.vi)}</a></li>`)
  .join('\n')}
</ul></section>`;

const rules = `<h2 id="rules">${both({ vi: 'Quy tắc chung', en: 'Rules for all' })}</h2>
<ul>
<li>${both({ vi: 'Đăng nhập: tiêu đề Authorization: Bearer với JWT; mã có sub, roles và, với cán bộ, unit.', en: 'A JWT as bearer token with sub, roles and, for staff, unit.' })}</li>
<li>${both({ vi: 'Hồ sơ không phải của bạn thì không tồn tại: 404.', en: 'What is not yours does not exist: 404.' })}</li>
<li>${both({ vi: 'Dấu * là trường bắt buộc; trường lạ bị từ chối; mọi trường sai được nêu cùng lúc.', en: '* marks a required field; an unknown field is refused; every bad field is named at once.' })}</li>
<li>${both({ vi: 'Idempotency-Key: gửi lại cùng khóa và cùng nội dung thì nhận lại câu trả lời cũ, không làm hai lần.', en: 'The same key with the same request gets the same answer and one effect.' })}</li>
<li>${both({ vi: 'If-Match: gửi ETag đã thấy để không ghi đè thay đổi của người khác.', en: 'Send the ETag that you saw, so that you overwrite nobody’s change.' })}</li>
<li>${both({ vi: '503: thử lại sau số giây trong Retry-After. 429: gửi quá nhanh, hãy chờ.', en: '503: try again after Retry-After. 429: you are too fast, wait.' })}</li>
<li>${both({ vi: 'Văn bản được chuẩn hóa NFC và bỏ khoảng trắng hai đầu trước khi đo độ dài. Thời điểm có múi giờ +07:00.', en: 'Text is brought to NFC and trimmed before it is measured. Instants carry the offset +07:00.' })}</li>
</ul>`;

const problemTable = `<h2 id="problems">${both({ vi: 'Mã lỗi', en: 'Problem codes' })}</h2>
<p>${code('application/problem+json')} (RFC 9457): <a href="#schema-Problem">Problem</a></p>
<table class="problems"><thead><tr><th scope="col">Mã</th><th scope="col">HTTP</th><th scope="col">${both({ vi: 'Nghĩa', en: 'meaning' })}</th></tr></thead><tbody>
${Object.entries(problems)
  .toSorted(([, a], [, b]) => a.number - b.number)
  .map(
    ([reason, { number, status, vi, en }]) =>
      `<tr id="MC-${number}"><td><b>MC-${number}</b> ${code(reason)}</td><td>${status}</td><td>${both({ vi, en })}</td></tr>`,
  )
  .join('\n')}
</tbody></table>`;

const statusTable = `<h2 id="statuses">${both({ vi: 'Trạng thái hồ sơ toàn quốc', en: 'National statuses' })}</h2>
${table(
  'statuses',
  [
    { vi: 'Mã', en: 'code' },
    { vi: 'Trạng thái', en: 'status' },
  ],
  Object.entries(statusNames).map(([status, name]) => [`<b>${status}</b>`, both(name)]),
)}`;
