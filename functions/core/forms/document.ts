import type { FormId } from './data/index.ts';
import type { PageName } from './layouts.ts';
import type { Language } from './messages/index.ts';

/** A stretch of text in one style. */
export interface Run {
  readonly text: string;
  readonly style?: 'bold' | 'italic';
}

/** A label and its value; without a value the form shows a dotted line to write on. */
export interface Field {
  readonly label: string;
  readonly value?: string | undefined;
  readonly strong?: boolean;
  /** Share of the row when fields stand side by side; 1 unless told. */
  readonly share?: number;
}

export interface Letterhead {
  readonly type: 'letterhead';
  readonly mark: string;
  readonly superior?: string | undefined;
  readonly agency: string;
  readonly desk?: string | undefined;
  readonly number?: Field | undefined;
  readonly nation: string;
  readonly motto: string;
  readonly placed: string;
}

export interface Title {
  readonly type: 'title';
  readonly text: string;
  readonly subtitle?: string | undefined;
  readonly code?: Field | undefined;
  /** Text of the QR code. */
  readonly qr?: string | undefined;
}

export interface Paragraph {
  readonly type: 'paragraph';
  readonly runs: readonly Run[];
  readonly align: 'left' | 'center';
}

/** Rows of one or two fields side by side. */
export interface Fields {
  readonly type: 'fields';
  readonly rows: readonly (readonly Field[])[];
}

/** A numbered list under a label; empty, it shows one dotted line. */
export interface List {
  readonly type: 'list';
  readonly label: string;
  readonly items: readonly { readonly text: string; readonly note?: string | undefined }[];
}

export interface Column {
  readonly label: string;
  /** Share of the width; the shares of a table add up to 1. */
  readonly width: number;
  readonly align: 'left' | 'center';
}

/** A ruled table; a cell without a text stays empty to be written in. */
export interface Table {
  readonly type: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | undefined)[])[];
}

export interface Party {
  readonly title: string;
  readonly hint: string;
  readonly name?: string | undefined;
  /** Lines of a digital signature; none where ink is expected. */
  readonly digital: readonly string[];
}

export interface Signatures {
  readonly type: 'signatures';
  readonly parties: readonly Party[];
}

/** A small remark, with a QR code of its own when there is an address to open. */
export interface Notice {
  readonly type: 'notice';
  readonly text: string;
  readonly qr?: string | undefined;
}

export type Block = Letterhead | Title | Paragraph | Fields | List | Table | Signatures | Notice;

/** A form as a neutral sequence of blocks: both renderers print this and nothing else. */
export interface FormDocument {
  readonly form: FormId;
  readonly layout: string;
  readonly language: Language;
  readonly page: PageName;
  readonly title: string;
  /** Head of the second and later pages. */
  readonly running: string;
  /** Left end of the foot of every page. */
  readonly foot: string;
  readonly pageWord: string;
  readonly issuedAt: number;
  readonly agency: string;
  readonly blocks: readonly Block[];
}
