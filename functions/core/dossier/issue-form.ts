import type { Instant } from '../calendar/index.ts';
import { canonical } from '../canonical.ts';
import { limitOf } from '../procedure/index.ts';
import type { Dossier } from './dossier.ts';
import type { FormFact, Promised } from './facts.ts';
import type { Circumstances, SideItem } from './policy.ts';

/** What form 01 says of an appointment; `receivedAt` is the start of the clock. */
export const receiptOf = (
  { documents }: Dossier,
  c: Circumstances,
  { deadline, derivation }: Promised,
  { receivedAt, limitCase }: { readonly receivedAt: Instant; readonly limitCase?: string | undefined },
) => {
  const limit = limitOf(c.policy.procedure, limitCase);
  return {
    ...{ receivedAt, appointed: deadline.due, provisional: deadline.provisional },
    ...{ receiver: c.actor.subject, documents: documents.total, derivation },
    ...(limit.ok && { limit: limit.value.limit }),
  };
};

/** What follows the dossier's code in the number of a form (TT 03/2025 Phụ lục I). */
const suffixes = { '01': 'TN', '02': 'PBS', '03': 'PTC', '04': 'PXL', '05': 'TB', '06': 'PKS' } as const;

const templates: Readonly<Record<keyof typeof suffixes, string>> = {
  ...{ '01': '01@1', '02': '02@1', '03': '03@1', '04': '04@1', '05': '05@0-provisional', '06': '06@1' },
};

/**
 * The next form of the dossier: its fact for the log and its item, from which the sheet is rendered later. Whatever the
 * sheet shows that may change (letterhead, the officer's name) is kept in the fact, so that the same bytes can be made
 * again. A second form of the same kind gets its ordinal in the number, so that no two sheets share one.
 */
export const issueForm = (
  d: Dossier,
  c: Circumstances,
  form: keyof typeof suffixes,
  fields: Readonly<Record<string, unknown>>,
  ordinal = 1,
): { fact: FormFact; item: SideItem } => {
  const n = d.forms + 1;
  const number = `${d.code}/${suffixes[form]}${ordinal > 1 ? `-${ordinal}` : ''}`;
  const template = templates[form];
  const { unit, calendar } = c.policy;
  const said = {
    ...{ form, number, template, code: d.code, procedure: d.procedure, at: c.at, applicant: 'APPLICANT' },
    office: { ...unit.letterhead, offsetMinutes: calendar.offsetMinutes },
    ...(c.actor.kind === 'staff' && c.actor.name !== undefined && { officer: c.actor.name }),
    ...fields,
  };
  const fact = { n, form, number, template, digest: c.digest(canonical(said)) };
  return { fact, item: { kind: 'FORM', n, fields: said } };
};
