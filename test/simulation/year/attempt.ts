import { broken, brokenSpines, readWorld, type World } from '../../support/invariants.ts';
import { arrivalOf, codeOf, logLines } from '../check/broken.ts';
import { type Failure, SimulationFailed } from './failure.ts';
import { type Simulated, simulate, type Wanted } from './world.ts';

/**
 * Runs a simulation to its end or to the first thing that is wrong, and looks at everything once more. `then` is told of a run
 * that came to its end before its cloud stops. Answers what is wrong, undefined if nothing is.
 */
export const attempt = async (
  wanted: Wanted,
  then: (simulated: Simulated) => Promise<void> = async () => {},
): Promise<Failure | undefined> => {
  let simulated: Simulated;
  try {
    simulated = await simulate(wanted);
  } catch (error) {
    if (error instanceof SimulationFailed) return error.failure;
    throw error;
  }
  const { cloud, arrivals } = simulated;
  try {
    const world = await readWorld(cloud);
    const faults = [
      ...broken(world),
      ...(await brokenSpines(cloud, world)),
      ...world.heads
        .filter(({ dossier }) => dossier.phase !== 'CLOSED')
        .map(({ dossier }) => `OPEN ${dossier.code}: stands in ${dossier.phase}`),
      ...(world.heads.length === arrivals.length
        ? []
        : [`LOST: ${arrivals.length} filings, ${world.heads.length} dossiers`]),
    ];
    await then(simulated);
    return faults.length === 0 ? undefined : atTheEnd(faults, world, cloud.clock.now());
  } finally {
    await cloud.stop();
  }
};

const atTheEnd = (faults: readonly string[], { heads, logs }: World, at: number): Failure => {
  const named = heads.find(({ dossier }) =>
    faults.some((fault) => fault.includes(dossier.code) || fault.includes(dossier.id)),
  );
  const log = logs.get(named?.dossier.id ?? '') ?? [];
  const text = [...faults, 'when everything was over'].join('\n');
  return { code: codeOf(faults[0] ?? ''), text, at, log: logLines(log), arrival: arrivalOf(log) };
};
