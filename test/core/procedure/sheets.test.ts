import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { html } from '../../../catalogue/sheets/html.ts';
import { sheetFiles } from '../../../catalogue/sheets/index.ts';
import { processSheet } from '../../../catalogue/sheets/page.ts';
import { loadProcedures } from '../../../catalogue/tools/load.ts';
import { sheetsOf } from '../../../catalogue/tools/sheets.ts';
import type { ProcedureData } from '../../../functions/core/procedure/index.ts';
import { calendar } from '../calendar/support.ts';

const folder = fileURLToPath(new URL('../../../docs/process-sheets/', import.meta.url));
const versions = loadProcedures();
const context = { office: { vi: 'Sở Xây dựng', en: 'Department' }, calendar };
const procedure = (code: string): ProcedureData => {
  const found = versions.find((version) => version.code === code);
  if (found === undefined) throw new Error(code);
  return found;
};
const sheet = (code: string, change: Partial<ProcedureData> = {}): string =>
  processSheet({ ...procedure(code), ...change }, context);
/** The words of a page, without its markup. */
const words = (page: string): string =>
  page
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ');

test('the sheets in docs/process-sheets are those of the catalogue: `npm run catalogue:sheets` writes them again', () => {
  const files = sheetsOf(['1.013236', '1.013239', '1.013237']);
  expect(readdirSync(folder).toSorted()).toEqual(files.map(({ name }) => name).toSorted());
  for (const { name, text } of files) {
    expect(readFileSync(`${folder}${name}`, 'utf8') === text || `${name} is out of date`).toBe(true);
  }
});

