import type { Signature } from '../../../core/inspection/codes.ts';
import type { Pdf } from './document.ts';
import { isA, isList, type PdfDict, type PdfText } from './values.ts';

/** A signature dictionary says which bytes it covers (ISO 32000-1, 12.8.1). */
export const isSignature = (pdf: Pdf, dict: PdfDict): boolean =>
  dict.entries.has('ByteRange') &&
  isList(pdf.get(dict, 'ByteRange')) &&
  isA(pdf.get(dict, 'Contents'), 'text');

export const signatureOf = (pdf: Pdf, dict: PdfDict): Signature => {
  const name = pdf.get(dict, 'Name');
  return { name: isA(name, 'text') ? readable(name) : null };
};

/** Text of a PDF is UTF-16 or UTF-8 with its mark, else one byte per character (ISO 32000-2, 7.9.2.2). */
const readable = ({ bytes }: PdfText): string | null => {
  const raw = Buffer.from(bytes, 'latin1');
  const text = bytes.startsWith('\xfe\xff')
    ? new TextDecoder('utf-16be').decode(raw.subarray(2))
    : bytes.startsWith('\xef\xbb\xbf')
      ? raw.subarray(3).toString('utf8')
      : bytes;
  const clean = text.normalize('NFC').replace(/\p{C}/gu, '').trim().slice(0, 100);
  return clean === '' ? null : clean;
};
