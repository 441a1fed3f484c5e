import type { Deadline } from '../../dossier/dossier.ts';
import type { DossierEvent } from '../../dossier/events.ts';
import type { ProcedureData } from '../../procedure/index.ts';
import type { Issuer } from '../data/office.ts';
import type { Office, Party } from '../data/parts.ts';
import type { IssuedForm } from '../facts.ts';

/** The applicant as declared at filing. */
export interface SheetApplicant {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly identifier: string;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly address?: string | undefined;
}

/** What a sheet says beside its fact. Nothing here changes after the form was issued. */
export interface FormSources {
  readonly applicant: SheetApplicant;
  readonly filedBy: 'self' | 'officer-assisted' | 'authorised';
  /** The version that the dossier was received under. */
  readonly procedure: Pick<ProcedureData, 'code' | 'name' | 'field' | 'components' | 'steps'>;
  readonly documents: readonly { readonly n: number; readonly component: string }[];
  /** Free texts by their item. */
  readonly texts: ReadonlyMap<string, string>;
  /** The log up to and including the event that issued the form. */
  readonly events: readonly DossierEvent[];
}

/** The applicant as a party on a form. */
export const partyOf = ({ name, identifier, phone, email, address }: SheetApplicant): Party => ({
  name,
  personalId: identifier,
  ...(address !== undefined && { address }),
  ...(phone !== undefined && { phone }),
  ...(email !== undefined && { email }),
});

/** The letterhead: the one-stop shop's, or the agency's own for what its head signs. */
export const officeOf = (issuer: Issuer, as: 'desk' | 'agency'): Office => {
  const { contact: _contact, rating: _rating, desk, ...office } = issuer;
  return as === 'desk' && desk !== undefined ? { ...office, desk } : office;
};

/** What every numbered form begins with. */
export const headOf = (fact: IssuedForm, as: 'desk' | 'agency') => ({
  number: fact.number,
  issuedAt: fact.at,
  office: officeOf(fact.office, as),
  code: fact.code,
});

/** The words behind a reference; a missing text is damage. */
export const wordsOf = ({ texts }: FormSources, { item }: { readonly item: string }): string => {
  const words = texts.get(item);
  if (words === undefined) throw new Error(`no text ${item}`);
  return words;
};

/** When the dossier was received complete and valid, if it was. */
export const receivedAt = ({ events }: FormSources): number | undefined =>
  events.flatMap((event) => (event.type === 'accepted' ? [event.data.clockStart] : [])).at(-1);

/** The appointment in force at the end of the log. */
export const appointedAt = ({ events }: FormSources): number | undefined =>
  events.flatMap(({ data }) => promisesIn(data)).findLast(({ kind }) => kind === 'APPOINTED')?.due;

/** What an event promises: a date of its own, or the one with which the office goes on after a pause. */
const promisesIn = (data: DossierEvent['data']): readonly Deadline[] => [
  ...('deadline' in data ? [data.deadline] : []),
  ...('resumed' in data && data.resumed ? [data.resumed.deadline] : []),
];

/** Name of a component of the procedure; its id when the version does not know it. */
export const componentName = ({ procedure }: FormSources, id: string): string =>
  procedure.components.find((each) => each.id === id)?.name.vi ?? id;

/** `HDXD 11/2026`: the book of a field and month, `month` as `2026-11`. */
export const volumeOf = (field: string, month: string): string => {
  const [year, number] = month.split('-');
  return `${field} ${number}/${year}`;
};
