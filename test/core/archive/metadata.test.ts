import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Described, metadataOf } from '../../../functions/core/archive/metadata.ts';
import { objectMetadata } from '../../../functions/core/archive/objectMetadata.ts';
import { shipped } from '../../support/catalogue.ts';

/** The compulsory fields and their longest values, by hand from the digitisation guidance of 11/2025. */
const table = [
  ...([
    ['DocCode', 30],
    ['TypeName', 100],
    ['CodeNumber', 11],
    ['CodeNotation', 30],
  ] as const),
  ...([
    ['OrganName', 200],
    ['Subject', 500],
  ] as const),
] as const;

const permit = shipped('1.013236');
const described = (over: Partial<Described> = {}): Described => ({
  ...{ code: '000.00.NN.H05-261116-0001', n: 2, component: 'QDDA', procedure: permit },
  issued: { date: '2026-11-16' },
  inspection: { mediaType: 'application/pdf', pages: 3, dpi: null, warnings: [], signatures: [] },
  ...over,
});
const of = (over: Partial<Described> = {}) => {
  const found = metadataOf(described(over));
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
};
const named = (vi: string) => ({ vi, en: 'x' });

describe('the metadata of a document', () => {
  test('of a paper that declares nothing: no made-up number, no name of a person', () => {
    expect(of()).toEqual({
      ...{ DocCode: '000.00.NN.H05-261116-0001_002', TypeName: 'Quyết định phê duyệt dự án' },
      ...{ CodeNumber: 'Không số', CodeNotation: 'Không ký hiệu', IssuedDate: '2026-11-16' },
      ...{ OrganName: 'Cá nhân, tổ chức nộp hồ sơ', Subject: permit.name.vi, Language: 'vie', PageAmount: 3 },
      ...{ Keyword: '1.013236; QDDA', Mode: 'BORN_DIGITAL', ConfidenceLevel: 'UNSIGNED' },
      Format: 'application/pdf',
    });
  });

  test('of a result: its type is what the procedure grants, or the refusal', () => {
    const issued = { number: '12', notation: 'GPXD-SXD', date: '2026-11-27', organ: 'Sở Xây dựng' };
    const result = (outcome: 'granted' | 'refused') => of({ component: 'RESULT', n: 4, outcome, issued });
    expect(result('granted')).toMatchObject({
      ...{ TypeName: permit.result.vi, CodeNumber: '12', CodeNotation: 'GPXD-SXD', OrganName: 'Sở Xây dựng' },
    });
    expect(result('refused').TypeName).toMatch(/^Văn bản từ chối/);
  });

  test.each([
    ['a scan', { dpi: 300 }, 'DIGITISED'],
    ['a photo', { mediaType: 'image/jpeg' }, 'DIGITISED'],
    ['a scan of unknown resolution', { warnings: [{ code: 'dpi-unknown' as const }] }, 'DIGITISED'],
    ['a text without a claim', { warnings: [{ code: 'pdfa-missing' as const }] }, 'BORN_DIGITAL'],
  ])('%s', (_, measured, mode) => {
    expect(of({ inspection: { ...described().inspection, ...measured } }).Mode).toBe(mode);
  });

  test('names of the catalogue are cut visibly, in characters and not in bytes; a shorter one is left whole', () => {
    const long = { ...permit, name: named('ệ'.repeat(501)), result: named('ữ'.repeat(100)) };
    const cut = of({ procedure: long, component: 'RESULT' });
    expect([cut.Subject, cut.TypeName]).toEqual([`${'ệ'.repeat(499)}…`, 'ữ'.repeat(100)]);
  });

  test('what was declared is refused and never cut, every bad field by name', () => {
    const bad = { number: '1'.repeat(12), notation: 'Đ'.repeat(31), organ: 'a\u202eb', date: '16/11/2026' };
    const found = metadataOf(described({ issued: bad, code: 'x'.repeat(27) }));
    expect(found).toEqual({
      ok: false,
      error: [
        { field: '/metadata/DocCode', detail: '31 characters, at most 30' },
        { field: '/metadata/CodeNumber', detail: '12 characters, at most 11' },
        { field: '/metadata/CodeNotation', detail: '31 characters, at most 30' },
        { field: '/metadata/OrganName', detail: expect.stringContaining('direction') },
        { field: '/metadata/IssuedDate', detail: expect.any(String) },
      ],
    });
  });
});

/** Vietnamese composed and decomposed, letters outside of the first plane, spaces, percent signs, quotes, paths. */
const letter = fc.constantFrom(...'aĐđếệưữỵọ %"\\/._-'.split(''), 'e\u0302\u0301', '𠀀', '😀');
const words = (maxLength: number) =>
  fc.string({ unit: letter, minLength: 1, maxLength, size: 'max' }).map((s) => `x${s}`);
const anything = fc.record({
  ...{ subject: words(800), type: words(300), number: words(10), notation: words(29), organ: words(199) },
});
const random = { numRuns: 60, seed: Number(process.env.PROPERTY_SEED ?? 20_261_127) };

test('whatever the words are: composed, within every limit, ASCII within 2 KB on the object, and read back', () => {
  fc.assert(
    fc.property(anything, ({ subject, type, ...issued }) => {
      const procedure = { ...permit, name: named(subject), result: named(type) };
      const found = metadataOf(
        described({ procedure, component: 'RESULT', issued: { ...issued, date: '2026-11-16' } }),
      );
      if (!found.ok) throw new Error(JSON.stringify(found.error));
      for (const [field, most] of table) {
        const value = found.value[field];
        expect(value).toBe(value.normalize('NFC'));
        expect(Array.from(value).length).toBeLessThanOrEqual(most);
      }
      const object = objectMetadata(found.value, 'f'.repeat(64));
      const bytes = Object.entries(object).reduce((sum, [k, v]) => sum + Buffer.byteLength(k + v), 0);
      expect(bytes).toBeLessThanOrEqual(2048);
      expect(Object.entries(object).flat().join('')).toMatch(/^[\x20-\x7e]*$/);
      for (const [name, value] of Object.entries(found.value)) {
        const read = decodeURIComponent(object[name.toLowerCase()] ?? '');
        const whole = String(value);
        expect(read === whole || (read.endsWith('…') && whole.startsWith(read.slice(0, -1)))).toBe(true);
      }
    }),
    random,
  );
});

test('on the object every usual text stands whole', () => {
  const object = objectMetadata(of(), 'f'.repeat(64));
  expect(decodeURIComponent(object.subject ?? '')).toBe(permit.name.vi);
});
