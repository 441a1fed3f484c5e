import { describe, expect, test } from 'vitest';
import { planFiling, planUploads, type Scan } from '../../../local/scan/plan.ts';
import { showProgress } from '../../../local/scan/progress.ts';

const pdf = ['application/pdf'];
const rules = [
  { id: 'DON', mediaTypes: pdf, maxBytes: 1000 },
  { id: 'BANVE', mediaTypes: [...pdf, 'image/tiff'], maxBytes: 1000 },
  { id: 'BANVE-PCCC', mediaTypes: pdf, maxBytes: 1000 },
];
const scan = (name: string, over: Partial<Scan> = {}): Scan => ({
  ...{ name, size: 10, sha256: name.normalize('NFC'), mediaType: 'application/pdf' },
  ...over,
});
const componentsOf = (...names: string[]) =>
  planFiling(
    names.map((name) => scan(name)),
    rules,
  ).components.map(({ component }) => component);

describe('a new filing', () => {
  test('the component is what the name begins with, the longest one', () => {
    expect(
      componentsOf('DON.pdf', 'banve 2 mặt bằng.pdf', 'BANVE_3.pdf', 'BANVE-PCCC 1.pdf', 'BANVE-4.pdf'),
    ).toEqual([...['DON', 'BANVE', 'BANVE', 'BANVE-PCCC', 'BANVE']]);
  });

  test.each([
    ['a name of no component', scan('scan0001.pdf'), 'tên phải bắt đầu bằng mã thành phần: DON, BANVE'],
    ['a component that only begins alike', scan('DONG.pdf'), 'tên phải bắt đầu bằng mã thành phần'],
    [
      'a wrong type',
      scan('DON.tif', { mediaType: 'image/tiff' }),
      'là image/tiff; thành phần DON nhận application/pdf',
    ],
    ['no known type', scan('DON.txt', { mediaType: undefined }), 'là loại không nhận ra'],
    ['an empty file', scan('DON.pdf', { size: 0 }), 'tệp rỗng, hãy quét lại'],
    ['too large', scan('DON.pdf', { size: 1001 }), 'lớn hơn 1000 byte'],
    ['too long a name', scan(`DON ${'ạ'.repeat(90)}.pdf`), 'tên dài hơn 255 byte'],
  ])('%s is refused in words', (_, wrong, words) => {
    const { problems } = planFiling([wrong], rules);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(words);
  });

  test('the same scan twice is refused; names are kept in one spelling', () => {
    const twice = [scan('DON.pdf', { sha256: 'x' }), scan('BANVE.pdf', { sha256: 'x' })];
    expect(planFiling(twice, rules).problems).toEqual([
      'BANVE.pdf: trùng nội dung với DON.pdf, hãy bỏ một trong hai',
    ]);
    const [kept] = planFiling([scan('DON đề nghị.pdf'.normalize('NFD'))], rules).components;
    expect(kept?.name).toBe('DON đề nghị.pdf'.normalize('NFC'));
  });
});

describe('a draft that is there', () => {
  const declared = ['a', 'b', 'c'].map((sha256, i) => ({ n: i + 1, name: `${sha256}.pdf`, sha256 }));
  const scans = ['a', 'b', 'c'].map((sha256) => scan(`anything ${sha256}.pdf`, { sha256 }));

  test('what has arrived is skipped, by its hash and under whatever name', () => {
    const plan = planUploads(scans, declared, new Set(['b']));
    expect(plan.uploads.map(({ n, scan: { name } }) => [n, name])).toEqual([
      [1, 'anything a.pdf'],
      [3, 'anything c.pdf'],
    ]);
    expect([plan.skipped, plan.problems]).toEqual([1, []]);
  });

  test('what is lacking and what is too much is said', () => {
    const { problems } = planUploads([...scans.slice(1), scan('x.pdf')], declared, new Set());
    expect(problems).toEqual([
      'tài liệu 1 (a.pdf): không có tệp nào trong thư mục có đúng nội dung đã khai',
      'x.pdf: không có trong bản nháp, nội dung khác mọi tệp đã khai',
    ]);
  });
});

test('a bar for a person, plain lines for a program', () => {
  const shown = (isTTY: boolean): string => {
    let text = '';
    const write = (part: string | Uint8Array) => {
      text += String(part);
      return true;
    };
    const progress = showProgress({ files: 2, bytes: 4_000_000 }, { isTTY, write });
    progress.done('DON.pdf', 1_000_000);
    progress.done('BANVE.pdf', 3_000_000);
    progress.end();
    return text;
  };
  expect(shown(false)).toBe('1/2  1.0/4.0 MB  DON.pdf\n2/2  4.0/4.0 MB  BANVE.pdf\n');
  expect(shown(true).split('\r\u001b[K')).toEqual([
    `[${'-'.repeat(24)}] 0/2  0.0/4.0 MB`,
    `[${'#'.repeat(6)}${'-'.repeat(18)}] 1/2  1.0/4.0 MB  DON.pdf`,
    `[${'#'.repeat(24)}] 2/2  4.0/4.0 MB  BANVE.pdf\n`,
  ]);
});
