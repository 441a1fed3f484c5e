import { localDay, startOf } from './arrivals.ts';
import { attempt } from './attempt.ts';
import type { Failure } from './failure.ts';
import type { FaultName } from './faults.ts';
import { shrink } from './shrink.ts';
import type { Wanted } from './world.ts';

const DAY = 86_400_000;

/** What may be left out of a run: filings, faults, days on which faults strike. */
type Parts = {
  readonly only: readonly number[];
  readonly faults: readonly FaultName[];
  readonly faultDays: readonly string[];
};

/** The shortest run found that fails like the first one did. */
export interface Shortest {
  readonly wanted: Wanted;
  readonly failure: Failure;
  readonly tried: number;
  /** Nothing more can be left out; false when there was no time to know. */
  readonly minimal: boolean;
}

/** Searches for a shorter run that fails with the same code; `goOn` is asked before each try. */
export const shortest = async (
  wanted: Wanted,
  first: Failure,
  goOn: () => boolean,
  progress: (line: string) => void,
): Promise<Shortest> => {
  const { seed, span } = wanted;
  const days: string[] = [];
  for (let day = startOf(span) - DAY; day <= first.at; day += DAY) days.push(localDay(day));
  const start: Parts = {
    only: wanted.only ?? Array.from({ length: wanted.dossiers }, (_, i) => i + 1),
    faults: wanted.faults,
    faultDays: wanted.faults.length === 0 ? [] : (wanted.faultDays ?? days),
  };
  let last = first;
  const runOf = (parts: Parts): Wanted => {
    const { dir: _dir, progress: _progress, ...rest } = wanted;
    return { ...rest, ...parts };
  };
  const guesses = first.arrival === undefined ? [] : [{ ...start, only: [first.arrival] }];
  const found = await shrink<Parts>({
    ...{ start, guesses, goOn },
    fails: async (parts) => {
      const failure = await attempt(runOf(parts)).catch(() => undefined); // it fails otherwise: not what is looked for
      const same = failure?.code === first.code;
      if (failure && same) last = failure;
      const { only, faults, faultDays } = parts;
      progress(
        `seed ${seed}: ${only.length} filings, ${faults.length} faults on ${faultDays.length} days: ${same ? 'fails' : (failure?.code ?? 'passes')}`,
      );
      return same;
    },
  });
  const { candidate, tried, minimal } = found;
  return { wanted: runOf(candidate), failure: last, tried, minimal };
};

/** The options of `npm run simulate` that repeat a run. */
export const optionsOf = (
  { seed, span, dossiers, eventful, only, faults, faultDays, rate }: Wanted,
  staff?: string,
): string => {
  const list = (name: string, of: readonly unknown[] | undefined): string =>
    of === undefined || of.length === 0 ? '' : ` --${name} ${of.join(',')}`;
  return [
    `--seed ${seed} --from ${span.from} --days ${span.days} --dossiers ${dossiers}`,
    ...(eventful ? [' --eventful'] : []),
    ...(rate === undefined ? [] : [` --rate ${rate}`]),
    ...[list('only', only), list('faults', faults), list('fault-days', faultDays)],
    ...[staff === undefined ? '' : ` --staff ${staff}`, ' --shrink 0'],
  ].join('');
};
