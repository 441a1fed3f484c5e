import type { Role } from '../dossier/status.ts';
import { heads } from '../dossier/transition.ts';

export const reportNames = [
  'bieu-06',
  'review-sheet',
  'due-list',
  'step-lateness',
  'on-spot',
  'satisfaction',
  'qd-766',
  'tt-01-2018',
] as const;
export type ReportName = (typeof reportNames)[number];

const numbers: readonly Role[] = [...heads, 'reportViewer'];

/** Who may ask for which report. Lists of people are for heads; whoever only views reports sees numbers. */
export const readersOf: Readonly<Record<ReportName, readonly Role[]>> = {
  'bieu-06': numbers,
  'review-sheet': numbers,
  'due-list': numbers,
  'step-lateness': heads,
  'on-spot': numbers,
  satisfaction: numbers,
  'qd-766': numbers,
  'tt-01-2018': numbers,
};
