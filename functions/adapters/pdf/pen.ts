import { grayscale, type PDFPage } from 'pdf-lib';
import { barsOf, type QrEncoder, quietZone } from '../../core/forms/index.ts';
import { lineHeight, type Pen } from './box.ts';
import type { Typeface } from './typeface.ts';

const black = grayscale(0);
/** Ascent and descent of Tinos in font sizes: the text stands in the middle of its line. */
const ascent = 0.891;
const descent = 0.216;

/** Draws on one page; y down becomes y up here and nowhere else. */
export const penOn = (page: PDFPage, { fonts }: Typeface, encode: QrEncoder): Pen => {
  const up = (y: number) => page.getHeight() - y;
  return {
    line: ({ pieces }, x, top, size) => {
      const baseline = top + (lineHeight(size) - (ascent + descent) * size) / 2 + ascent * size;
      for (const piece of pieces) {
        page.drawText(piece.text, {
          x: x + piece.x,
          y: up(baseline),
          size,
          font: fonts[piece.face],
          color: black,
        });
      }
    },
    rule: ([x1, y1], [x2, y2], style = 'thin') => {
      const dots = style === 'dotted' ? { dashArray: [0.8, 1.8], thickness: 0.8 } : { thickness: 0.5 };
      page.drawLine({ start: { x: x1, y: up(y1) }, end: { x: x2, y: up(y2) }, color: black, ...dots });
    },
    frame: (x, top, width, height) => {
      page.drawRectangle({ x, y: up(top + height), width, height, borderColor: black, borderWidth: 0.5 });
    },
    qr: (text, x, top, side) => {
      const modules = encode(text);
      const scale = side / (modules.length + 2 * quietZone);
      const path = barsOf(modules)
        .map((bar) => `M${bar.x + quietZone} ${bar.y + quietZone}h${bar.width}v1h-${bar.width}z`)
        .join('');
      page.drawSvgPath(path, { x, y: up(top), scale, color: black });
    },
  };
};
