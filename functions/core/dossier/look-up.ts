/** What a national database says of an applicant: it has the data, it has none, or it cannot be asked now. */
export const lookUpAnswers = ['found', 'missing', 'unavailable'] as const;
export type LookUpAnswer = (typeof lookUpAnswers)[number];

/** Why a paper is asked for that the State's own data should replace: a gap in the data, never the applicant's fault. */
export const DB_GAP = 'DB_GAP';

/** A component that data replaces, and what its database has said at the filing (rule R14, NQ 66.7/2025/NQ-CP). */
export interface LookUp {
  readonly component: string;
  readonly database: string;
  readonly answer: LookUpAnswer;
}

export const isGap = ({ answer }: Pick<LookUp, 'answer'>): boolean => answer !== 'found';

/** What a log keeps of the look-ups: the components that data has replaced, and the gaps. */
export interface Replaced {
  readonly replaced?: readonly string[];
  readonly gaps?: readonly LookUp[];
}

export const replacedBy = (lookUps: readonly LookUp[]): Replaced => {
  const replaced = lookUps.filter((each) => !isGap(each)).map(({ component }) => component);
  const gaps = lookUps.filter(isGap);
  return { ...(replaced.length > 0 && { replaced }), ...(gaps.length > 0 && { gaps }) };
};
