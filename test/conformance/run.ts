import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { caseSchema, invalidSchema, stateSchema } from './format.ts';
import { judgeCase } from './judge.ts';
import { judgeInvalid, judgeState } from './single.ts';

/** The recordings that are kept in the tree. */
export const RECORDINGS = join(import.meta.dirname, 'asl');

/** The verdict on one file: no differences = reproduced. */
export interface Verdict {
  /** `<folder>/<file name without .json>` */
  readonly id: string;
  /** How the case came to be: `verbatim`, `rewritten`, ...; `states` and `invalid` are recordings of their own kind. */
  readonly derivation: string;
  readonly features: readonly string[];
  readonly differences: readonly string[];
}

/** Judges every file below `folder`/cases, states and invalid; `folder` may also hold case files itself. */
export async function judgeAll(folder: string): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const kinds = ['cases', 'states', 'invalid'].filter((kind) => existsSync(join(folder, kind)));
  verdicts.push(...missing(folder));
  for (const kind of kinds.length > 0 ? kinds : ['.'])
    for (const file of readdirSync(join(folder, kind)).sort()) {
      if (!file.endsWith('.json') || file === 'manifest.json') continue;
      const data: unknown = JSON.parse(readFileSync(join(folder, kind, file), 'utf8'));
      const judged = await judge(kind, data);
      verdicts.push({ id: `${kind}/${file.slice(0, -'.json'.length)}`, ...judged });
    }
  return verdicts;
}

/** What the manifest names and is not there: a miss each, so that the denominator is the manifest. */
function missing(folder: string): Verdict[] {
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest)) return [];
  const names = Object.keys(
    z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(manifest, 'utf8'))),
  );
  return names
    .filter((id) => !existsSync(join(folder, `${id}.json`)))
    .map((id) => ({ id, derivation: 'missing', features: [], differences: ['the file is not there'] }));
}

async function judge(kind: string, data: unknown): Promise<Omit<Verdict, 'id'>> {
  if (kind === 'invalid')
    return { derivation: kind, features: ['invalid'], differences: judgeInvalid(invalidSchema.parse(data)) };
  if (kind === 'states') {
    const state = stateSchema.parse(data);
    return { derivation: kind, features: ['TestState'], differences: await judgeState(state) };
  }
  const given = caseSchema.parse(data);
  const { derivation, features } = given;
  return { derivation, features, differences: await judgeCase(given) };
}

/** Prints the share reproduced per feature and every miss; true when there is no miss. */
async function main(): Promise<boolean> {
  const { values } = parseArgs({ options: { cases: { type: 'string', default: RECORDINGS } } });
  const verdicts = await judgeAll(values.cases);
  const misses = verdicts.filter((verdict) => verdict.differences.length > 0);
  const share = (name: string, having: readonly Verdict[]): void => {
    const kept = having.filter((verdict) => verdict.differences.length === 0);
    console.log(`${String(kept.length).padStart(4)} of ${String(having.length).padStart(4)}  ${name}`);
  };
  const features = [...new Set(verdicts.flatMap((verdict) => verdict.features))].sort();
  for (const feature of features)
    share(
      feature,
      verdicts.filter((verdict) => verdict.features.includes(feature)),
    );
  console.log('\nby how the case came to be');
  for (const [derivation, having] of Map.groupBy(verdicts, (verdict) => verdict.derivation))
    share(derivation, having);
  for (const miss of misses) console.log(`\nMISS ${miss.id}\n  ${miss.differences.join('\n  ')}`);
  const reproduced = verdicts.length - misses.length;
  console.log(`\n${reproduced} of ${verdicts.length} recordings reproduced`);
  return misses.length === 0;
}

if (import.meta.main) process.exitCode = (await main()) ? 0 : 1;
