import { canonical } from '../../../functions/core/canonical.ts';
import type { Cloud } from '../../../local/cloud.ts';
import { broken, brokenSpines, POISON, readWorld, type World } from '../../support/invariants.ts';
import { type Counted, countYear, eventOf } from '../../verifier/yearCount.ts';
import { arrivalOf, codeOf, logLines } from '../check/broken.ts';
import { localDay } from './arrivals.ts';
import { type Failure, SimulationFailed } from './failure.ts';
import { scoreboardOf } from './scoreboard.ts';
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
    const { world, faults } = await lookAtTheEnd(cloud, wanted.span.from, arrivals.length);
    await then(simulated);
    return faults.length === 0 ? undefined : atTheEnd(faults, world, cloud.clock.now());
  } finally {
    await cloud.stop();
  }
};

/** What is wrong when everything is over since a local day, and so many have filed: every invariant, and nothing is lost or open. */
export const lookAtTheEnd = async (
  cloud: Cloud,
  from: string,
  filed: number,
): Promise<{ readonly world: World; readonly faults: readonly string[] }> => {
  const world = await readWorld(cloud);
  const faults = [
    ...broken(world),
    ...(await brokenSpines(cloud, world)),
    ...world.heads
      .filter(({ dossier }) => dossier.phase !== 'CLOSED')
      .map(({ dossier }) => `OPEN ${dossier.code}: stands in ${dossier.phase}`),
    ...(world.heads.length === filed ? [] : [`LOST: ${filed} filings, ${world.heads.length} dossiers`]),
    ...left(cloud, world),
    ...(await brokenFigures(cloud, from, world)),
  ];
  return { world, faults };
};

/** I6: every notice was sent and every form made, or a dead letter says that somebody has to look. */
const left = (cloud: Cloud, { items }: World): string[] =>
  cloud.deadLetters().some(({ body }) => !JSON.stringify(body).includes(POISON))
    ? []
    : items
        .filter(
          ({ sk, status, rendered }) =>
            (String(sk).startsWith('NOTICE#') && status !== 'SENT') ||
            (String(sk).startsWith('FORM#') && rendered === undefined),
        )
        .map(({ pk, sk, status }) => `I6 ${String(pk).slice(8)}: ${String(sk)} is ${String(status)}`);

/**
 * I5: the figures of the API are those that a script counts from the logs alone. Whether what ends while the applicant is waited
 * for is early or on time is the product's to say (`officeDue`), so that both are in time here.
 */
const brokenFigures = async (cloud: Cloud, from: string, { logs }: World): Promise<string[]> => {
  const to = localDay(cloud.clock.now());
  const { resolved, ...board } = await scoreboardOf(cloud, from, to);
  const counted = countYear([...logs.values()].flat().map(eventOf), from, to);
  const figures = ({ received, online, early, onTime, late, refused, withdrawn }: Counted) =>
    canonical({ received, online, inTime: early + onTime, late, refused, withdrawn });
  const [told, wanted] = [figures({ ...board, ...resolved }), figures(counted)];
  return told === wanted ? [] : [`I5 figures: the API tells ${told}, the logs ${wanted}`];
};

const atTheEnd = (faults: readonly string[], { heads, logs }: World, at: number): Failure => {
  const named = heads.find(({ dossier }) =>
    faults.some((fault) => fault.includes(dossier.code) || fault.includes(dossier.id)),
  );
  const log = logs.get(named?.dossier.id ?? '') ?? [];
  const text = [...faults, 'when everything was over'].join('\n');
  return { code: codeOf(faults[0] ?? ''), text, at, log: logLines(log), arrival: arrivalOf(log) };
};