describe('every procedure of the catalogue', () => {
  const files = sheetFiles(versions, context);
  test('has a page, and the index names it', () => {
    expect(files.length).toBe(versions.length + 1);
    const [index] = files;
    for (const { code } of versions) expect(index?.text).toContain(`href="${code}.html"`);
  });

  test.each(files)('$name is well-formed, in NFC, complete and needs nothing else', ({ text }) => {
    const body = text.replace('<!DOCTYPE html>', '').trim();
    expect(XMLValidator.validate(body)).toBe(true);
    expect(text).toBe(text.normalize('NFC'));
    expect(text).toContain('<meta charset="utf-8" />');
    expect(words(text)).not.toMatch(/undefined|NaN|\[object|Infinity/);
    expect(text).not.toMatch(/src=|@import|url\((?!#tip)|<script|<link|https?:/);
  });

  test.each(versions)('$code: every step, component, provision and source stands in it', (version) => {
    const text = words(sheet(version.code));
    const { components, steps, innerClocks, forms, sources } = version;
    const named = [...components, ...steps, ...innerClocks].flatMap(({ name }) => [name.vi, name.en]);
    const cited = [...innerClocks.map(({ article }) => article), ...forms.map(({ id }) => id), ...sources];
    for (const each of [...named, ...cited, version.result.vi, version.retention.source])
      expect(text).toContain(each);
  });
});

describe('1.013236', () => {
  const text = words(sheet('1.013236'));
  test.each([
    ['number and version', 'QT-1.013236'],
    ['limit with its provision', '10 ngày làm việc / 10 working days (NĐ 217/2026/NĐ-CP Đ54)'],
    ['last step: days, hours, cumulative hours, example', '0,5 4 80 13/11/2026 17:00'],
    ['sum', 'Tổng / sum 10 80'],
    ['slack', '10 ngày = 80 giờ 0 ngày = 0 giờ'],
    ['the legal date of the example', 'hạn trả theo luật 16/11/2026 17:00'],
    ['supplement policy', 'Nhận đủ thì tính tiếp phần còn lại'],
    ['silence of consulted agencies', 'không trả lời coi là đồng ý'],
    ['alternatives', 'Một trong / one of : DAT, VITRI, THUHOI'],
    ['the database that replaces a paper', 'CSDL đất đai'],
  ])('shows the %s', (_, expected) => {
    expect(text).toContain(expected);
  });

  test('marks what is interpretation and what is unsourced', () => {
    const page = sheet('1.013236');
    expect(page).toContain('8 hours</span>. <span class="mark interpretation">');
    expect(page).toContain('Đ54.2b) <span class="mark interpretation">');
    expect(page).toMatch(/Phí, lệ phí.*<span class="mark unsourced">/s);
    expect(sheet('1.013236', { limitCertainty: 'second-hand' })).toContain(
      'Đ54) <span class="mark second-hand">',
    );
  });
});

test('1.013239 holds the sum of its steps against the limit of every group', () => {
  const text = words(sheet('1.013239'));
  expect(text).toContain('25 ngày làm việc / 25 working days 12 ngày = 96 giờ 13 ngày = 104 giờ');
  expect(text).toContain('≥ 42 ngày làm việc / 42 working days 12 ngày = 96 giờ ≥ 30 ngày = 240 giờ');
});

test('a draft says DRAFT and why, on every page; a closed procedure says since which law', () => {
  const draft = sheet('L.000001');
  expect(draft).toContain('<b>DỰ THẢO / DRAFT</b>');
  expect(words(draft)).toContain(procedure('L.000001').draftReason);
  expect(draft).toContain('class="draft-mark"');
  expect(sheet('1.013236')).not.toContain('class="draft-mark"');
  expect(sheet('1.013234')).toContain('ĐÃ BÃI BỎ / CLOSED');
});

describe('the flow chart', () => {
  const chart = (code: string, change?: Partial<ProcedureData>): string =>
    /<svg.*<\/svg>/s.exec(sheet(code, change))?.[0] ?? '';
  const boxes = (svg: string): { x: number; y: number; w: number; h: number }[] =>
    [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" rx=/g)].map(
      ([, x, y, w, h]) => ({ x: Number(x), y: Number(y), w: Number(w), h: Number(h) }),
    );

  test('has a box for each step, the two ends and the ways out', () => {
    expect(boxes(chart('1.013236')).length).toBe(7 + 2 + 7);
    expect(boxes(chart('1.013236', { consultations: [] })).length).toBe(7 + 2 + 6);
    const noSupplement = { ...procedure('1.013236').supplement, perStage: 0 };
    expect(boxes(chart('1.013236', { supplement: noSupplement })).length).toBe(7 + 2 + 4);
    expect(chart('1.013225')).toBe('');
  });

  test.each(versions.filter(({ steps }) => steps.length > 0))(
    '$code: boxes keep inside and apart',
    ({ code }) => {
      const svg = chart(code);
      const height = Number(/viewBox="0 0 1000 (\d+)"/.exec(svg)?.[1]);
      const all = boxes(svg);
      for (const [i, a] of all.entries()) {
        expect(a.x >= 30 && a.x + a.w <= 1000 && a.y >= 54 && a.y + a.h <= height).toBe(true);
        for (const b of all.slice(i + 1))
          expect(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y).toBe(true);
      }
    },
  );
});

test('text is escaped wherever it stands', () => {
  const nasty = { vi: `<b>&"'</b><script>`, en: '</td>' };
  expect(html`<p title="${nasty.vi}">${nasty.vi}</p>`.markup).toBe(
    '<p title="&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;&lt;script&gt;">&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;&lt;script&gt;</p>',
  );
  const { steps, components } = procedure('1.013236');
  const page = sheet('1.013236', {
    name: nasty,
    result: nasty,
    steps: steps.map((step) => ({ ...step, name: nasty })),
    components: components.map((component) => ({ ...component, name: nasty })),
  });
  expect(page).not.toContain('<script');
  expect(XMLValidator.validate(page.replace('<!DOCTYPE html>', '').trim())).toBe(true);
});

test('a decomposed letter is composed', () => {
  expect(html`${'Giấy phép'.normalize('NFD')}`.markup).toBe('Giấy phép'.normalize('NFC'));
});
