import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadCatalogue } from '../../local/catalogue.ts';
import { type Clock, virtualClock } from '../../local/clock.ts';
import { type Cloud, startCloud } from '../../local/cloud.ts';
import type { MemoryOptions } from '../../local/dynamo/index.ts';
import type { Scanner } from '../../local/events/scan.ts';
import type { CloudLike } from './cloudLike.ts';

/** The assembly that tests run: the same folder that `cdk synth` writes. */
export const assembly = fileURLToPath(new URL('../../cdk.out', import.meta.url));

/** Monday 16/11/2026 08:30 in Vietnam: the week before the holiday of 24/11. */
export const MONDAY = Date.parse('2026-11-16T08:30:00+07:00');

/** Boots the unmodified assembly on a virtual clock with the catalogue loaded. */
export const bootVirtual = async (
  o: {
    clock?: Clock;
    dir?: string;
    seed?: number;
    parameters?: Record<string, string>;
    scanner?: Scanner;
    memory?: MemoryOptions;
  } = {},
): Promise<Cloud> => {
  if (!existsSync(assembly)) throw new Error('no cdk.out: run "npm run synth" first');
  const { clock = virtualClock(MONDAY), ...rest } = o;
  // One measurement a day, a sweep every four hours; digests, recounts and checks of the archive where they are the subject: a
  // simulated month is spared thousands of calls.
  const daily = { ObserveMinutes: '1440', DigestSchedule: 'cron(30 7 1 1 ? *)' };
  const nightly = { RecountSchedule: 'cron(30 1 1 1 ? *)', FixitySchedule: 'cron(30 2 1 1 ? *)' };
  const seldom = { ...daily, ...nightly, SweepMinutes: '240' };
  const parameters = { ...seldom, ...o.parameters };
  const log = (line: string) => line.startsWith('IAM') && process.stderr.write(`${line}\n`);
  const cloud = await startCloud({ assembly, clock, log, ...rest, parameters });
  await loadCatalogue(cloud);
  return cloud;
};

/** Lets time pass to a local instant such as `2026-11-16T14:00`. */
export const until = (cloud: CloudLike, local: string): Promise<void> =>
  cloud.clock.advanceTo(Date.parse(`${local}:00+07:00`));
