/** The values of a PDF (ISO 32000-1, 7.3) as they stand in the file. */
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfText
  | PdfRef
  | PdfDict
  | PdfStream
  | PdfWord
  | readonly PdfValue[];

export interface PdfName {
  readonly kind: 'name';
  /** With its `#xx` escapes resolved. */
  readonly name: string;
}
export interface PdfText {
  readonly kind: 'text';
  /** One character per byte. */
  readonly bytes: string;
}
export interface PdfRef {
  readonly kind: 'ref';
  readonly num: number;
  readonly gen: number;
}
export interface PdfDict {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, PdfValue>;
}
export interface PdfStream {
  readonly kind: 'stream';
  readonly dict: PdfDict;
  readonly data: Buffer;
}
/** A keyword or an operator. */
export interface PdfWord {
  readonly kind: 'word';
  readonly word: string;
}

type Kinds = { name: PdfName; text: PdfText; ref: PdfRef; dict: PdfDict; stream: PdfStream; word: PdfWord };

export const isList = (value: PdfValue | undefined): value is readonly PdfValue[] => Array.isArray(value);

export const isA = <Kind extends keyof Kinds>(
  value: PdfValue | undefined,
  kind: Kind,
): value is Kinds[Kind] =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
