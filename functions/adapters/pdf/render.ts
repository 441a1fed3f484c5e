import { PDFDocument } from 'pdf-lib';
import type { Block, FormDocument } from '../../core/forms/index.ts';
import type { Box, Frame } from './box.ts';
import type { FontFiles } from './faces.ts';
import { noticeBox, signaturesBox } from './foot.ts';
import { letterheadBox, titleBox } from './head.ts';
import { paginate } from './paginate.ts';
import { penOn } from './pen.ts';
import { encodeQr } from './qr.ts';
import { tableBoxes } from './table.ts';
import { fieldsBoxes, lay, listBoxes, paragraphBoxes } from './text.ts';
import { embedTypeface } from './typeface.ts';

interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly size: number;
}

const sheets: Readonly<Record<FormDocument['page'], Sheet>> = {
  A5: { width: 419.53, height: 595.28, size: 10 },
  'A4-landscape': { width: 841.89, height: 595.28, size: 10 },
};
const margin = { side: 30, top: 28, bottom: 34 };
const small = 7.5;

/** A form as a PDF. The bytes depend on the document and the fonts only: no clock, no random identifier. */
export const renderPdf = async (document: FormDocument, fonts: FontFiles): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  describe(pdf, document);
  const typeface = await embedTypeface(pdf, fonts);
  const sheet = sheets[document.page];
  const frame: Frame = {
    width: sheet.width - 2 * margin.side,
    room: sheet.height - margin.top - margin.bottom,
    size: sheet.size,
    measure: typeface.measure,
    printable: typeface.printable,
  };
  const boxes = document.blocks.flatMap((block, index) => {
    const made = boxesOf(block, frame);
    return document.blocks[index + 1]?.type === 'signatures' ? keepLast(made) : made;
  });
  const pages = paginate(boxes, frame.room);
  for (const [index, placed] of pages.entries()) {
    const page = pdf.addPage([sheet.width, sheet.height]);
    const pen = penOn(page, typeface, encodeQr);
    for (const { box, top } of placed) box.draw(pen, margin.side, margin.top + top);
    const edge = (text: string, top: number, right: boolean) => {
      const line = lay(frame, [{ text, face: 'regular' }], frame.width, small)[0];
      if (line) pen.line(line, margin.side + (right ? frame.width - line.width : 0), top, small);
    };
    if (index > 0) edge(document.running, margin.top - 16, false);
    edge(document.foot, sheet.height - margin.bottom + 10, false);
    edge(`${document.pageWord} ${index + 1}/${pages.length}`, sheet.height - margin.bottom + 10, true);
  }
  return pdf.save({ updateFieldAppearances: false, objectsPerTick: Infinity });
};

/** Nobody signs an empty page: the last two lines of the text go along with the signatures. */
const keepLast = (boxes: readonly Box[]): readonly Box[] =>
  boxes.map((box, index) => (index >= boxes.length - 2 ? { ...box, keep: true } : box));

const describe = (pdf: PDFDocument, document: FormDocument): void => {
  const at = new Date(document.issuedAt);
  pdf.setTitle(document.title, { showInWindowTitleBar: true });
  pdf.setAuthor(document.agency);
  pdf.setSubject(`${document.form} ${document.layout}`);
  pdf.setProducer('Một cửa');
  pdf.setCreator('Một cửa');
  pdf.setLanguage(document.language === 'vi' ? 'vi-VN' : 'en');
  pdf.setCreationDate(at);
  pdf.setModificationDate(at);
};

const boxesOf = (block: Block, frame: Frame): readonly Box[] => {
  switch (block.type) {
    case 'letterhead':
      return [letterheadBox(block, frame)];
    case 'title':
      return [titleBox(block, frame)];
    case 'paragraph':
      return paragraphBoxes(block, frame);
    case 'fields':
      return fieldsBoxes(block, frame);
    case 'list':
      return listBoxes(block, frame);
    case 'table':
      return tableBoxes(block, frame);
    case 'signatures':
      return [signaturesBox(block, frame)];
    case 'notice':
      return [noticeBox(block, frame)];
  }
};
