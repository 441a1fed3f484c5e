import type { Dossier } from '../../dossier/dossier.ts';
import { type FormOf, formSchema } from '../data/index.ts';
import type { Issuer } from '../data/office.ts';
import { officeOf, partyOf, type SheetApplicant, volumeOf } from './sources.ts';

/** A dossier that was received in the month of a book, as it stands now. */
export interface BookRow {
  readonly ordinal: number;
  /** When it was received and its first appointment: as entered in the book. */
  readonly receivedAt: number;
  readonly due: number;
  readonly dossier: Dossier;
  readonly applicant: SheetApplicant;
  readonly procedure: string;
}

export interface Book {
  readonly issuer: Issuer;
  readonly field: { readonly id: string; readonly name: string };
  /** `2026-11` */
  readonly month: string;
  /** Begin of the month: the date of a book without entries. */
  readonly since: number;
  readonly rows: readonly BookRow[];
}

type Entry = FormOf<'07'>['entries'][number];

/** One line of the book; `returnedAt` is the delivery, not the decision. */
export const bookEntry = (row: BookRow, issuer: Issuer): Entry => {
  const { dossier, applicant } = row;
  const { name, address, phone } = partyOf(applicant);
  return {
    ordinal: row.ordinal,
    code: dossier.code,
    procedure: row.procedure,
    applicant: name,
    ...(address !== undefined && { address }),
    ...(phone !== undefined && { phone }),
    agency: issuer.agency,
    receivedAt: row.receivedAt,
    due: row.due,
    ...(dossier.status === 10 && { returnedAt: dossier.deliveredAt, method: dossier.deliveredBy }),
  };
};

/** Sổ theo dõi hồ sơ of one field and month, dated by its newest entry: an unchanged book stays the same sheet. */
export const fillBook = ({ issuer, field, month, since, rows }: Book): FormOf<'07'> => {
  const entries = rows.map((row) => bookEntry(row, issuer));
  const moments = entries.flatMap(({ receivedAt, returnedAt }) => [receivedAt, returnedAt ?? since]);
  const form = {
    form: '07',
    layout: '07@1',
    issuedAt: moments.reduce((newest, each) => Math.max(newest, each), since),
    office: officeOf(issuer, 'desk'),
    field: field.name,
    volume: volumeOf(field.id, month),
    entries,
  } as const;
  const parsed = formSchema.parse(form);
  if (parsed.form !== '07') throw new Error('not a book');
  return parsed;
};
