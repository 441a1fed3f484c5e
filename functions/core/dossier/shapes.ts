import type { Dossier } from './dossier.ts';
import type { DossierEvent, EventOf } from './events.ts';
import type { Promised } from './facts.ts';
import type { RatingOccasion } from './parts.ts';

/** Small shapes that the folds share. */

/** An event of one type as it stands in the log. */
export type Of<T extends DossierEvent['type']> = DossierEvent & EventOf<T>;

/** A copy without the named fields: what a phase no longer has must not linger on the item. */
export const without = <T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Omit<T, K> => {
  const copy = { ...value };
  for (const key of keys) delete copy[key];
  return copy;
};

/** The running promise and its version. */
export const promised = ({ deadline }: Promised) => ({ deadline, deadlineVersion: deadline.version });

/** The applicant may say what he thinks of what has just happened. */
export const asked = (d: Dossier, occasion: RatingOccasion): readonly RatingOccasion[] =>
  d.ratings.includes(occasion) ? d.ratings : [...d.ratings, occasion];

/** What stays of a dossier that ends before a result: no promise, no timer, no step. */
export const closed = (d: Dossier) => {
  const { id, unit, code, procedure, version, channel, filedBy, subject, related } = d;
  const { seq, rev, wakeSeq, lastHash, submittedAt, changedAt, documents, forms, deadlineVersion } = d;
  const { supplements, nationalId, ratings, complaint, movedAt, outlook, told } = d;
  return {
    ...{ id, unit, code, procedure, version, channel, filedBy, subject },
    ...{ seq, rev, wakeSeq, lastHash, submittedAt, changedAt, documents, forms, deadlineVersion },
    ...{ supplements, ratings, movedAt, outlook, told },
    ...(related && { related }),
    ...(d.restricted && { restricted: d.restricted }),
    ...(nationalId && { nationalId }),
    ...(complaint && { complaint }),
  };
};
