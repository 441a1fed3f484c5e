import { problems } from '../../core/dossier/problems.ts';
import { escapeHtml } from '../../core/forms/html/escape.ts';
import { callerNames } from '../callers.ts';
import type { Schema, Schemas } from '../openapi/schemas.ts';
import type { Operation, Text } from '../operation.ts';
import { code, typeOf } from './fields.ts';
import { both, fieldTable } from './parts.ts';

/** One operation: method and path, who may call it, what it takes, an example, its answers and refusals. */
export const operationHtml = (schemas: Schemas, id: string, operation: Operation): string => {
  const { route, summary, by, path, query, body } = operation;
  const [method = '', target = ''] = route.split(' ');
  const callers = by === 'public' ? [callerNames.public] : by.map((caller) => callerNames[caller]);
  return `<article id="${id}">
<h3><span class="method ${method.toLowerCase()}">${method}</span> <code>${brokenAtSlashes(target)}</code></h3>
<p class="summary">${both(summary)}</p>
<dl>
${entry({ vi: 'Ai được gọi', en: 'who' }, callers.map(both).join('; '))}
${entry({ vi: 'Tên', en: 'operationId' }, code(id))}
${headers(operation)}
${fields({ vi: 'Đường dẫn', en: 'path' }, schemas.of(path, 'input'))}
${fields({ vi: 'Tham số', en: 'query' }, schemas.of(query, 'input'))}
${fields({ vi: 'Nội dung', en: 'body' }, schemas.of(body, 'input'))}
${example(operation)}
${entry({ vi: 'Trả lời', en: 'answers' }, answers(schemas, operation))}
${entry({ vi: 'Từ chối', en: 'refusals' }, refusals(operation))}
</dl>
</article>`;
};

const brokenAtSlashes = (path: string): string => escapeHtml(path).replaceAll('/', '<wbr>/');

const entry = (term: Text, html: string): string =>
  html === '' ? '' : `<div><dt>${both(term)}</dt><dd>${html}</dd></div>`;

const fields = (term: Text, schema: Schema): string => entry(term, fieldTable(schema));

const headers = ({ repeatable, ifMatch }: Operation): string =>
  entry(
    { vi: 'Tiêu đề', en: 'headers' },
    [
      ...(repeatable
        ? []
        : [`${code('Idempotency-Key')} bắt buộc <span class="en" lang="en">required</span>`]),
      ...(ifMatch
        ? [`${code('If-Match')} nên gửi: ETag đã thấy <span class="en" lang="en">the ETag you saw</span>`]
        : []),
    ].join('<br>'),
  );

/** The request as it goes over the wire. */
const example = ({ route, by, repeatable, example: body }: Operation): string => {
  if (body === undefined) return '';
  const lines = [
    route,
    ...(by === 'public' ? [] : ['Authorization: Bearer …']),
    ...(repeatable ? [] : ['Idempotency-Key: 7c0d5f0e-4a1f-4d0a-9a53-0b1d5c9f2f11']),
    'Content-Type: application/json',
    '',
    JSON.stringify(body, null, 2),
  ];
  return entry({ vi: 'Ví dụ', en: 'example' }, `<pre>${escapeHtml(lines.join('\n'))}</pre>`);
};

const answers = (schemas: Schemas, { answers: documented }: Operation): string =>
  Object.entries(documented)
    .map(([status, { text, schema, mediaType, also = {}, etag }]) => {
      const first = mediaType === undefined ? typeOf(schemas.of(schema, 'output')) : code(mediaType);
      const kind = [first, ...Object.keys(also).map(code)].join(', ');
      return `<p><b>${status}</b> ${both(text)}: ${kind}${etag === true ? `, ${code('ETag')}` : ''}</p>`;
    })
    .join('\n');

const refusals = ({ problems: codes }: Operation): string =>
  codes
    .toSorted((a, b) => problems[a].number - problems[b].number)
    .map((reason) => {
      const { number, status, vi } = problems[reason];
      return `<a class="problem" href="#MC-${number}" title="${escapeHtml(vi)}">MC-${number} <small>${status} ${reason}</small></a>`;
    })
    .join(' ');
