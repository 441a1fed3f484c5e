import type { Column, Table } from '../../core/forms/index.ts';
import { type Box, type Frame, lineHeight } from './box.ts';
import type { Face } from './faces.ts';
import { lay } from './text.ts';
import type { Line } from './wrap.ts';

type Cell = readonly Line[];

/** A ruled table; its head comes back on every page, and a row taller than a page is divided between lines. */
export const tableBoxes = (table: Table, frame: Frame): readonly Box[] => {
  const size = frame.size * 0.84;
  const pad = size * 0.3;
  const row = (cells: readonly Cell[], columns: readonly Column[], center: boolean): Box => {
    const lines = Math.max(1, ...cells.map((cell) => cell.length));
    const height = lines * lineHeight(size) + 2 * pad;
    return {
      height,
      after: 0,
      draw: (pen, x, top) => {
        let left = x;
        for (const [index, { width: share, align }] of columns.entries()) {
          const width = share * frame.width;
          pen.frame(left, top, width, height);
          for (const [n, line] of (cells[index] ?? []).entries()) {
            const offset = center || align === 'center' ? (width - line.width) / 2 : pad;
            pen.line(line, left + offset, top + pad + n * lineHeight(size), size);
          }
          left += width;
        }
      },
    };
  };
  const cellsOf = (texts: readonly (string | undefined)[], face: Face): readonly Cell[] =>
    table.columns.map(({ width }, index) => {
      const text = texts[index];
      return text === undefined ? [] : lay(frame, [{ text, face }], width * frame.width - 2 * pad, size);
    });
  const labels = table.columns.map(({ label }) => label);
  const header: Box = { ...row(cellsOf(labels, 'bold'), table.columns, true), keep: true };
  const most = Math.max(1, Math.floor((frame.room - header.height - 2 * pad) / lineHeight(size)) - 1);
  const rows = table.rows
    .flatMap((texts) => slices(cellsOf(texts, 'regular'), most))
    .map((cells): Box => ({ ...row(cells, table.columns, false), header }));
  const space: Box = { height: frame.size * 0.4, after: 0, draw: () => undefined };
  return [{ ...space, keep: true }, header, ...rows, space];
};

/** The cells of a row in portions of at most `most` lines. */
const slices = (cells: readonly Cell[], most: number): readonly (readonly Cell[])[] => {
  const lines = Math.max(1, ...cells.map((cell) => cell.length));
  return Array.from({ length: Math.ceil(lines / most) }, (_, i) =>
    cells.map((cell) => cell.slice(i * most, (i + 1) * most)),
  );
};
