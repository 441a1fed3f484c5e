import { PDFDocument } from 'pdf-lib';

/** A small real PDF with one page and a title; the same title gives the same bytes. */
export const makePdf = async (title: string): Promise<Uint8Array<ArrayBuffer>> => {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(title);
  const page = pdf.addPage([595, 842]);
  page.drawRectangle({ x: 60, y: 60, width: 475, height: 722, borderWidth: 1 });
  return Uint8Array.from(await pdf.save());
};
