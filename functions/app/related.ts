import type { FilingBody } from '../contract/filing.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { Relation } from '../core/dossier/parts.ts';
import type { FieldError } from '../core/dossier/problems.ts';
import type { DossierStore } from './ports.ts';

/** What each relation asks of the earlier dossier; what has ended stays ended, so the new one only points at it. */
const fits: Readonly<Record<Relation, (earlier: Dossier) => boolean>> = {
  refiling: ({ status }) => status === 3 || status === 7 || status === 8,
  reopening: ({ status }) => status === 8 || status === 10,
  appeal: ({ status }) => status === 3 || status === 8 || status === 9 || status === 10,
  correction: (earlier) => 'correction' in earlier && earlier.correction !== undefined,
};
const asks: Readonly<Record<Relation, string>> = {
  refiling: 'the earlier dossier must have been refused, withdrawn or stopped',
  reopening: 'the earlier dossier must have been stopped or returned',
  appeal: 'the earlier dossier must have been decided',
  correction: 'the earlier result must be on record as wrong',
};

/** Why a filing cannot point at the earlier dossier that it names; only the same applicant's own counts. */
export const relatedErrors = async (
  store: Pick<DossierStore, 'head'>,
  { related, applicant, unit }: Pick<FilingBody, 'related' | 'applicant' | 'unit'>,
): Promise<FieldError[]> => {
  if (!related) return [];
  const earlier = await store.head(related.id);
  if (!earlier || earlier.subject !== applicant.subject || earlier.unit !== unit) {
    return [{ field: '/related/id', detail: 'no such dossier of this applicant in this unit' }];
  }
  return fits[related.relation](earlier)
    ? []
    : [{ field: '/related/relation', detail: asks[related.relation] }];
};
