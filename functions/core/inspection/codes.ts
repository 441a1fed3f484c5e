/**
 * Why a file is refused, or kept with a remark. The codes are stable: they stand on documents and in events, and people's
 * texts hang on them (docs/digitisation.md).
 */
export const reasonCodes = [
  // What is there at all.
  ...(['absent', 'unreadable', 'empty', 'too-large', 'name'] as const),
  // Is it what was declared?
  ...(['media-type', 'extension', 'size', 'sha256'] as const),
  // Can it be read?
  ...(['damaged', 'encrypted', 'no-pages'] as const),
  // More than one file in one.
  ...(['leading-data', 'trailing-data', 'polyglot'] as const),
  // Limits of the work that one file may cause.
  ...(['pixel-limit', 'expansion-limit', 'work-limit'] as const),
  // What would act when the file is opened.
  ...(['pdf-javascript', 'pdf-launch', 'pdf-embedded-file', 'pdf-open-action', 'pdf-submit-form'] as const),
  ...(['pdf-import-data', 'pdf-xfa', 'pdf-rich-media'] as const),
  ...(['docx-macro', 'docx-external', 'docx-embedded', 'docx-field'] as const),
  ...(['xml-doctype', 'xml-active'] as const),
  ...(['malware', 'unscannable', 'no-scan-verdict'] as const),
  ...(['dpi-low', 'signature-missing'] as const),
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export const warningCodes = [
  ...(['dpi-below-advised', 'dpi-unknown', 'colour-missing', 'text-layer-missing', 'pdfa-missing'] as const),
] as const;
export type WarningCode = (typeof warningCodes)[number];

/** `detail` is technical and in English: numbers, places, formats; never a name of a person. */
export interface Reason {
  readonly code: ReasonCode;
  readonly detail: string;
}
export interface Warning {
  readonly code: WarningCode;
  readonly detail: string;
}

/** A digital signature that the file carries; whether it is valid is not examined. */
export interface Signature {
  /** Of the signer, as the file says it; null when it cannot be read. Personal: never in a log or an event. */
  readonly name: string | null;
}

const known: ReadonlySet<string> = new Set(reasonCodes);
export const isReasonCode = (text: string): text is ReasonCode => known.has(text);
