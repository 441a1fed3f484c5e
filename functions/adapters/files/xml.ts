import { SaxesParser } from 'saxes';
import type { Reason, Signature } from '../../core/inspection/codes.ts';
import type { Content } from '../../core/inspection/facts.ts';
import { damaged, GivenUp, type Work } from './work.ts';

export interface XmlElement {
  readonly local: string;
  readonly uri: string;
  readonly attributes: ReadonlyMap<string, string>;
}
export interface XmlListener {
  readonly open?: (element: XmlElement, depth: number) => void;
  readonly close?: (element: { readonly local: string; readonly uri: string; readonly text: string }) => void;
  readonly instruction?: (target: string) => void;
}

/**
 * Reads XML strictly. A document type is refused before anything of it is read: no entity is ever declared, let alone
 * expanded or fetched.
 */
export const walkXml = (bytes: Buffer, work: Work, listener: XmlListener): void => {
  const text = decodedXml(bytes);
  // A document type needs neither be read nor be well-formed to be refused.
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  let words = '';
  parser.on('error', (error) => {
    throw damaged(`not well-formed: ${error.message.slice(0, 100)}`);
  });
  parser.on('doctype', () => {
    throw new GivenUp('xml-doctype', 'a document type is declared');
  });
  let attributes = 0;
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > work.limits.maxAttributes) throw new GivenUp('work-limit', 'too many attributes');
  });
  parser.on('opentag', (tag) => {
    attributes = 0;
    work.step();
    depth += 1;
    words = '';
    if (depth > work.limits.maxDepth) throw damaged('elements are nested too deeply');
    const given = new Map(Object.values(tag.attributes).map((each) => [each.local, each.value]));
    listener.open?.({ local: tag.local, uri: tag.uri, attributes: given }, depth);
  });
  parser.on('text', (part) => {
    if (words.length < 10_000) words += part;
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    listener.close?.({ local: tag.local, uri: tag.uri, text: words });
    words = '';
  });
  parser.on('processinginstruction', ({ target }) => listener.instruction?.(target));
  if (/^\s*(?:<\?[^>]*\?>\s*|<!--[\s\S]{0,100000}?-->\s*)*<!DOCTYPE/i.test(text.slice(0, 200_000))) {
    throw new GivenUp('xml-doctype', 'a document type is declared');
  }
  for (let at = 0; at < text.length; at += 65_536) parser.write(text.slice(at, at + 65_536));
  parser.close();
};

/** By byte order mark, else by the declaration, else UTF-8. */
const decodedXml = (bytes: Buffer): string => {
  const [first, second] = bytes;
  const mark =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : undefined;
  const bare =
    first === 0x3c && second === 0 ? 'utf-16le' : first === 0 && second === 0x3c ? 'utf-16be' : undefined;
  const declared = /^<\?xml[^>]{0,200}\sencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(
    bytes.toString('latin1', 0, 300),
  )?.[1];
  try {
    return new TextDecoder(mark ?? bare ?? declared ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw damaged(`not in the encoding ${mark ?? bare ?? declared ?? 'utf-8'}`);
  }
};

const SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';
/** Namespaces that a browser acts upon, and the transformation that writes them. */
const active: Readonly<Record<string, string>> = {
  'http://www.w3.org/1999/xhtml': 'XHTML',
  'http://www.w3.org/2000/svg': 'SVG',
  'http://www.w3.org/1999/XSL/Transform': 'XSLT',
};

/** Reads an XML document: what it is, what would act in it, the signatures it carries. */
export const readXml = (bytes: Buffer, work: Work): Content => {
  const findings: Reason[] = [];
  const signatures: Signature[] = [];
  let mediaType = 'application/xml';
  let signer: string | null = null;
  try {
    walkXml(bytes, work, {
      open: ({ local, uri }, depth) => {
        if (depth === 1 && local.toLowerCase() === 'svg') mediaType = 'image/svg+xml';
        if (depth === 1 && local.toLowerCase() === 'html') mediaType = 'text/html';
        const kind = active[uri];
        if (kind !== undefined && findings.length < 100)
          findings.push({ code: 'xml-active', detail: `${kind} ${local}` });
        if (uri === SIGNATURE && local === 'Signature') signer = null;
      },
      close: ({ local, uri, text }) => {
        if (uri !== SIGNATURE) return;
        if (local === 'X509SubjectName') signer = commonName(text) ?? signer;
        if (local === 'Signature' && signatures.length < 100) signatures.push({ name: signer });
      },
      instruction: (target) => {
        if (target === 'xml-stylesheet') findings.push({ code: 'xml-active', detail: 'a style sheet' });
      },
    });
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
    findings.push({ code: error.code, detail: error.message });
  }
  return { mediaType, findings, signatures };
};

/** CN of a distinguished name (RFC 4514). */
const commonName = (subject: string): string | undefined =>
  /(?:^|,)\s*CN\s*=\s*((?:\\.|[^,\\])+)/i
    .exec(subject)?.[1]
    ?.replace(/\\(.)/g, '$1')
    .normalize('NFC')
    .trim()
    .slice(0, 100);
