import { type RatingOccasion, ratingOccasions, type Worked } from '../dossier/parts.ts';

/** What is counted of dossiers as a whole; whatever is counted never goes down. */
export const measures = [
  ...(['received', 'accepted', 'supplementsAsked', 'paymentsAsked', 'paymentsConfirmed'] as const),
  ...(['paidOnline', 'reused', 'databaseGaps'] as const),
  ...(['pausesBegun', 'pausesEnded', 'reappointed', 'extended', 'sentBack'] as const),
  // Results, by the date on which they were entered (status 9).
  ...(['early', 'onTime', 'late'] as const),
  ...(['refused', 'withdrawn', 'stopped'] as const),
  // However it ends, a dossier leaves the process once, in one of these three.
  ...(['resolvedEarly', 'resolvedOnTime', 'resolvedLate'] as const),
  ...(['delivered', 'onSpot', 'filesArchived', 'digitised', 'resultsArchived', 'corrected'] as const),
  ...(['complaints', 'complaintsAnswered'] as const),
] as const;
export type Measure = (typeof measures)[number];

/** The three by which a dossier leaves the process. */
export const resolved = [
  'resolvedEarly',
  'resolvedOnTime',
  'resolvedLate',
] as const satisfies readonly Measure[];

/** What is not counted but stands at an end of a span: carried over when it begins, the others when it ends. */
export const stocks = ['open', 'paused', 'withinTime', 'overTime', 'carriedOver'] as const;
export type Stock = (typeof stocks)[number];

/** What is counted per step: runs that ended, their working minutes, how many overran, the share of the budget used. */
export const stepMeasures = [
  ...(['runs', 'minutes', 'over'] as const),
  ...(['upTo25', 'upTo50', 'upTo75', 'upTo100', 'upTo150', 'upTo200', 'above200'] as const),
] as const;
export type StepMeasure = (typeof stepMeasures)[number];

/** `step:APPRAISE:minutes` */
export const stepCell = (step: string, what: StepMeasure): string => `step:${step}:${what}`;

/** Upper ends of the histogram, in percent of the step's budget. */
const bounds = [
  [25, 'upTo25'],
  [50, 'upTo50'],
  [75, 'upTo75'],
  [100, 'upTo100'],
  [150, 'upTo150'],
  [200, 'upTo200'],
] as const satisfies readonly (readonly [number, StepMeasure])[];

/** In which bar of the histogram a run stands. */
export const shareOf = ({ minutes, budget }: Worked): StepMeasure =>
  bounds.find(([percent]) => minutes * 100 <= percent * budget)?.[1] ?? 'above200';

/** What applicants are asked. The marks are added up; a yes is counted, beside how many have answered. */
export const ratingMeasures = [
  ...(['answers', 'attitude', 'waiting', 'facilities'] as const),
  ...(['dateAnswers', 'onDate', 'apologyAnswers', 'apology'] as const),
] as const;
export type RatingMeasure = (typeof ratingMeasures)[number];

/** `rating:delivery:attitude` */
export const ratingCell = (occasion: RatingOccasion, what: RatingMeasure): string =>
  `rating:${occasion}:${what}`;

const step = new RegExp(`^step:[A-Z0-9-]{1,40}:(${stepMeasures.join('|')})$`);
const rating = new RegExp(`^rating:(${ratingOccasions.join('|')}):(${ratingMeasures.join('|')})$`);

/** Whether anything is ever counted under this name. */
export const isMeasure = (name: string): boolean =>
  measures.some((each) => each === name) || step.test(name) || rating.test(name);

/** A number of a unit: what is counted, of which procedure, filed by which channel. */
export const cellOf = (
  measure: string,
  { procedure, channel }: { readonly procedure: string; readonly channel: string },
): string => `${measure}|${procedure}|${channel}`;

/** The parts of a cell. */
export const partsOf = (cell: string): { measure: string; procedure: string; channel: string } => {
  const [measure = '', procedure = '', channel = ''] = cell.split('|');
  return { measure, procedure, channel };
};
