import { expect, test } from 'vitest';
import { readPdf } from '../../../functions/adapters/files/pdf/read.ts';
import { workWithin } from '../../../functions/adapters/files/work.ts';
import { classic, onePage, withStray } from '../../corpus/pdfBytes.ts';
import { limits } from '../../support/limits.ts';

/** At how many tokens a reader gives up on strings without an end, each of which reaches over all that follow. */
const givenUpAt = (strings: number): { tokens: number; bytes: number } => {
  const bytes = withStray(classic(onePage()), '1 0 obj (\n'.repeat(strings));
  const { findings } = readPdf(bytes, workWithin(limits));
  const detail = findings.find(({ code }) => code === 'work-limit')?.detail ?? '';
  return { tokens: Number(/more than (\d+) tokens/.exec(detail)?.[1]), bytes: bytes.length };
};

test.each([20_000, 40_000, 80_000])(
  '%i strings that overlap are given up in proportion to the file',
  (strings) => {
    const { tokens, bytes } = givenUpAt(strings);
    expect(tokens).toBeGreaterThan(0);
    expect(tokens).toBeLessThanOrEqual(bytes / 2 + 10_001);
  },
);

test('what the table of each revision repeats is read once', () => {
  // Fifty times a thousand numbers would be more than such a small file may take.
  const one = classic(onePage({ more: [`[${'1 '.repeat(1000)}]`] }));
  let previous = Number(/startxref\s+(\d+)/.exec(one.toString('latin1'))?.[1]);
  const table = one.subarray(previous, one.lastIndexOf('startxref')).toString('latin1');
  let file = one;
  for (let nth = 0; nth < 50; nth += 1) {
    const at = file.length;
    const next = table.replace('>>', `/Prev ${previous} >>`);
    file = Buffer.concat([file, Buffer.from(`${next}startxref\n${at}\n%%EOF\n`, 'latin1')]);
    previous = at;
  }
  expect(readPdf(file, workWithin(limits)).findings).toEqual([]);
});
