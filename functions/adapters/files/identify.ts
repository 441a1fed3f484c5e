import { fileTypeFromBuffer } from 'file-type';
import type { Content } from '../../core/inspection/facts.ts';
import { readPackage } from './docx.ts';
import { readJpeg } from './jpeg.ts';
import { readPdf } from './pdf/read.ts';
import { readPng } from './png.ts';
import { readTiff } from './tiff.ts';
import type { Work } from './work.ts';
import { readXml } from './xml.ts';

/** By its magic bytes, read by the reader of that kind. A kind that is not kept is named and not read. */
export const readContent = async (bytes: Buffer, work: Work): Promise<Content> => {
  const type = await nameType(bytes);
  if (bytes.subarray(0, PDF_WINDOW).includes('%PDF-', 0, 'latin1') && !isOther(type))
    return readPdf(bytes, work);
  switch (type) {
    case 'image/png':
    case 'image/apng':
      return readPng(bytes, work);
    case 'image/jpeg':
      return readJpeg(bytes, work);
    case 'application/x-cfb':
      return compound(bytes);
    default:
  }
  if (bytes.toString('latin1', 0, 4) === 'PK\x03\x04') {
    const content = await readPackage(bytes, work);
    return content.mediaType === undefined ? { ...content, mediaType: type ?? 'application/zip' } : content;
  }
  if (isTiff(bytes) && (type === undefined || type === 'image/tiff')) return readTiff(bytes, work);
  if ((type === undefined || /xml|rtf|vtt/.test(type)) && looksLikeXml(bytes)) return readXml(bytes, work);
  return { mediaType: type ?? (looksLikeHtml(bytes) ? 'text/html' : undefined), findings: [] };
};

/** file-type needs at most this much to know a format. */
export const HEAD_BYTES = 4100;
const PDF_WINDOW = 1024;
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A picture or a package that also holds a PDF is what its first bytes say; the rest is told as a polyglot. */
const isOther = (type: string | undefined): boolean =>
  type !== undefined && (type.startsWith('image/') || type === DOCX || type === 'application/zip');

/** TIFF and BigTIFF. Raw pictures of cameras begin alike and are told apart by their directory, wherever it is. */
const isTiff = (bytes: Buffer): boolean =>
  ['II\x2a\0', 'MM\0\x2a', 'II\x2b\0', 'MM\0\x2b'].includes(bytes.toString('latin1', 0, 4));

/** The media type by magic bytes alone; undefined when no kind is known. */
export const nameType = async (bytes: Buffer): Promise<string | undefined> => {
  const type = (await fileTypeFromBuffer(isTiff(bytes) ? bytes : bytes.subarray(0, HEAD_BYTES)))?.mime;
  return type ?? (isTiff(bytes) ? 'image/tiff' : undefined);
};

const looksLikeXml = (bytes: Buffer): boolean => {
  const head = bytes
    .toString('latin1', 0, 400)
    .replace(/\0/g, '')
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
  return (
    /^\s*<(\?[a-z]|!--|!DOCTYPE(?!\s+html)|[A-Za-z_])/i.test(head) &&
    !/^\s*<(html|script|body|head)\b/i.test(head)
  );
};

const looksLikeHtml = (bytes: Buffer): boolean =>
  /^\s*(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html|script|body|head)\b/i.test(
    bytes.toString('latin1', 0, 1000).replace(/^\xef\xbb\xbf/, ''),
  );

/** An Office document behind a password is a compound file with an encrypted package inside ([MS-OFFCRYPTO] 2.3.4). */
const compound = (bytes: Buffer): Content => {
  const isEncrypted = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return isEncrypted
    ? { mediaType: DOCX, findings: [{ code: 'encrypted', detail: 'an Office package behind a password' }] }
    : { mediaType: 'application/x-cfb', findings: [] };
};
