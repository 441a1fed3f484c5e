/** Official forms 01 to 07: closed data, one message catalogue, a neutral document, HTML. The PDF is an adapter. */
export { buildDocument } from './build/index.ts';
export { type Form, type FormId, type FormOf, formIds, formSchema } from './data/index.ts';
export type {
  Block,
  Column,
  Field,
  Fields,
  FormDocument,
  Letterhead,
  List,
  Notice,
  Paragraph,
  Party,
  Signatures,
  Table,
  Title,
} from './document.ts';
export { type IssuedForm, type IssuedFormOf, issuedFormSchema } from './facts.ts';
export { type Book, type BookRow, bookEntry, fillBook } from './fill/book.ts';
export { fillForm, textsOf } from './fill/index.ts';
export type { FormSources, SheetApplicant } from './fill/sources.ts';
export { renderHtml } from './html/render.ts';
export { formNumber, type Layout, layouts, type NumberedForm } from './layouts.ts';
export { type Language, messages } from './messages/index.ts';
export { fieldsOf, plainText } from './plain.ts';
export { barsOf, type QrEncoder, type QrModules, quietZone } from './qr.ts';
export { when } from './when.ts';
