import type { Reason, Signature } from './codes.ts';

/** One page that is an image: a scan or a photo. */
export interface Scan {
  readonly page: number;
  /** Undefined when the image does not say it. */
  readonly dpi: number | undefined;
  /** Undefined when it cannot be told. */
  readonly colour: boolean | undefined;
  /** Words under the image, for searching; undefined where the format has none. */
  readonly text: boolean | undefined;
}

/** What a reader of a format found in the bytes. */
export interface Content {
  /** By the content itself; undefined when it is none we know. */
  readonly mediaType: string | undefined;
  /** What forbids to keep it, whatever was declared. */
  readonly findings: readonly Reason[];
  /** Undefined when the format has none or they could not be counted. */
  readonly pages?: number | undefined;
  readonly scans?: readonly Scan[];
  /** The PDF/A part and level that it claims, such as `2B`; the claim is not validated. */
  readonly pdfa?: string | undefined;
  readonly signatures?: readonly Signature[];
}

/** Everything that was measured on one file. */
export interface FileFacts extends Content {
  readonly bytes: number;
  readonly sha256: string;
}

/** What was announced before the upload. */
export interface Declared {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}
