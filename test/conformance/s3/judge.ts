import type { Endpoint } from './endpoint.ts';
import type { Probe } from './probe.ts';
import { checksums } from './probes/checksums.ts';
import { reads, writes } from './probes/conditions.ts';
import { copies } from './probes/copies.ts';
import { errors } from './probes/errors.ts';
import { lists } from './probes/lists.ts';
import { locks } from './probes/locks.ts';
import { objects, ranges } from './probes/objects.ts';
import { posts } from './probes/post.ts';
import { presigned } from './probes/presigned.ts';
import { versionLists } from './probes/versionLists.ts';
import { markers, versions } from './probes/versions.ts';
import { Scene } from './scene.ts';

export const PROBES: readonly Probe[] = [
  ...[...objects, ...ranges, ...versions, ...markers, ...writes, ...reads, ...checksums],
  ...[...presigned, ...posts, ...copies, ...lists, ...versionLists, ...locks, ...errors],
];

/** What came of one probe. */
export interface Verdict extends Pick<Probe, 'name' | 'feature' | 'reference' | 'expected'> {
  readonly result: 'ok' | 'MISS' | 'skipped';
  /** What was seen; the reason, if it was skipped. */
  readonly got: readonly string[];
}

/** Runs the probes one after the other, each on a key of its own. `tell` hears of each verdict at once. */
export async function judge(
  { client, endpoint, buckets }: Endpoint,
  probes: readonly Probe[],
  tell: (verdict: Verdict) => void = () => {},
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const probe of probes) {
    const { name, feature, reference, expected } = probe;
    const [Bucket, missing] = [buckets.names[probe.bucket], buckets.missing[probe.bucket]];
    const skipped = missing ?? (Bucket === undefined ? 'no bucket' : undefined);
    const scene = new Scene({ client, endpoint, Bucket: Bucket ?? '', Key: `probes/${name}` });
    const got = skipped === undefined ? await seen(probe, scene) : [skipped];
    const result = skipped !== undefined ? 'skipped' : same(expected, got) ? 'ok' : 'MISS';
    const verdict: Verdict = { name, feature, reference, expected, result, got };
    verdicts.push(verdict);
    tell(verdict);
  }
  return verdicts;
}

/** A step that fails where the probe expects no failure is a miss, not the end of the run. */
const seen = (probe: Probe, scene: Scene): Promise<readonly string[]> =>
  probe
    .run(scene)
    .catch((error: unknown) => [error instanceof Error ? `${error.name}: ${error.message}` : String(error)]);

const same = (expected: readonly string[], got: readonly string[]): boolean =>
  JSON.stringify(expected) === JSON.stringify(got);

/** One line for a verdict. */
export function line({ result, name, expected, got, reference }: Verdict): string {
  if (result === 'skipped') return `skipped ${name}: ${got.join(', ')}`;
  const text = `${result.padEnd(7)} ${name}: expected ${expected.join(', ')}, got ${got.join(', ')}`;
  return result === 'ok' ? text : `${text} (${reference})`;
}

/** A line for each feature, and one for all: reproduced/total, and how many of the total were skipped. */
export function table(verdicts: readonly Verdict[]): string[] {
  const row = (name: string, having: readonly Verdict[]): string => {
    const count = (result: Verdict['result']) => having.filter((each) => each.result === result).length;
    const skipped = count('skipped') === 0 ? '' : `  (${count('skipped')} skipped)`;
    return `${name.padEnd(20)} ${count('ok')}/${having.length}${skipped}`;
  };
  const features = [...new Set(verdicts.map(({ feature }) => feature))];
  const rows = features.map((name) =>
    row(
      name,
      verdicts.filter(({ feature }) => feature === name),
    ),
  );
  return [...rows, row('all', verdicts)];
}
