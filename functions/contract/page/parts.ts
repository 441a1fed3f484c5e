import { escapeHtml } from '../../core/forms/html/escape.ts';
import type { Schema } from '../openapi/schemas.ts';
import type { Text } from '../operation.ts';
import { code, constraintsOf, type Field, fieldsOf, typeOf } from './fields.ts';

/** Vietnamese first, English after it. */
export const both = ({ vi, en }: Text): string =>
  `${escapeHtml(vi)} <span class="en" lang="en">${escapeHtml(en)}</span>`;

export const table = (kind: string, heads: readonly Text[], rows: readonly (readonly string[])[]): string =>
  `<table class="${kind}"><thead><tr>${heads.map((head) => `<th scope="col">${both(head)}</th>`).join('')}</tr></thead><tbody>
${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}
</tbody></table>`;

const heads: readonly Text[] = [
  { vi: 'Trường', en: 'field' },
  { vi: 'Kiểu', en: 'type' },
  { vi: 'Ràng buộc', en: 'constraints' },
];

const row = ({ name, required, schema }: Field): string[] => [
  `<code class="${required ? 'must' : 'may'}">${escapeHtml(name).replaceAll('.', '.<wbr>')}</code>`,
  typeOf(schema),
  [constraintsOf(schema), escapeHtml(schema.description ?? '')].filter((text) => text !== '').join('<br>'),
];

/** So many rows fit into a look; a longer table opens on demand, and always in print. */
const LONG = 40;

/** The fields of an object; an array or a union says its kind above them. */
export const fieldTable = (schema: Schema): string => {
  const fields = fieldsOf(schema);
  const kind = schema.properties ? '' : `<p>${typeOf(schema)}</p>`;
  if (fields.length === 0) return kind;
  const rows = table('fields', heads, fields.map(row));
  const folded = `<details><summary>${both({ vi: `${fields.length} trường`, en: 'fields' })}</summary>${rows}</details>`;
  return `${kind}${fields.length > LONG ? folded : rows}`;
};

export const named = (name: string, schema: Schema): string =>
  `<section class="schema" id="schema-${name}"><h3>${code(name)}</h3>
${schema.description === undefined ? '' : `<p>${escapeHtml(schema.description)}</p>`}
${fieldTable(schema)}</section>`;
