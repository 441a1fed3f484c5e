import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { pageOf } from '../../../functions/core/reports/page.ts';
import { both, type Imprint, type Report } from '../../../functions/core/reports/table.ts';

const evil = `<img src=x onerror="alert('1')">&`;
const imprint: Imprint = {
  unit: { id: 'SXD-H05', name: both(evil, evil), superior: evil },
  madeAt: Date.UTC(2026, 10, 30, 1, 5),
  offsetMinutes: 420,
};
const report: Report = {
  ...{ name: 'test', title: both(evil, evil), form: evil, from: '2026-11-01', to: '2026-11-30' },
  tables: [
    {
      ...{ key: 'a', title: both(evil, evil), notes: [both(evil, evil)] },
      columns: [
        { key: 'name', name: both(evil, evil), kind: 'text' },
        { key: 'x', name: both('Trước hạn', 'Early'), kind: 'count', group: both(evil, evil) },
        { key: 'y', name: both('Quá hạn', 'Late'), kind: 'count' },
        { key: 'low', name: both('P25', 'P25'), kind: 'decimal' },
        { key: 'mid', name: both('Trung vị', 'Median'), kind: 'decimal' },
      ],
      rows: [
        { name: evil, x: 1200, y: 30, low: 1, mid: 2.5 },
        { name: 'Nhà ở và công sở', x: 7, y: 0 },
      ],
      total: { name: evil, x: 1207, y: 30 },
    },
    { key: 'none', title: both('Không', 'None'), columns: [], rows: [] },
  ],
  plots: [
    {
      ...{ kind: 'stacked', table: 'a', label: 'name', title: both(evil, evil) },
      series: [
        { key: 'x', tone: 'good' },
        { key: 'y', tone: 'bad' },
      ],
    },
    {
      ...{ kind: 'spread', table: 'a', label: 'name', title: both('Thời gian', 'Times') },
      ...{ low: 'low', middle: 'mid', high: 'x', limit: 'y' },
    },
    { kind: 'stacked', table: 'none', label: 'n', title: both('Không', 'None'), series: [] },
  ],
  notes: [both(evil, evil)],
};
const { html, style } = pageOf(report, imprint);

test('no text gets out of its place: nothing runs, nothing is fetched, no style but the one', () => {
  expect(html).not.toContain('<img');
  const tags = html.match(/<[^>]*>/g)?.join('') ?? '';
  expect(tags).not.toMatch(/script|\son\w+=|\sstyle=|href=|src=|url\((?!#)/);
  expect(style).not.toMatch(/url\(|@import|https?:/);
  expect(html.split('<style>')).toHaveLength(2);
  expect(html).toContain(`<style>${style}</style>`);
  expect(
    html.match(/&lt;img src=x onerror=&quot;alert\(&#39;1&#39;\)&quot;&gt;&amp;/g)?.length,
  ).toBeGreaterThan(15);
});

const xml = html.replace('<!doctype html>', '').replaceAll(/<meta [^>]*>/g, '');

test('it is well formed, and says what language its texts are in', () => {
  expect(XMLValidator.validate(xml)).toBe(true);
  expect(html).toContain('<html lang="vi">');
  expect(html).toContain('<span class="en" lang="en">Early</span>');
});

test('each picture has a name and says in words what it shows; nothing is drawn of nothing', () => {
  const options = {
    ignoreAttributes: false,
    htmlEntities: true,
    isArray: (name: string) => name === 'figure',
  };
  const figures: { svg: { title: { '#text': string }; desc: { '#text': string }; '@_role': string } }[] =
    new XMLParser(options).parse(xml).html.body.main.figure;
  expect(figures).toHaveLength(2);
  expect(figures.map(({ svg }) => [svg['@_role'], svg.desc['#text']])).toEqual([
    ['img', `${evil}: Trước hạn 1.200, Quá hạn 30; Nhà ở và công sở: Trước hạn 7, Quá hạn 0`],
    [
      'img',
      `${evil}: P25 1,0, Trung vị 2,5, Trước hạn 1.200, Quá hạn 30; Nhà ở và công sở: P25 –, Trung vị –, Trước hạn 7, Quá hạn 0`,
    ],
  ]);
});

test('numbers are written as in Viet Nam, and what is not known stays empty', () => {
  expect(html).toContain('<td class="count">1.200</td><td class="count">30</td><td class="decimal">1,0</td>');
  expect(html).toContain('<td class="count">7</td><td class="count">0</td><td class="decimal"></td>');
  expect(html).toContain('Từ ngày 01/11/2026 đến ngày 30/11/2026; lập lúc 08:05 30/11/2026');
  expect(html).toContain('Không có hồ sơ nào.');
});
