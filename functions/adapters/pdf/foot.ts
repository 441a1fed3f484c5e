import type { Notice, Party, Signatures } from '../../core/forms/index.ts';
import { type Box, type Frame, lineHeight, type Pen } from './box.ts';
import type { Face } from './faces.ts';
import { lay } from './text.ts';
import type { Line } from './wrap.ts';

const millimetre = 72 / 25.4;

/** Where people sign, side by side and never divided; a single one signs on the right. */
export const signaturesBox = (block: Signatures, frame: Frame): Box => {
  const columns = Math.max(2, block.parties.length);
  const space = frame.size;
  const width = (frame.width - space * (columns - 1)) / columns;
  const parties = block.parties.map((party) => partyBox(party, { ...frame, width }));
  const first = columns - block.parties.length;
  const before = frame.size * 0.6;
  return {
    height: before + Math.max(...parties.map((party) => party.height)),
    after: frame.size * 0.5,
    draw: (pen, x, top) => {
      for (const [index, party] of parties.entries()) {
        party.draw(pen, x + (first + index) * (width + space), top + before);
      }
    },
  };
};

const partyBox = (party: Party, frame: Frame): Box => {
  const { width, size } = frame;
  const small = size * 0.82;
  const pad = size * 0.4;
  const centred = (text: string | undefined, face: Face) =>
    text === undefined || text === '' ? [] : lay(frame, [{ text, face }]);
  const above = [...centred(party.title, 'bold'), ...centred(party.hint, 'italic')];
  const name = centred(party.name, 'bold');
  const digital = party.digital.flatMap((text) =>
    lay(frame, [{ text, face: 'regular' }], width - 2 * pad, small),
  );
  const seal = digital.length === 0 ? 15 * millimetre : digital.length * lineHeight(small) + 2 * pad;
  const aboveHeight = above.length * lineHeight(size);
  return {
    height: aboveHeight + seal + name.length * lineHeight(size),
    after: 0,
    draw: (pen, x, top) => {
      drawCentred(pen, above, x, top, width, size);
      if (digital.length > 0) {
        pen.frame(x, top + aboveHeight + pad / 2, width, seal - pad);
        for (const [index, line] of digital.entries()) {
          pen.line(line, x + pad, top + aboveHeight + pad + index * lineHeight(small), small);
        }
      }
      drawCentred(pen, name, x, top + aboveHeight + seal, width, size);
    },
  };
};

const drawCentred = (
  pen: Pen,
  lines: readonly Line[],
  x: number,
  top: number,
  width: number,
  size: number,
): void => {
  for (const [index, line] of lines.entries()) {
    pen.line(line, x + (width - line.width) / 2, top + index * lineHeight(size), size);
  }
};

/** A remark under a rule, its QR code at the left. */
export const noticeBox = (block: Notice, frame: Frame): Box => {
  const size = frame.size * 0.8;
  const side = block.qr === undefined ? 0 : 15 * millimetre;
  const indent = side === 0 ? 0 : side + size * 0.5;
  const lines = lay(frame, [{ text: block.text, face: 'italic' }], frame.width - indent, size);
  const pad = size * 0.4;
  const height = Math.max(side, lines.length * lineHeight(size)) + pad;
  return {
    height,
    after: 0,
    draw: (pen, x, top) => {
      pen.rule([x, top], [x + frame.width, top]);
      const { qr } = block;
      if (qr !== undefined) pen.qr(qr, x, top + pad, side);
      const start = top + pad + (height - pad - lines.length * lineHeight(size)) / 2;
      for (const [index, line] of lines.entries()) {
        pen.line(line, x + indent, start + index * lineHeight(size), size);
      }
    },
  };
};
