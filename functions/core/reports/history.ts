import { apply } from '../dossier/apply.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { DossierEvent } from '../dossier/events.ts';

/** One line of the log with the dossier before and after it. */
export interface Moment {
  readonly event: DossierEvent;
  readonly before: Dossier | undefined;
  readonly after: Dossier;
}

/** A log, line by line, with what each line made of the dossier. */
export const historyOf = (events: readonly DossierEvent[]): readonly Moment[] => {
  let dossier: Dossier | undefined;
  return events.map((event) => {
    const before = dossier;
    dossier = apply(before, event);
    return { event, before, after: dossier };
  });
};

/** While a dossier stands here, the applicant has the next move and no promise of the office runs. */
export const isWaiting = (d: Dossier | undefined): boolean =>
  d?.phase === 'REPLACEMENT' ||
  d?.phase === 'SUPPLEMENT' ||
  d?.phase === 'VERIFY_SUPPLEMENT' ||
  d?.phase === 'PAYMENT';
