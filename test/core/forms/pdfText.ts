import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
} from 'pdf-lib';

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const decoded = (object: PDFObject | undefined): Uint8Array =>
  object instanceof PDFRawStream ? decodePDFRawStream(object).decode() : new Uint8Array();

/** Reads a PDF the way a search does: glyph numbers through each font's ToUnicode map. Tests only. */
export const readPdf = async (bytes: Uint8Array) => {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  return { pdf, pages: pdf.getPages().map(pageLines) };
};

/** The texts shown on a page, one for each piece that was drawn. */
const pageLines = (page: PDFPage): readonly string[] => {
  const contents = page.node.Contents();
  const streams = contents instanceof PDFArray ? contents.asArray() : [contents];
  const source = streams
    .map((stream) =>
      latin(decoded(stream instanceof PDFRawStream ? stream : page.doc.context.lookup(stream))),
    )
    .join('\n');
  const fonts = page.node.Resources()?.lookup(PDFName.of('Font'), PDFDict);
  const maps = new Map(
    (fonts?.keys() ?? []).map((key) => [
      key.asString().slice(1),
      unicodeMap(latin(decoded(fonts?.lookup(key, PDFDict).lookup(PDFName.of('ToUnicode'))))),
    ]),
  );
  const lines: string[] = [];
  let map = new Map<string, string>();
  for (const [, font, hex] of source.matchAll(/\/(\S+) [\d.]+ Tf|<([0-9A-Fa-f]*)> Tj/g)) {
    if (font !== undefined) map = maps.get(font) ?? new Map();
    if (hex !== undefined) {
      lines.push((hex.match(/.{4}/g) ?? []).map((glyph) => map.get(glyph.toUpperCase()) ?? '?').join(''));
    }
  }
  return lines;
};

const unicodeMap = (cmap: string): Map<string, string> =>
  new Map(
    [...cmap.matchAll(/<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>/g)].map(([, glyph = '', text = '']) => [
      glyph.toUpperCase(),
      Buffer.from(text, 'hex').swap16().toString('utf16le'),
    ]),
  );

/** The embedded TrueType programs of a PDF. */
export const fontPrograms = async (bytes: Uint8Array): Promise<readonly Uint8Array[]> => {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  return pdf.context
    .enumerateIndirectObjects()
    .map(([, object]) => object)
    .filter((object) => object instanceof PDFDict)
    .flatMap((object) => {
      const file = object.get(PDFName.of('FontFile2'));
      return file === undefined ? [] : [decoded(pdf.context.lookup(file))];
    });
};
