import { expect, test } from 'vitest';
import { contract } from '../../functions/contract/index.ts';
import type { Schema } from '../../functions/contract/openapi/schemas.ts';
import { fieldsOf } from '../../functions/contract/page/fields.ts';
import { docsPage } from '../../functions/contract/page/index.ts';
import { fieldTable } from '../../functions/contract/page/parts.ts';
import { problems } from '../../functions/core/dossier/problems.ts';

const { html, style } = docsPage();
const all = (pattern: RegExp) => [...html.matchAll(pattern)].map(([, found = '']) => found);
const ids = all(/ id="([^"]+)"/g);

test('shows every operation, every problem and the ten national statuses', () => {
  const wanted = [
    ...contract.flatMap(({ operations }) => Object.keys(operations)),
    ...Object.values(problems).map(({ number }) => `MC-${number}`),
  ];
  expect(ids).toEqual(expect.arrayContaining(wanted));
  expect(html).toContain('<td><b>10</b></td><td>Đã trả kết quả');
});

test('every link leads somewhere, no place has two names', () => {
  expect(new Set(ids).size).toBe(ids.length);
  for (const target of all(/href="#([^"]+)"/g)) expect(ids).toContain(target);
});

test('fetches and runs nothing: no script, no outside address, no style but the one that is announced', () => {
  expect(html).not.toMatch(/<script|<img|<link|<iframe|\son\w+=|style="|https?:/i);
  expect(style).not.toMatch(/url\(|@import/);
  expect(all(/<style>([^<]*)<\/style>/g)).toEqual([style]);
  expect(html).toBe(html.normalize('NFC'));
});

test('names fields by their place, and marks the required ones', () => {
  const schema: Schema = {
    ...{ type: 'object', required: ['a'] },
    properties: {
      a: { type: 'array', items: { type: 'object', properties: { b: { type: 'string', maxLength: 3 } } } },
      c: { anyOf: [{ type: 'object', properties: { d: { const: 1 } } }, { type: 'null' }] },
      e: { $ref: '#/components/schemas/Due' },
    },
  };
  expect(fieldsOf(schema).map(({ name, required }) => `${name}${required ? '*' : ''}`)).toEqual([
    ...['a*', 'a[].b', 'c', 'c.d', 'e'],
  ]);
  const shown = fieldTable(schema);
  expect(shown).toContain('≤ 3 ký tự');
  expect(shown).toContain('<a href="#schema-Due">Due</a>');
});

test('text from a schema cannot become markup', () => {
  const shown = fieldTable({ type: 'object', properties: { '<b>': { description: '<i>', pattern: '<u>' } } });
  expect(shown).not.toMatch(/<[biu]>/);
  expect(shown).toContain('&lt;i&gt;');
});
