import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box } from '../../../functions/adapters/pdf/box.ts';
import { paginate } from '../../../functions/adapters/pdf/paginate.ts';
import { type Line, type Measure, wrapRuns } from '../../../functions/adapters/pdf/wrap.ts';

/** Every letter one wide, in every face. */
const measure: Measure = (text, _, size) => Array.from(text).length * size;
const wrap = (text: string, width: number): readonly string[] =>
  wrapRuns([{ text, face: 'regular' }], width, 1, measure).map(textOf);
const textOf = (line: Line): string => line.pieces.map(({ text }) => text).join('');

describe('lines', () => {
  test.each([
    ['nothing', '', 10, ['']],
    ['one line', 'một hai ba', 10, ['một hai ba']],
    ['at a space', 'một hai ba', 9, ['một hai', 'ba']],
    ['where the text says so', 'một\nhai\n\nba', 20, ['một', 'hai', '', 'ba']],
    ['after punctuation of a code', 'H05.019.00-261123-0710001', 12, ['H05.019.00-', '261123-', '0710001']],
    ['anywhere in a word without any', 'Nguyễnthịngọcẩn', 6, ['Nguyễn', 'thịngọ', 'cẩn']],
    ['never leaving a year alone', 'ngày 08 tháng 12 năm 2026', 20, ['ngày 08 tháng 12', 'năm 2026']],
  ])('%s', (_, text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });

  test('a letter stays with its marks', () => {
    expect(wrap('ê\u0323'.repeat(6), 4)).toEqual(['ê\u0323ê\u0323', 'ê\u0323ê\u0323', 'ê\u0323ê\u0323']);
  });

  test('words run through styles; pieces stand one after another', () => {
    const runs = [
      { text: 'Lý do: ', face: 'regular' },
      { text: 'mất', face: 'bold' },
      { text: ', rồi', face: 'regular' },
    ] as const;
    const [line, next] = wrapRuns(runs, 11, 1, measure);
    expect(line?.pieces).toEqual([
      { text: 'Lý do:', face: 'regular', x: 0 },
      { text: ' mất', face: 'bold', x: 6 },
      { text: ',', face: 'regular', x: 10 },
    ]);
    expect(next && textOf(next)).toBe('rồi');
  });

  test('no line is wider than the column and no letter is lost', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'Ẫ', 'ộ', ' ', '.', '-', '/', '\n'),
      maxLength: 200,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 3, max: 40 }), (source, width) => {
        const lines = wrap(source, width);
        for (const line of lines) expect(Array.from(line).length).toBeLessThanOrEqual(width);
        expect(lines.join('').replace(/\s/g, '')).toBe(source.replace(/\s/g, ''));
      }),
    );
  });
});

describe('pages', () => {
  const box = (height: number, more: Partial<Box> = {}): Box => ({
    height,
    after: 1,
    draw: () => undefined,
    ...more,
  });

  test('no box crosses the end of its page, none is lost, the order stays', () => {
    const sizes = fc.array(fc.record({ height: fc.integer({ min: 1, max: 30 }), keep: fc.boolean() }));
    fc.assert(
      fc.property(sizes, (all) => {
        const boxes = all.map(({ height, keep }) => box(height, { keep }));
        const pages = paginate(boxes, 50);
        expect(pages.flatMap((page) => page.map((placed) => placed.box))).toEqual(boxes);
        for (const { box: placed, top } of pages.flat())
          expect(top + placed.height).toBeLessThanOrEqual(50.01);
      }),
    );
  });

  test('a label never ends a page', () => {
    const [first, second] = paginate([box(45), box(4, { keep: true, after: 0 }), box(10)], 50);
    expect(first).toHaveLength(1);
    expect(second?.map(({ top }) => top)).toEqual([0, 4]);
  });

  test('the head of a table comes back above a row that opens a page', () => {
    const header = box(5);
    const pages = paginate([header, box(40, { header }), box(20, { header })], 50);
    expect(pages.map((page) => page.length)).toEqual([2, 2]);
    expect(pages[1]?.[0]?.box).toBe(header);
    expect(pages[1]?.[1]?.top).toBe(5);
  });
});
