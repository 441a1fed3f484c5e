import type { Field, Fields, List, Paragraph } from '../../core/forms/index.ts';
import { type Box, type Frame, lineHeight } from './box.ts';
import type { Face } from './faces.ts';
import { type Line, wrapRuns } from './wrap.ts';

/** Gap below a paragraph or a row of fields, in font sizes. */
const gap = 0.22;

/** Wraps runs in a frame, letters the fonts lack replaced. */
export const lay = (
  frame: Frame,
  runs: readonly { readonly text: string; readonly face: Face }[],
  width = frame.width,
  size = frame.size,
): readonly Line[] =>
  wrapRuns(
    runs.map(({ text, face }) => ({ text: frame.printable(text), face })),
    width,
    size,
    frame.measure,
  );

/** One box for each line, so that a page may end after any of them. */
export const lineBoxes = (
  lines: readonly Line[],
  { width, size }: Pick<Frame, 'width' | 'size'>,
  options: { readonly indent?: number; readonly center?: boolean; readonly keep?: boolean } = {},
): readonly Box[] =>
  lines.map((line, index) => ({
    height: lineHeight(size),
    after: index === lines.length - 1 ? size * gap : 0,
    keep: options.keep ?? false,
    draw: (pen, x, top) => {
      const offset = options.center ? (width - line.width) / 2 : (options.indent ?? 0);
      pen.line(line, x + offset, top, size);
    },
  }));

export const paragraphBoxes = (block: Paragraph, frame: Frame): readonly Box[] =>
  lineBoxes(
    lay(
      frame,
      block.runs.map(({ text, style }) => ({ text, face: style ?? 'regular' })),
    ),
    frame,
    {
      center: block.align === 'center',
    },
  );

export const fieldsBoxes = (block: Fields, frame: Frame): readonly Box[] =>
  block.rows.flatMap((row) => rowBoxes(row, frame));

/** Fields side by side stand in one box; what is too long for that goes below each other. */
const rowBoxes = (row: readonly Field[], frame: Frame): readonly Box[] => {
  if (row.length === 1) return row.flatMap((field) => fieldBoxes(field, frame));
  const space = frame.size * 0.8;
  const shares = row.reduce((sum, { share = 1 }) => sum + share, 0);
  let left = 0;
  const cells = row.map((field) => {
    const width = ((frame.width - space * (row.length - 1)) * (field.share ?? 1)) / shares;
    const cell = { left, boxes: fieldBoxes(field, { ...frame, width }) };
    left += width + space;
    return cell;
  });
  const height = Math.max(...cells.map(({ boxes }) => boxes.length)) * lineHeight(frame.size);
  if (height > frame.room / 4) return row.flatMap((field) => fieldBoxes(field, frame));
  return [
    {
      height,
      after: frame.size * gap,
      draw: (pen, x, top) => {
        for (const cell of cells) {
          for (const [index, box] of cell.boxes.entries()) {
            box.draw(pen, x + cell.left, top + index * lineHeight(frame.size));
          }
        }
      },
    },
  ];
};

/** `Label: value`, or the label and a dotted line to the end of the column. */
const fieldBoxes = (field: Field, frame: Frame): readonly Box[] => {
  const label = { text: `${field.label}: `, face: 'regular' } as const;
  if (field.value !== undefined) {
    const face = field.strong ? 'bold' : 'regular';
    return lineBoxes(lay(frame, [label, { text: field.value, face }]), frame);
  }
  const lines = lay(frame, [label]);
  const last = lines.at(-1);
  const from = (last?.width ?? 0) + frame.size * 0.3;
  const below = frame.width - from < frame.width * 0.15;
  const boxes = lineBoxes(lines, frame, { keep: below });
  const leader = dotted(frame, below ? 0 : from);
  return below ? [...boxes, leader] : [...boxes.slice(0, -1), over(boxes.at(-1), leader)];
};

/** A dotted line to write on, at the foot of a text line. */
const dotted = ({ width, size }: Frame, from: number): Box => ({
  height: lineHeight(size),
  after: size * gap,
  draw: (pen, x, top) => {
    const y = top + lineHeight(size) * 0.8;
    pen.rule([x + from, y], [x + width, y], 'dotted');
  },
});

const over = (under: Box | undefined, upper: Box): Box => ({
  ...upper,
  draw: (pen, x, top) => {
    under?.draw(pen, x, top);
    upper.draw(pen, x, top);
  },
});

/** The label, then the numbered items with a hanging indent. */
export const listBoxes = (block: List, frame: Frame): readonly Box[] => {
  const { size, measure } = frame;
  const label = lineBoxes(lay(frame, [{ text: `${block.label}:`, face: 'regular' }]), frame, { keep: true });
  if (block.items.length === 0) return [...label, dotted(frame, 0)];
  const indent = measure(`${block.items.length}. `, 'regular', size) + size * 0.3;
  const items = block.items.flatMap(({ text, note }, index) => {
    const remark = note === undefined ? [] : [{ text: ` (${note})`, face: 'italic' } as const];
    const runs = [{ text, face: 'regular' } as const, ...remark];
    const boxes = lineBoxes(lay(frame, runs, frame.width - indent), frame, { indent });
    const number = lay(frame, [{ text: `${index + 1}.`, face: 'regular' }]);
    const [first, ...others] = boxes;
    return first ? [over(lineBoxes(number, frame)[0], first), ...others] : [];
  });
  return [...label, ...items];
};
