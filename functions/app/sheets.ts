import { createHash } from 'node:crypto';
import type { FormDocument } from '../core/forms/index.ts';

/** A sheet in the archive: named by its content, bound to one version. */
export interface SheetRef {
  readonly key: string;
  readonly versionId: string;
  /** SHA-256 of the bytes, lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
}

export const sheetKinds = ['pdf', 'html'] as const;
export type SheetKind = (typeof sheetKinds)[number];
export type Sheets = Readonly<Record<SheetKind, SheetRef>>;

const contentTypes: Readonly<Record<SheetKind, string>> = {
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
};

/** Prints a document. The bytes depend on nothing else: no clock, no randomness. */
export type PrinterPort = Readonly<Record<SheetKind, (document: FormDocument) => Promise<Uint8Array>>>;

export interface SheetArchivePort {
  /** Puts an object unless the key holds one, which then has the same content. Answers the version that stands there. */
  put(o: { key: string; bytes: Uint8Array; contentType: string }): Promise<{ versionId: string }>;
}

export interface LinkPort {
  /** Signs a download of one version, good for a minute. */
  link(o: { key: string; versionId: string; disposition: string }): Promise<string>;
}

/** Prints one document in one kind and archives it as `<prefix><sha256>.<kind>`. Doing it twice does nothing. */
export const archiveSheet = async (
  { printer, archive }: { readonly printer: PrinterPort; readonly archive: SheetArchivePort },
  document: FormDocument,
  kind: SheetKind,
  prefix: string,
): Promise<SheetRef> => {
  const bytes = await printer[kind](document);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const key = `${prefix}${sha256}.${kind}`;
  const { versionId } = await archive.put({ key, bytes, contentType: contentTypes[kind] });
  return { key, versionId, sha256, bytes: bytes.length };
};

/** A minute's link to a sheet: the PDF to be kept under a name, the page to be looked at. */
export const linkTo = (
  links: LinkPort,
  { key, versionId }: SheetRef,
  kind: SheetKind,
  name: string,
): Promise<string> => {
  const file = `${name.replace(/[^\w.-]+/g, '-')}.${kind}`;
  const disposition = `${kind === 'pdf' ? 'attachment' : 'inline'}; filename="${file}"`;
  return links.link({ key, versionId, disposition });
};
