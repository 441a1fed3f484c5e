import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reasonCodes } from '../../../functions/core/inspection/codes.ts';
import type { FileFacts, Scan } from '../../../functions/core/inspection/facts.ts';
import { judge } from '../../../functions/core/inspection/judge.ts';
import { limitsOf } from '../../../functions/core/inspection/limits.ts';
import { limits } from '../../support/limits.ts';

const declared = { name: 'a.pdf', mediaType: 'application/pdf', size: 9, sha256: 'f' };
const facts = (scans: readonly Scan[] = []): FileFacts => ({
  ...{ mediaType: 'application/pdf', bytes: 9, sha256: 'f', findings: [], pages: 1, scans, pdfa: '2B' },
});
const scan = (page: number, dpi: number | undefined): Scan => ({ page, dpi, colour: true, text: true });

describe('the verdict', () => {
  test.each([
    [199, 'REFUSED', ['dpi-low'], []],
    [200, 'CLEAN', [], ['dpi-below-advised']],
    [299, 'CLEAN', [], ['dpi-below-advised']],
    [300, 'CLEAN', [], []],
    [undefined, 'CLEAN', [], ['dpi-unknown']],
  ])('of a scan of %s dpi is %s', (dpi, verdict, reasons, warnings) => {
    const said = judge(declared, facts([scan(1, dpi)]), limits);
    expect(said.verdict).toBe(verdict);
    expect(said.reasons.map(({ code }) => code)).toEqual(reasons);
    expect(said.warnings.map(({ code }) => code)).toEqual(warnings);
    expect(said.dpi).toBe(dpi ?? null);
  });

  const signatures = [{ name: 'Nguyễn Văn A' }];
  const twoPages = { ...facts([scan(1, 300)]), pages: 2 };
  const photo = { ...facts(), mediaType: 'image/png', pages: undefined };
  test.each([
    ['born digital, signed', { ...facts(), signatures }, 'always', []],
    ['born digital', facts(), 'always', ['signature-missing']],
    ['born digital', facts(), 'unless-scanned', ['signature-missing']],
    ['born digital', facts(), 'never', []],
    [
      'an XML',
      { ...facts(), mediaType: 'application/xml', pages: undefined },
      'unless-scanned',
      ['signature-missing'],
    ],
    ['a scan', facts([scan(1, 300)]), 'always', ['signature-missing']],
    ['a scan', facts([scan(1, 300)]), 'unless-scanned', []],
    ['a text with one scanned page', twoPages, 'unless-scanned', ['signature-missing']],
    ['a photo', photo, 'unless-scanned', []],
    [
      'a damaged file',
      { ...facts(), findings: [{ code: 'damaged' as const, detail: 'x' }] },
      'always',
      ['damaged'],
    ],
  ] as const)('a result that is %s, signature %3$s', (_, measured, rule, wanted) => {
    const mediaType = measured.mediaType ?? '';
    const name = `a.${mediaType.split('/')[1] ?? ''}`;
    const said = judge({ ...declared, mediaType, name }, measured, limits, rule);
    expect(said.reasons.map(({ code }) => code)).toEqual(wanted);
  });

  test('follows the thresholds it is given', () => {
    const strict = { ...limits, minDpi: 301, maxBytes: 8 };
    const said = judge(declared, facts([scan(1, 300)]), strict);
    expect(said.reasons).toEqual([
      { code: 'too-large', detail: '9 bytes, at most 8' },
      { code: 'dpi-low', detail: 'page 1: 300 dpi, at least 301' },
    ]);
  });

  test('is CLEAN exactly when there is no reason; each code once, of bounded length, whatever was found', () => {
    const finding = fc.record({
      code: fc.constantFrom(...reasonCodes),
      detail: fc.string({ maxLength: 900 }),
    });
    const dpis = fc.array(fc.option(fc.integer({ min: 1, max: 1200 }), { nil: undefined }), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 400 }), dpis, (findings, scans) => {
        const signatures = Array.from({ length: 100 }, () => ({ name: 'ễ'.repeat(100) }));
        const found = { ...facts(scans.map((dpi, index) => scan(index + 1, dpi))), signatures };
        const said = judge(declared, { ...found, findings }, limits);
        const isLow = scans.some((dpi) => dpi !== undefined && dpi < 200);
        expect(said.verdict).toBe(findings.length === 0 && !isLow ? 'CLEAN' : 'REFUSED');
        expect(new Set(said.reasons.map(({ code }) => code)).size).toBe(said.reasons.length);
        // Fifty of them are one page of a query.
        expect(Buffer.byteLength(JSON.stringify(said))).toBeLessThan(20_000);
      }),
    );
  });
});

describe('the thresholds', () => {
  const entry = { value: 200, source: 'test' };
  test.each([
    ['a missing one', { minDpi: entry }],
    [
      'an unknown one',
      {
        ...Object.fromEntries(Object.entries(limits).map(([name, value]) => [name, { value, source: 's' }])),
        other: entry,
      },
    ],
    ['one without a source', { minDpi: { value: 200 } }],
  ])('are refused with %s', (_, file) => {
    expect(() => limitsOf(file)).toThrow();
  });
});
