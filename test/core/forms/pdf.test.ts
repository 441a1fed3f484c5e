import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { renderPdf } from '../../../functions/adapters/pdf/index.ts';
import { buildDocument, type Form, fieldsOf, formIds } from '../../../functions/core/forms/index.ts';
import { expected, titles } from './expected.ts';
import { fonts } from './fonts.ts';
import { readPdf } from './pdfText.ts';
import { full, minimal, morning, stored } from './samples.ts';

const render = (form: Form) => renderPdf(buildDocument(stored(form)), fonts);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const joined = (lines: readonly string[]) => lines.join(' ').replace(/\s+/g, ' ');

describe.each(formIds)('form %s', (id) => {
  test('reads, field by field, as it was written', async () => {
    const { pages } = await readPdf(await render(full[id]));
    const text = joined(pages.flat());
    for (const title of titles[id].split(' ')) expect(text).toContain(title);
    for (const [label, value] of expected[id]) {
      // Words, since a line or a column may end inside a label.
      for (const word of `${label} ${value}`.split(/[\s;]+/)) expect(text).toContain(word.slice(0, 8));
    }
    expect(text).toBe(text.normalize('NFC'));
    expect(text).not.toMatch(/\?|undefined/);
  });

  test('is small, and the same bytes every time', async () => {
    const [first, second] = [await render(full[id]), await render(full[id])];
    expect(sha256(first)).toBe(sha256(second));
    expect(first.length).toBeLessThan(60_000);
    expect((await render(minimal[id])).length).toBeLessThan(60_000);
  });

  test('tells what it is', async () => {
    const { pdf } = await readPdf(await render(full[id]));
    expect(pdf.getTitle()).toContain(titles[id]);
    expect(pdf.getAuthor()).toBe('Sở Xây dựng');
    expect(pdf.getCreationDate()?.getTime()).toBe(Math.floor(full[id].issuedAt / 1000) * 1000);
    const size = pdf.getPage(0).getSize();
    const [width, height] = id === '07' ? [297, 210] : [148, 210];
    expect(Math.round((size.width * 25.4) / 72)).toBe(width);
    expect(Math.round((size.height * 25.4) / 72)).toBe(height);
  });
});

test('the bytes of every form are those on record: what was archived can be made again', async () => {
  const hashes: Record<string, string> = {};
  for (const id of formIds) {
    hashes[id] = sha256(await render(full[id]));
    hashes[`${id} minimal`] = sha256(await render(minimal[id]));
  }
  await expect(`${JSON.stringify(hashes, null, 2)}\n`).toMatchFileSnapshot('golden/sha256.json');
});

test('another moment, another PDF', async () => {
  expect(sha256(await render(full['02']))).not.toBe(
    sha256(await render({ ...full['02'], issuedAt: morning + 60_000 })),
  );
});

const many = Array.from({ length: 60 }, (_, i) => ({
  name: `Văn bản thứ ${i + 1} về thẩm định thiết kế kỹ thuật và dự toán công trình`,
}));

test('sixty papers run over pages with numbers, none lost, none twice', async () => {
  const { pages } = await readPdf(await render({ ...full['01'], components: many }));
  expect(pages.length).toBeGreaterThan(2);
  const text = joined(pages.flat());
  for (let i = 1; i <= 60; i++) expect(text.split(`Văn bản thứ ${i} về`)).toHaveLength(2);
  for (const [index, page] of pages.entries()) {
    expect(page).toContain(`Trang ${index + 1}/${pages.length}`);
    expect(page.some((line) => line.startsWith('GIẤY TIẾP NHẬN HỒ SƠ VÀ'))).toBe(index > 0);
  }
});

test.each([
  ['signed digitally', {}],
  ['signed in ink', { submitter: { name: 'Nguyễn Thị Ngọc Ẩn' }, receiver: { name: 'Trần Thị Bưởi' } }],
])('an ordinary receipt fits one page, %s', async (_, signatures) => {
  const { principal: _p, dueProvisional: _d, ...ordinary } = full['01'];
  const { pages } = await readPdf(await render({ ...ordinary, ...signatures }));
  expect(pages).toHaveLength(1);
});

test('a long book repeats its head on every page', async () => {
  const entries = many.map(({ name }, i) => ({ ...full['07'].entries[0], ordinal: i + 1, procedure: name }));
  const { pages } = await readPdf(await render({ ...full['07'], entries }));
  expect(pages.length).toBeGreaterThan(3);
  for (const page of pages) expect(page.filter((line) => line === 'Mã hồ sơ')).toHaveLength(1);
  const text = joined(pages.flat());
  expect(text.split('Đã ký nhận')).toHaveLength(61);
});

test('a cell longer than a page is divided, every word kept', async () => {
  const note = Array.from({ length: 900 }, (_, i) => `chữ${i}`).join(' ');
  const handOvers = [{ ...full['06'].handOvers[0], note }, ...full['06'].handOvers];
  const { pages } = await readPdf(await render({ ...full['06'], handOvers }));
  expect(pages.length).toBeGreaterThan(3);
  const words = joined(pages.flat()).split(/\s/);
  expect(words.filter((word) => /^chữ\d+$/.test(word))).toEqual(note.split(' '));
});

test.each([
  ['without spaces', 'NguyễnThịNgọcẨn'.repeat(40)],
  ['with spaces', 'Nguyễn Thị Ngọc Ẩn '.repeat(60).trim()],
])('a very long name %s is divided, not cut', async (_, name) => {
  const { pages } = await readPdf(await render({ ...full['02'], applicant: { name } }));
  const flat = pages.flat().join('').replace(/\s/g, '');
  expect(flat).toContain(name.replace(/\s/g, ''));
});

test('letters that the font lacks become a box', async () => {
  const { pages } = await readPdf(await render({ ...minimal['02'], request: 'Nhà 家 và 😀' }));
  expect(joined(pages.flat())).toContain('Nhà □ và □');
});

test('decomposed letters give the same bytes as composed ones', async () => {
  const name = 'Đỗ Ngữ Ẫm Ỵ Ặng';
  const of = (text: string) => render({ ...minimal['02'], applicant: { name: text } });
  expect(sha256(await of(name.normalize('NFD')))).toBe(sha256(await of(name)));
});

test('dotted lines are drawn where a value is missing, not written', async () => {
  const { pages } = await readPdf(await render(minimal['01']));
  const blanks = fieldsOf(buildDocument(minimal['01'])).filter(({ value }) => value === undefined);
  expect(blanks.length).toBeGreaterThan(8);
  for (const { label } of blanks) expect(joined(pages.flat())).toContain(label);
});
