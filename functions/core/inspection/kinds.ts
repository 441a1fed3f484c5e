import type { WarningCode } from './codes.ts';

/** The kinds of files that are kept, with the endings of their names; the first one is given in the archive. */
export const kinds: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'image/tiff': ['tif', 'tiff'],
  'application/xml': ['xml'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
};

/** The ending of a name in lower case; undefined when it has none. */
export const endingOf = (name: string): string | undefined =>
  /[^.]\.([^.]+)$/.exec(name.trim())?.[1]?.toLowerCase();

/** The media type that the ending of a name promises; undefined when no such file is kept. */
export const promisedBy = (name: string): string | undefined => {
  const ending = endingOf(name);
  return Object.keys(kinds).find((type) => ending !== undefined && kinds[type]?.includes(ending));
};

/** What was measured, as far as it tells a scan from a file that was never paper. */
export interface Scanned {
  readonly mediaType: string;
  readonly dpi: number | null;
  readonly warnings: readonly { readonly code: WarningCode }[];
}

/** Remarks that only pages which are scans get. */
const ofScans: readonly WarningCode[] = ['dpi-unknown', 'colour-missing', 'text-layer-missing'];

/** Whether paper was scanned or photographed: the file is an image, or has pages that are. */
export const wasScanned = ({ mediaType, dpi, warnings }: Scanned): boolean =>
  mediaType.startsWith('image/') || dpi !== null || warnings.some(({ code }) => ofScans.includes(code));
