import type { Letterhead, Title } from '../../core/forms/index.ts';
import { type Box, type Frame, lineHeight, type Pen } from './box.ts';
import type { Face } from './faces.ts';
import { lay } from './text.ts';
import type { Line } from './wrap.ts';

interface Row {
  readonly line: Line;
  readonly size: number;
  /** A short rule below the line. */
  readonly ruled: boolean;
  readonly align: 'center' | 'right';
}

const millimetre = 72 / 25.4;

/** Lines of about the same length: as many as needed, as narrow as that allows. */
const balanced = (
  frame: Frame,
  run: { readonly text: string; readonly face: Face },
  width: number,
  size: number,
): readonly Line[] => {
  let lines = lay(frame, [run], width, size);
  for (let narrower = width - size; narrower > width / 2; narrower -= size) {
    const next = lay(frame, [run], narrower, size);
    if (next.length > lines.length || next.some((line) => line.width > narrower)) break;
    lines = next;
  }
  return lines;
};

/** Lines of one centred column. */
const column = (frame: Frame, width: number) => {
  const rows: Row[] = [];
  return {
    rows,
    add: (
      text: string | undefined,
      face: Face,
      size: number,
      { ruled = false, align = 'center' }: { ruled?: boolean; align?: Row['align'] } = {},
    ) => {
      if (text === undefined) return;
      const lines = balanced(frame, { text, face }, width, size);
      rows.push(
        ...lines.map((line, index) => ({ line, size, align, ruled: ruled && index === lines.length - 1 })),
      );
    },
  };
};

const rowHeight = ({ size, ruled }: Row): number => lineHeight(size) + (ruled ? size * 0.5 : 0);
const heightOf = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + rowHeight(row), 0);

const drawRows = (pen: Pen, rows: readonly Row[], x: number, top: number, width: number): void => {
  let y = top;
  for (const row of rows) {
    const free = width - row.line.width;
    pen.line(row.line, x + (row.align === 'center' ? free / 2 : free), y, row.size);
    if (row.ruled) {
      const rule = Math.min(row.line.width * 0.6, width * 0.5);
      const below = y + lineHeight(row.size) + row.size * 0.18;
      pen.rule([x + (width - rule) / 2, below], [x + (width + rule) / 2, below]);
    }
    y += rowHeight(row);
  }
};

/** Agency and number to the left, mark, quốc hiệu, tiêu ngữ and date to the right. */
export const letterheadBox = (head: Letterhead, frame: Frame): Box => {
  const size = frame.size * 0.86;
  const space = frame.size;
  const leftWidth = (frame.width - space) * 0.4;
  const rightWidth = frame.width - space - leftWidth;
  const left = column(frame, leftWidth);
  const right = column(frame, rightWidth);
  left.add(head.superior, 'regular', size);
  left.add(head.agency, 'bold', size, { ruled: head.desk === undefined });
  left.add(head.desk, 'bold', size, { ruled: true });
  if (head.number) left.add(`${head.number.label}: ${head.number.value ?? ''}`, 'regular', size);
  right.add(head.mark, 'regular', size, { align: 'right' });
  right.add(head.nation, 'bold', size);
  right.add(head.motto, 'bold', size, { ruled: true });
  right.add(head.placed, 'italic', size);
  // The agency stands level with the quốc hiệu, one line below the mark.
  const drop = right.rows[0] ? rowHeight(right.rows[0]) : 0;
  return {
    height: Math.max(drop + heightOf(left.rows), heightOf(right.rows)),
    after: frame.size * 0.6,
    draw: (pen, x, top) => {
      drawRows(pen, left.rows, x, top + drop, leftWidth);
      drawRows(pen, right.rows, x + leftWidth + space, top, rightWidth);
    },
  };
};

/** The title in the middle, the QR code at its left. */
export const titleBox = (title: Title, frame: Frame): Box => {
  const side = title.qr === undefined ? 0 : 21 * millimetre;
  const margin = side === 0 ? 0 : side + frame.size * 0.4;
  const width = frame.width - 2 * margin;
  const middle = column(frame, width);
  middle.add(title.text, 'bold', frame.size * 1.2);
  middle.add(title.subtitle, 'italic', frame.size);
  if (title.code) middle.add(`${title.code.label}: ${title.code.value ?? '……………'}`, 'bold', frame.size);
  const height = Math.max(side, heightOf(middle.rows));
  return {
    height,
    after: frame.size * 0.6,
    draw: (pen, x, top) => {
      if (title.qr !== undefined) pen.qr(title.qr, x, top + (height - side) / 2, side);
      drawRows(pen, middle.rows, x + margin, top + (height - heightOf(middle.rows)) / 2, width);
    },
  };
};
