import type { Dossier } from './dossier.ts';
import type { FormFact } from './events.ts';
import type { Circumstances, SideItem } from './policy.ts';

type Said = Pick<FormFact, 'form' | 'number' | 'template'> & Readonly<Record<string, unknown>>;

/**
 * The next form of the dossier: its fact for the log and its item. Whatever the sheet shows that may change later (the
 * letterhead, the officer's name) is kept in the fact, so that it can be rendered again with the same bytes.
 */
export const issueForm = (d: Dossier, c: Circumstances, fields: Said): { fact: FormFact; item: SideItem } => {
  const n = d.forms + 1;
  const { unit, calendar } = c.policy;
  const said = {
    ...fields,
    code: d.code,
    procedure: d.procedure,
    at: c.at,
    applicant: 'APPLICANT',
    office: { ...unit.letterhead, offsetMinutes: calendar.offsetMinutes },
    ...(c.actor.kind === 'staff' && c.actor.name !== undefined && { officer: c.actor.name }),
  };
  const { form, number, template } = fields;
  const fact = { n, form, number, template, digest: c.digest(JSON.stringify(said)) };
  return { fact, item: { kind: 'FORM', n, fields: said } };
};
