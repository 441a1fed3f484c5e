import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Dossier } from '../../../functions/core/dossier/dossier.ts';
import type { DossierEvent } from '../../../functions/core/dossier/events.ts';
import { countOf } from '../../budget/measure.ts';
import type { CloudLike } from '../../support/cloudLike.ts';
import { history, type Item, s3 } from '../../support/tables.ts';

/** What can be said of a dossier once it has ended; read once, since histories and archives are long. */
export interface Ended {
  readonly dossier: Dossier;
  readonly log: readonly DossierEvent[];
  readonly items: readonly Item[];
  /** How many of its events wake the spine. */
  readonly wakes: number;
  /** Whether nothing has failed: only then does the cost budget hold. */
  readonly calm: boolean;
}

/** I6 (notices, forms), I12 (histories), I14 (transitions) of an ended dossier. */
export const brokenEnd = async (cloud: CloudLike, ended: Ended): Promise<string[]> => [
  ...unsent(ended),
  ...(await brokenForms(cloud, ended)),
  ...(await brokenHistories(cloud, ended)),
];

/** Whoever can be reached was told of everything. */
const unsent = ({ dossier: { code }, items, calm }: Ended): string[] =>
  items
    .filter(({ sk, status }) => calm && String(sk).startsWith('NOTICE#') && status !== 'SENT')
    .map(({ sk, status }) => `I6 ${code}: ${String(sk)} is ${String(status)}`);

/** Each form is rendered into the archive once, whatever was repeated. */
const brokenForms = async (cloud: CloudLike, { dossier, items, calm }: Ended): Promise<string[]> => {
  const { code } = dossier;
  const forms = items.filter(({ sk }) => String(sk).startsWith('FORM#'));
  const [place] = forms.map(
    ({ rendered }) => /"(archive\/[^"]*\/forms\/)/.exec(JSON.stringify(rendered ?? ''))?.[1],
  );
  const missing = forms.filter(({ rendered }) => calm && rendered === undefined);
  if (missing.length > 0) return missing.map(({ sk }) => `I6 ${code}: ${String(sk)} was never rendered`);
  if (place === undefined) return [];
  const { Versions = [] } = await s3(cloud).send(
    new ListObjectVersionsCommand({ Bucket: cloud.names.archiveBucket, Prefix: place }),
  );
  // `<n>-<form>-<hash>.<kind>`: one for each number and kind, in one version.
  const sheets = Versions.map(({ Key = '' }) => Key.slice(place.length).replace(/^(\d+)-.*(\.\w+)$/, '$1$2'));
  return sheets
    .filter((sheet, i) => sheets.indexOf(sheet) !== i)
    .map((sheet) => `I6 ${code}: form ${sheet} was rendered twice`);
};

const brokenHistories = async (cloud: CloudLike, ended: Ended): Promise<string[]> => {
  const { dossier, log, items } = ended;
  const runs = 1 + log.filter(({ type }) => type === 'spineRestarted').length;
  const found: string[] = [];
  let spent = 0;
  let most = 0;
  for (let run = 1; run <= runs; run++) {
    const name = run === 1 ? dossier.code : `${dossier.code}--r${run}`;
    const spine = await historyOf(cloud, cloud.names.dossierStateMachineArn, name);
    found.push(...leaks(name, spine, items));
    const counted = countOf(spine);
    spent += counted.transitions;
    most += 6 + 3 * counted.timeouts;
    for (const child of new Set(JSON.stringify(spine).match(new RegExp(`${name}--d\\d+`, 'g')))) {
      const events = await historyOf(cloud, cloud.names.digitisationStateMachineArn, child);
      found.push(...leaks(child, events, items));
      const { transitions, files } = countOf(events);
      if (ended.calm && transitions > 4 + 3 * files)
        found.push(`I14 ${child}: ${transitions} transitions for ${files} files`);
    }
  }
  most += 2 * ended.wakes;
  if (ended.calm && spent > most) found.push(`I14 ${dossier.code}: ${spent} transitions, ${most} at most`);
  return found;
};

const historyOf = (cloud: CloudLike, machine: string, name: string): Promise<HistoryEvent[]> =>
  history(cloud, `${machine.replace(':stateMachine:', ':execution:')}:${name}`);

/** I12: nothing of the applicant stands in what an operator can read for ninety days. */
const leaks = (where: string, events: readonly HistoryEvent[], items: readonly Item[]): string[] => {
  const text = JSON.stringify(events);
  const { name, identifier, email } = items.find(({ sk }) => sk === 'APPLICANT') ?? {};
  return Object.entries({ name, identifier, email })
    .filter(([, value]) => typeof value === 'string' && text.includes(value))
    .map(([what]) => `I12 ${where}: the history has the applicant's ${what}`);
};
