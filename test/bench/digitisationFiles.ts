import { createHash } from 'node:crypto';
import { classic, onePage, scans, streamObject } from '../corpus/pdfBytes.ts';

/** A file in hand: its content as a form takes it, and what is declared about it. */
export interface Held {
  readonly content: Blob;
  readonly size: number;
  readonly sha256: string;
}

const units: Readonly<Record<string, number>> = { KB: 1000, MB: 1_000_000, GB: 1_000_000_000 };

/** `50MB` and the like as a number of bytes; throws for anything else. */
export const bytesOfText = (text: string): number => {
  const [, number, unit = ''] = /^(\d+)(KB|MB|GB)$/.exec(text) ?? [];
  const factor = units[unit];
  if (number === undefined || factor === undefined) throw new Error(`${text} is not a size such as 50MB`);
  return Number(number) * factor;
};

const MARK = 'a mark that differs from file to file';
let made = 0;

/**
 * Files of one size, each with a content of its own: a scan of 300 dpi, filled up by one more image. Up to a few hundred
 * bytes the size is exact.
 */
export const fileOf = (size: number): (() => Held) => {
  const page = classic(scans([{ dpi: 300, text: true }]));
  const rest = Math.max(MARK.length, size - page.length - 400);
  const filling = Buffer.alloc(rest, 0x5a);
  filling.write(MARK, 'latin1');
  const filler = streamObject('/Subtype /Image /Width 100 /Height 100', filling);
  const bytes = classic(onePage({ more: [...scans([{ dpi: 300 }]).slice(3), filler] }));
  const at = bytes.indexOf(MARK, 0, 'latin1');
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at + MARK.length)];
  // Parts that all files share, so that a thousand of them take no more memory than one.
  const [before, after] = [new Blob([Uint8Array.from(head)]), new Blob([Uint8Array.from(tail)])];
  return () => {
    made += 1;
    const mark = String(made).padEnd(MARK.length);
    const sha256 = createHash('sha256').update(head).update(mark).update(tail).digest('hex');
    return { content: new Blob([before, mark, after]), size: bytes.length, sha256 };
  };
};
