import { readStaffing, STAFF_FILE } from '../../simulation/year/staffing.ts';
import { simulate } from '../../simulation/year/world.ts';
import type { Bench, Found, Wanted } from './bench.ts';

/**
 * Dossiers per second end to end: filing, files, review, result, return, by the people of a simulated department through the
 * API of the unmodified assembly, on a virtual clock. Time counts from the first simulated day, when all is booted.
 */
const run = async ({ quick, say }: Wanted): Promise<Found> => {
  const dossiers = quick ? 20 : 100;
  let begun = Number.NaN;
  const progress = (line: string): void => {
    if (Number.isNaN(begun)) begun = performance.now();
    else say(line);
  };
  const { cloud, touched } = await simulate({
    ...{ seed: 1, span: { from: '2023-01-03', days: quick ? 5 : 20 }, dossiers, faults: [], progress },
    staffing: readStaffing(STAFF_FILE),
  });
  const seconds = (performance.now() - begun) / 1000;
  await cloud.stop();
  if (touched.size !== dossiers) throw new Error(`${touched.size} of ${dossiers} were filed`);
  const figure = { what: 'whole lives', value: dossiers / seconds, unit: 'dossiers a second' };
  const beside = `${dossiers} in ${seconds.toFixed(1)} s, one function worker`;
  return { figures: [{ ...figure, beside }], relative: {} };
};

export const lives: Bench = { name: 'dossiers', run };
