import { PDFDocument, PDFHexString, PDFString } from 'pdf-lib';

const blank = async (title: string): Promise<PDFDocument> => {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(title);
  const page = pdf.addPage([595, 842]);
  page.drawRectangle({ x: 60, y: 60, width: 475, height: 722, borderWidth: 1 });
  return pdf;
};

/** A small real PDF with one page and a title; the same title gives the same bytes. */
export const makePdf = async (title: string): Promise<Uint8Array<ArrayBuffer>> =>
  Uint8Array.from(await (await blank(title)).save());

/** Who has signed the results of tests. */
export const SIGNER = 'Trần Thị Ký';

/** The same with the field of a digital signature, as far as an inspection looks: nobody's key has made it. */
export const makeSignedPdf = async (title: string, signer = SIGNER): Promise<Uint8Array<ArrayBuffer>> => {
  const pdf = await blank(title);
  const { context, catalog } = pdf;
  const signature = context.register(
    context.obj({
      ...{ Type: 'Sig', Filter: 'Adobe.PPKLite', SubFilter: 'adbe.pkcs7.detached', ByteRange: [0, 1, 2, 3] },
      ...{ Contents: PDFHexString.of('3000'), Name: PDFHexString.fromText(signer) },
    }),
  );
  const field = context.register(
    context.obj({ FT: 'Sig', T: PDFString.of('Signature1'), V: signature, Type: 'Annot', Subtype: 'Widget' }),
  );
  catalog.set(context.obj('AcroForm'), context.obj({ Fields: [field], SigFlags: 3 }));
  return Uint8Array.from(await pdf.save());
};
