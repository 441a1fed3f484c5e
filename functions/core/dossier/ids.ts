/** Branded identifiers: a code cannot be passed where an id is meant. The brand exists for the compiler only. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Identity of a dossier in the database; never shown as proof of a right. */
export type DossierId = Branded<'DossierId'>;
/** Mã hồ sơ, TT 03/2025 Đ13: the number people use; guessable, so it authorises nothing. */
export type DossierCode = Branded<'DossierCode'>;
/** Subject of a token (e-ID account of an applicant, account of an officer). */
export type Subject = Branded<'Subject'>;
/** The receiving unit; every key starts with it or leads to it. */
export type UnitId = Branded<'UnitId'>;

const isDossierId = (text: string): text is DossierId =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
const isCode = (text: string): text is DossierCode => /^[0-9A-Z.]{2,32}-\d{6}-\d{4,}$/.test(text);
const isSubject = (text: string): text is Subject => /^[\w.:@-]{1,128}$/.test(text);
const isUnitId = (text: string): text is UnitId => /^[A-Z0-9-]{2,32}$/.test(text);

const parser =
  <T extends string>(is: (text: string) => text is T) =>
  (text: string): T | undefined =>
    is(text) ? text : undefined;

/** Each parser answers undefined for a text that is not of the form. */
export const dossierId = parser(isDossierId);
export const dossierCode = parser(isCode);
export const subject = parser(isSubject);
export const unitId = parser(isUnitId);
