import { HistoryEventType } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { Dossier } from '../../../functions/core/dossier/dossier.ts';
import type { DossierEvent } from '../../../functions/core/dossier/events.ts';
import { countOf } from '../../budget/measure.ts';
import type { Item } from '../../support/tables.ts';

/** What can be said of a dossier once it has ended; looked at once, since histories and archives are long. */
export interface Ended {
  readonly dossier: Dossier;
  readonly log: readonly DossierEvent[];
  readonly items: readonly Item[];
  /** How many of its events wake the spine. */
  readonly wakes: number;
  /** Whether nothing has failed: only then does the cost budget hold. */
  readonly calm: boolean;
}

/** What has to be fetched for it: histories by the name of the execution, as JSON, and the keys of its forms in the archive, one for each version. */
export interface Remains {
  readonly histories: Record<string, string>;
  readonly sheets: string[];
}

/** Where to find the remains: the runs of the spine, and the folder of the forms if there is one. */
export const placeOf = ({ dossier, log, items }: Pick<Ended, 'dossier' | 'log' | 'items'>) => {
  const runs = 1 + log.filter(({ type }) => type === 'spineRestarted').length;
  const [forms] = formsOf(items).map(
    ({ rendered }) => /"(archive\/[^"]*\/forms\/)/.exec(JSON.stringify(rendered ?? ''))?.[1],
  );
  return { id: dossier.id, spines: Array.from({ length: runs }, (_, i) => spineOf(dossier, i + 1)), forms };
};
const spineOf = ({ code }: Dossier, run: number): string => (run === 1 ? code : `${code}--r${run}`);
const formsOf = (items: readonly Item[]) => items.filter(({ sk }) => String(sk).startsWith('FORM#'));

/** The digitisations that a spine's history names. */
export const childrenOf = (spine: string, history: string): ReadonlySet<string> =>
  new Set(history.match(new RegExp(`${spine}--d\\d+`, 'g')));

/** I6 (notices, forms), I12 (histories), I14 (transitions) of an ended dossier. */
export const brokenEnd = (ended: Ended, remains: Remains): string[] => [
  ...unsent(ended),
  ...brokenForms(ended, remains),
  ...brokenHistories(ended, remains),
];

/** Whoever can be reached was told of everything. */
const unsent = ({ dossier: { code }, items, calm }: Ended): string[] =>
  items
    .filter(({ sk, status }) => calm && String(sk).startsWith('NOTICE#') && status !== 'SENT')
    .map(({ sk, status }) => `I6 ${code}: ${String(sk)} is ${String(status)}`);

/** Each form is rendered into the archive once, whatever was repeated. */
const brokenForms = (ended: Ended, remains: Remains): string[] => {
  const { code } = ended.dossier;
  const { forms = '' } = placeOf(ended);
  const missing = formsOf(ended.items).filter(({ rendered }) => ended.calm && rendered === undefined);
  if (missing.length > 0) return missing.map(({ sk }) => `I6 ${code}: ${String(sk)} was never rendered`);
  // `<n>-<form>-<hash>.<kind>`: one for each number and kind, in one version.
  const sheets = remains.sheets.map((key) => key.slice(forms.length).replace(/^(\d+)-.*(\.\w+)$/, '$1$2'));
  return sheets
    .filter((sheet, i) => sheets.indexOf(sheet) !== i)
    .map((sheet) => `I6 ${code}: form ${sheet} was rendered twice`);
};

/** Papers verified and archived, the result verified and archived. */
const USUAL_DIGITISATIONS = 4;

const brokenHistories = (ended: Ended, { histories }: Remains): string[] => {
  const { dossier, items, calm } = ended;
  const found: string[] = [];
  let spent = 0;
  let most = 2 * ended.wakes;
  for (const spine of placeOf(ended).spines) {
    const text = histories[spine] ?? '[]';
    found.push(...leaks(spine, text, items));
    const counted = countOf(eventsOf(text));
    spent += counted.transitions;
    const children = childrenOf(spine, text);
    // A digitisation is a state of its own; the budget has room for the four of a usual life (ADR 7).
    most += 6 + 3 * counted.timeouts + Math.max(0, children.size - USUAL_DIGITISATIONS);
    for (const child of children) {
      const own = histories[child] ?? '[]';
      found.push(...leaks(child, own, items));
      const { transitions, files } = countOf(eventsOf(own));
      if (calm && transitions > 4 + 3 * files)
        found.push(`I14 ${child}: ${transitions} transitions for ${files} files`);
    }
  }
  if (calm && spent > most) found.push(`I14 ${dossier.code}: ${spent} transitions, ${most} at most`);
  return found;
};

const History = z.array(
  z.looseObject({ id: z.int(), type: z.enum(HistoryEventType), timestamp: z.coerce.date() }),
);
const eventsOf = (text: string) => History.parse(JSON.parse(text));

/** I12: nothing of the applicant stands in what an operator can read for ninety days. */
const leaks = (where: string, history: string, items: readonly Item[]): string[] => {
  const { name, identifier, email } = items.find(({ sk }) => sk === 'APPLICANT') ?? {};
  return Object.entries({ name, identifier, email })
    .filter(([, value]) => typeof value === 'string' && history.includes(value))
    .map(([what]) => `I12 ${where}: the history has the applicant's ${what}`);
};
