import type { Metadata } from './metadata.ts';

/** S3: names and values of the user metadata of one object, in bytes. */
const MOST = 2048;
const ELLIPSIS = '…';

/** Printable ASCII stays as it is; everything else is percent-encoded UTF-8 (RFC 3986), and the percent sign with it. */
const encoded = (text: string): string => text.replace(/[^\x20-\x7e]|%/gu, encodeURIComponent);

const sizeOf = (metadata: Readonly<Record<string, string>>): number =>
  Object.entries(metadata).reduce((sum, [name, value]) => sum + name.length + value.length, 0);

/** What may be cut where it does not fit, the longest first: the whole text stands in the manifest. */
const cuttable = ['subject', 'organname', 'typename'] as const;

/**
 * The metadata as it goes on the object in S3, whose metadata must be ASCII and at most 2 KB in all: names in lower case,
 * values percent-encoded (`decodeURIComponent` reads them), the hash beside them. There is no name of a person in it: it
 * is shown to whoever may list or copy objects, without a record of who has seen it.
 */
export const objectMetadata = (metadata: Metadata, sha256: string): Record<string, string> => {
  const whole: Record<string, string> = {
    ...Object.fromEntries(
      Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), encoded(String(value))]),
    ),
    sha256,
  };
  for (const name of cuttable) {
    const value = whole[name] ?? '';
    const over = sizeOf(whole) - MOST;
    if (over > 0) whole[name] = cutTo(value, value.length - over);
  }
  return whole;
};

/** The longest beginning, in whole characters and with a visible end, that takes at most so many bytes encoded. */
const cutTo = (value: string, most: number): string => {
  let text = '';
  for (const point of decodeURIComponent(value)) {
    if (encoded(text + point + ELLIPSIS).length > most) break;
    text += point;
  }
  return encoded(text + ELLIPSIS);
};
