import type { Reason } from '../../core/inspection/codes.ts';

/** How far behind its beginning other programs look for a PDF. */
const PDF_WINDOW = 1024;
/** The end record of a ZIP and its longest comment (APPNOTE 4.3.16). */
const ZIP_WINDOW = 65_557;

/** Signs that the same bytes are also a file of another kind to another program. */
export const alsoAnother = (bytes: Buffer, mediaType: string | undefined): Reason[] => {
  const found: string[] = [];
  const isPdf = mediaType === 'application/pdf';
  if (!isPdf && bytes.subarray(0, PDF_WINDOW).includes('%PDF-', 0, 'latin1')) found.push('also a PDF');
  if (bytes.toString('latin1', 0, 4) !== 'PK\x03\x04' && endsAsZip(bytes)) found.push('also a ZIP');
  if (mediaType?.startsWith('image/') && mediaType !== 'image/svg+xml') {
    const marks = ['<script', '<!doctype html', '<?php', '<html'];
    const mark = marks.find((each) => includesMark(bytes, each));
    if (mark !== undefined) found.push(`contains ${mark.replace(/^<[!?]?/, '')}`);
  }
  return found.map((detail) => ({ code: 'polyglot', detail }));
};

/** An end record whose comment reaches exactly to the end, and a directory where it says. */
const endsAsZip = (bytes: Buffer): boolean => {
  const directory = bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1');
  if (directory < 0) return false;
  const from = Math.max(0, bytes.length - ZIP_WINDOW);
  for (
    let at = bytes.indexOf('PK\x05\x06', from, 'latin1');
    at >= 0;
    at = bytes.indexOf('PK\x05\x06', at + 4, 'latin1')
  ) {
    if (at + 22 > bytes.length) return false;
    const isComplete = at + 22 + bytes.readUInt16LE(at + 20) <= bytes.length;
    if (isComplete) return true;
  }
  return false;
};

/** A mark in either case. By its second letter, so that the search stays fast in a big file. */
const includesMark = (bytes: Buffer, mark: string): boolean => {
  const length = mark.length;
  for (let at = bytes.indexOf(0x3c); at >= 0; at = bytes.indexOf(0x3c, at + 1)) {
    const second = (bytes[at + 1] ?? 0) | 0x20;
    if (second !== (mark.charCodeAt(1) | 0x20)) continue;
    if (bytes.toString('latin1', at, at + length).toLowerCase() !== mark) continue;
    // Four letters come about by chance in a big picture; a tag also ends.
    if (mark !== '<html' || /^[\s>]/.test(bytes.toString('latin1', at + length, at + length + 1)))
      return true;
  }
  return false;
};
