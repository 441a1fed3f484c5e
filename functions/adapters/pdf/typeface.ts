import fontkit from '@pdf-lib/fontkit';
import type { PDFDocument, PDFFont } from 'pdf-lib';
import type { Face, FontFiles } from './faces.ts';
import type { Measure } from './wrap.ts';

/** The embedded fonts of one PDF and how wide text is in them. */
export interface Typeface {
  readonly fonts: Readonly<Record<Face, PDFFont>>;
  readonly measure: Measure;
  /** Letters the fonts lack, replaced by a box: a gap that is seen beats one that is not. */
  readonly printable: (text: string) => string;
}

/**
 * One glyph per letter, without shaping. Vietnamese in NFC needs none, searched text keeps its letters (no ligatures), and
 * the PDF writer drops positions anyway; reading the shaping tables took most of the time of a form. The font is opened anew for
 * each PDF, since it keeps glyphs with the letters they were first asked for; its tables are only read, and decoded once.
 */
const lettersOnly = {
  create: (bytes: Uint8Array) => {
    const font = fontkit.create(bytes);
    const known = tables.get(bytes);
    if (known !== undefined) Object.assign(font, { _tables: known });
    tables.set(bytes, Reflect.get(font, '_tables'));
    return Object.assign(font, { layout: (text: string) => ({ glyphs: font.glyphsForString(text) }) });
  },
};

/** Decoded tables by font file. */
const tables = new WeakMap<Uint8Array, unknown>();

/** Embeds the fonts, cut down to the letters that are used. */
export const embedTypeface = async (pdf: PDFDocument, files: FontFiles): Promise<Typeface> => {
  pdf.registerFontkit(lettersOnly);
  const embed = (bytes: Uint8Array) => pdf.embedFont(bytes, { subset: true });
  const fonts = {
    regular: await embed(files.regular),
    bold: await embed(files.bold),
    italic: await embed(files.italic),
  };
  const known = new Set(fonts.regular.getCharacterSet());
  const widths: Record<Face, Map<string, number>> = {
    regular: new Map(),
    bold: new Map(),
    italic: new Map(),
  };
  return {
    fonts,
    measure: (text, face, size) => {
      const cached = widths[face].get(text);
      if (cached !== undefined) return cached * size;
      const width = fonts[face].widthOfTextAtSize(text, 1);
      widths[face].set(text, width);
      return width * size;
    },
    printable: (text) =>
      Array.from(text, (letter) =>
        letter === '\n' || known.has(letter.codePointAt(0) ?? 0) ? letter : '\u25a1',
      ).join(''),
  };
};
