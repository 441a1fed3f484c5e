import fontkit, { type Font, type Glyph } from '@pdf-lib/fontkit';
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

/** A font file that was opened, and the outlines that were taken apart for an earlier form. */
interface Opened {
  readonly font: Font;
  readonly outlines: Map<number, unknown>;
  readonly letters: ReadonlySet<number>;
  /** Of each letter that was measured, at a size of one. */
  readonly widths: Map<string, number>;
}

/** By font file: to open one and to take its outlines apart costs more than the rest of a form. */
const known = new WeakMap<Uint8Array, Opened>();

const opened = (bytes: Uint8Array): Opened => {
  const found = known.get(bytes);
  if (found) return found;
  const font = fontkit.create(bytes);
  const made: Opened = { font, outlines: new Map(), letters: new Set(font.characterSet), widths: new Map() };
  known.set(bytes, made);
  return made;
};

/**
 * One glyph per letter, without shaping. Vietnamese in NFC needs none, searched text keeps its letters (no ligatures), and
 * the PDF writer drops positions anyway; reading the shaping tables took most of the time of a form. Each PDF has glyphs of
 * its own, since a glyph keeps the letters it was first asked for; what was read from the file is shared.
 */
const lettersOnly = {
  create: (bytes: Uint8Array): Font => {
    const { font: shared, outlines } = opened(bytes);
    const font: Font = Object.create(shared, { _glyphs: { value: {} } });
    return Object.assign(font, {
      layout: (text: string) => ({ glyphs: font.glyphsForString(text) }),
      getGlyph: (id: number, letters?: number[]) =>
        rememberOutline(shared.getGlyph.call(font, id, letters), outlines),
    });
  },
};

/** The subsetter takes each outline apart to see whether it refers to others; that is the same in every PDF. */
const rememberOutline = (glyph: Glyph, outlines: Map<number, unknown>): Glyph => {
  const read: unknown = Reflect.get(glyph, '_decode');
  if (Object.hasOwn(glyph, '_decode') || typeof read !== 'function') return glyph;
  return Object.assign(glyph, {
    _decode: (): unknown => {
      if (!outlines.has(glyph.id)) outlines.set(glyph.id, Reflect.apply(read, glyph, []));
      return outlines.get(glyph.id);
    },
  });
};

/** Embeds the fonts, cut down to the letters that are used. */
export const embedTypeface = async (pdf: PDFDocument, files: FontFiles): Promise<Typeface> => {
  pdf.registerFontkit(lettersOnly);
  const embed = (bytes: Uint8Array) => pdf.embedFont(bytes, { subset: true });
  const fonts = {
    regular: await embed(files.regular),
    bold: await embed(files.bold),
    italic: await embed(files.italic),
  };
  const { letters } = opened(files.regular);
  return {
    fonts,
    measure: (text, face, size) => {
      const { widths } = opened(files[face]);
      let width = 0;
      for (const letter of text) {
        const advance = widths.get(letter) ?? fonts[face].widthOfTextAtSize(letter, 1);
        widths.set(letter, advance);
        width += advance;
      }
      return width * size;
    },
    printable: (text) =>
      Array.from(text, (letter) =>
        letter === '\n' || letters.has(letter.codePointAt(0) ?? 0) ? letter : '\u25a1',
      ).join(''),
  };
};
