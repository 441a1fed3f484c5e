import { describe, expect, test } from 'vitest';
import { encodeQr } from '../../../functions/adapters/pdf/index.ts';
import {
  buildDocument,
  fieldsOf,
  formIds,
  formSchema,
  layouts,
  messages,
  plainText,
  renderHtml,
} from '../../../functions/core/forms/index.ts';
import { filesBelow } from '../../architecture/source.ts';
import { expected, titles } from './expected.ts';
import { full, minimal, stored } from './samples.ts';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const readable = (html: string) => html.replace(/<(style|svg)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ');

describe.each(formIds)('form %s', (id) => {
  const document = buildDocument(stored(full[id]));
  const html = renderHtml(document, encodeQr);
  const fields = fieldsOf(document);

  test.each(expected[id])('%s: %s', (label, value) => {
    expect(fields).toContainEqual(expect.objectContaining({ label, value }));
    expect(html).toContain(escaped(label));
    for (const part of value.split('; ')) expect(html).toContain(escaped(part));
  });

  test('has no field that the law does not know', () => {
    const known = new Set(expected[id].map(([label]) => label));
    const extra = fields.map(({ label }) => label).filter((label) => !known.has(label));
    expect(
      extra.filter((label) => !['Giấy tờ, nội dung liên quan', 'Giấy tờ trả lại'].includes(label)),
    ).toEqual([]);
  });

  test('carries letterhead, title and mark', () => {
    const text = readable(html).replace(/\s+/g, ' ');
    expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    expect(text).toContain('Độc lập - Tự do - Hạnh phúc');
    expect(text).toContain('SỞ XÂY DỰNG');
    expect(text).toContain(`Mẫu số ${id}`);
    expect(text).toContain(titles[id]);
    expect(html).toContain('<html lang="vi">');
    expect(html).toContain(id === '07' ? 'size: A4 landscape' : 'size: A5 portrait');
  });

  test('golden files', async () => {
    await expect(plainText(document)).toMatchFileSnapshot(`golden/${id}.txt`);
    await expect(plainText(buildDocument(stored(full[id]), 'en'))).toMatchFileSnapshot(`golden/${id}.en.txt`);
    await expect(plainText(buildDocument(stored(minimal[id])))).toMatchFileSnapshot(
      `golden/${id}.minimal.txt`,
    );
    await expect(html).toMatchFileSnapshot(`golden/${id}.html`);
  });

  test('with nothing optional shows dotted lines, never "undefined"', () => {
    const bare = buildDocument(stored(minimal[id]));
    const all = plainText(bare) + renderHtml(bare, encodeQr);
    expect(all).not.toMatch(/undefined|null|NaN|\[object/);
    const blanks = fieldsOf(bare).filter(({ value }) => value === undefined);
    expect(blanks.length).toBeGreaterThan(0);
    expect(
      renderHtml(bare, encodeQr).match(/class="blank"|<td[^>]*><\/td>|class="space"/g)?.length,
    ).toBeGreaterThan(0);
  });

  test('refuses unknown fields and the layout of another form', () => {
    expect(formSchema.safeParse({ ...full[id], extra: 1 }).success).toBe(false);
    expect(formSchema.safeParse({ ...full[id], layout: '99@1' }).success).toBe(false);
  });
});

test('only form 05 is laid out provisionally, and says so on every page', () => {
  const provisional = formIds.filter((id) => layouts[id].certainty === 'provisional');
  expect(provisional).toEqual(['05']);
  expect(buildDocument(full['05']).foot).toContain('Bố cục tạm thời');
  expect(buildDocument(full['04']).foot).not.toContain('tạm thời');
});

test('every message is in both languages, composed, and used', () => {
  const sources = filesBelow('functions/core/forms', '.ts').filter(
    ({ path }) => !path.includes('/messages/'),
  );
  const used = sources.map(({ text }) => text).join('\n');
  for (const [key, { vi, en }] of Object.entries(messages)) {
    expect(vi).toBe(vi.normalize('NFC'));
    expect(vi.length).toBeGreaterThan(0);
    expect(en).not.toMatch(/[ạ-ỹăđơư]/i);
    const dynamic =
      /^(early|onTime|late|online|counter|post|workingDay|workingHour|calendarDay|month|06\.(agreedBySilence|late))$/.test(
        key,
      );
    expect(dynamic || used.includes(`'${key}'`), key).toBe(true);
  }
});
