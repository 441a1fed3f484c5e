import type { Reason, Signature } from '../../../core/inspection/codes.ts';
import type { Content, Scan } from '../../../core/inspection/facts.ts';
import { pixelFault } from '../pixels.ts';
import { damaged, GivenUp, type Work } from '../work.ts';
import { activeIn } from './active.ts';
import { openPdf, type Pdf } from './document.ts';
import { nameOf, type Page, pageNumbers, pagesOf } from './pages.ts';
import { scannedReference } from './scan.ts';
import { scansOf } from './scans.ts';
import { isSignature, signatureOf } from './signatures.ts';
import { isA, type PdfDict } from './values.ts';
import { crossReference } from './xref.ts';

const mediaType = 'application/pdf';

/** Reads a PDF as far as the inspection needs it: structure, pages, everything active, scans, claims, signatures. */
export const readPdf = (bytes: Buffer, work: Work): Content => {
  const findings: Reason[] = [];
  const signatures: Signature[] = [];
  let pages: number | undefined;
  let pdfa: string | undefined;
  let scans: readonly Scan[] = [];
  try {
    const header = bytes.indexOf('%PDF-', 0, 'latin1');
    if (header > 0) findings.push({ code: 'leading-data', detail: `${header} bytes before the header` });
    const { start, end } = endOf(bytes);
    const rest = bytes.subarray(end).findIndex((byte) => ![0, 9, 10, 12, 13, 32].includes(byte));
    if (rest >= 0)
      findings.push({ code: 'trailing-data', detail: `${bytes.length - end - rest} bytes after the end` });
    const whole = header > 0 ? bytes.subarray(header) : bytes;
    const pdf = openPdf(whole, crossReference(whole, start, work), work);
    if (pdf.xref.trailers.some(({ entries }) => entries.has('Encrypt'))) {
      findings.push({ code: 'encrypted', detail: encryption(pdf) });
      return { mediaType, findings, pages: countedDespite(pdf, work) };
    }
    const list = pagesOf(pdf, work);
    pages = list.length;
    if (pages === 0) findings.push({ code: 'no-pages', detail: '0 pages' });
    examine(pdf, list, work, findings, signatures);
    pdfa = pdfaClaim(pdf);
    scans = scansOf(pdf, list, work);
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
    findings.push({ code: error.code, detail: error.message });
    if (error.code === 'damaged') findings.push(...hiddenIn(bytes, work));
  }
  return { mediaType, findings, pages, scans, pdfa, signatures };
};

/** What else is wrong with a damaged file, as far as it can be seen. */
const hiddenIn = (bytes: Buffer, work: Work): Reason[] => {
  const findings: Reason[] = [];
  try {
    const pdf = openPdf(bytes, scannedReference(bytes, work), work);
    if (pdf.xref.trailers.some(({ entries }) => entries.has('Encrypt'))) {
      findings.push({ code: 'encrypted', detail: encryption(pdf) });
    } else examine(pdf, [], work, findings, []);
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
    if (error.code !== 'damaged') findings.push({ code: error.code, detail: error.message });
  }
  return findings;
};

/** The last `startxref` with what it points to, and the byte behind its `%%EOF`. Earlier ones are earlier revisions. */
const endOf = (bytes: Buffer): { start: number; end: number } => {
  const at = bytes.lastIndexOf('startxref', undefined, 'latin1');
  const match = /^startxref\s+(\d{1,15})\s+%%EOF/.exec(bytes.toString('latin1', at, at + 128));
  if (at < 0 || !match) throw damaged('the end is missing');
  return { start: Number(match[1]), end: at + match[0].length };
};

const encryption = (pdf: Pdf): string => {
  const dict = pdf.dict(pdf.trailer('Encrypt'));
  if (!dict) return 'encrypted';
  const [version, revision, length] = ['V', 'R', 'Length'].map((name) => pdf.get(dict, name));
  const cipher =
    version === 5 ? 'AES-256' : version === 4 ? 'AES-128 or RC4' : `RC4 ${Number(length ?? 40)} bit`;
  return `${nameOf(pdf.get(dict, 'Filter')) ?? 'unknown'} handler, ${cipher}, revision ${Number(revision ?? 0)}`;
};

/** The page tree is readable where only strings and streams are encrypted. */
const countedDespite = (pdf: Pdf, work: Work): number | undefined => {
  try {
    return pagesOf(pdf, work).length;
  } catch (error) {
    if (error instanceof GivenUp) return undefined;
    throw error;
  }
};

const examine = (
  pdf: Pdf,
  pages: readonly Page[],
  work: Work,
  findings: Reason[],
  signatures: Signature[],
): void => {
  const numbers = pageNumbers(pdf, pages);
  for (const { num, value, isOld } of pdf.objects()) {
    const place = (dict: PdfDict): string => {
      const page = numbers.get(dict);
      return page === undefined ? `object ${num}` : `page ${page}`;
    };
    if (findings.length < 1000) findings.push(...activeIn(pdf, value, place));
    if (isA(value, 'dict') && !isOld && isSignature(pdf, value)) signatures.push(signatureOf(pdf, value));
    if (isA(value, 'stream') && nameOf(pdf.get(value.dict, 'Subtype')) === 'Image') {
      const [width, height] = ['Width', 'Height'].map((name) => Number(pdf.get(value.dict, name) ?? 0));
      const fault = pixelFault(width ?? 0, height ?? 0, work.limits);
      if (fault) findings.push({ code: fault.code, detail: `object ${num}: ${fault.detail}` });
    }
  }
};

/** `pdfaid:part` and `pdfaid:conformance` of the metadata (ISO 19005-1, 6.7.11), as elements or as attributes. */
const pdfaClaim = (pdf: Pdf): string | undefined => {
  const root = pdf.dict(pdf.trailer('Root'));
  const metadata = root && pdf.get(root, 'Metadata');
  if (!isA(metadata, 'stream')) return undefined;
  const text = pdf.content(metadata)?.subarray(0, 1_000_000).toString('utf8') ?? '';
  const part = /pdfaid:part\s*(?:=\s*["']|>)\s*([1-4])/.exec(text)?.[1];
  const level = /pdfaid:conformance\s*(?:=\s*["']|>)\s*([ABUEF])/i.exec(text)?.[1];
  return part === undefined ? undefined : `${part}${level?.toUpperCase() ?? ''}`;
};
