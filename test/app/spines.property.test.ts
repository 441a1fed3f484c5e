import fc from 'fast-check';
import { expect, test } from 'vitest';
import { execute } from '../../functions/app/execute.ts';
import { spineStopped } from '../../functions/app/executionStopped.ts';
import { revive } from '../../functions/app/revive.ts';
import { signal } from '../../functions/app/signal.ts';
import { ID, owner, submitted, usual } from '../core/dossier/support.ts';
import { worldOf } from './fakes.ts';
import { modelWorkflow } from './modelSpine.ts';

/**
 * Several spines of one dossier at once: the product's commands, stream records, sweeps and restarts, and model spines of two
 * definitions, in every order in which their calls can fall (fast-check's scheduler). Records are lost and come twice, spines die,
 * time out and are redriven by hand. What must be true when nobody moves any more is the design's: I8, I9.
 */
const SEED = 20_261_128;
const answers = fc.array(fc.boolean(), { maxLength: 8 });
const drawn = fc.record({
  /** How many steps each officer takes, and whether the applicant withdraws. */
  officers: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
  withdraws: fc.boolean(),
  records: fc.array(fc.constantFrom(0, 1, 1, 1, 2), { maxLength: 10 }),
  ...{ dies: answers, timesOut: answers, redriven: answers },
  /** Sweeps, and operators who restart whatever they find. */
  sweeps: fc.array(fc.boolean(), { maxLength: 3 }),
});
/** Sweeps after which everything must be well: one for each death, and a few. */
const PATIENCE = 12;

test(`whatever falls together, one spine is left, parked on the newest event (seed ${SEED})`, async () => {
  const property = fc.asyncProperty(fc.scheduler(), drawn, async (s, d) => {
    const world = worldOf(submitted());
    const [records, dies, timesOut, redriven] = [
      [...d.records],
      [...d.dies],
      [...d.timesOut],
      [...d.redriven],
    ];
    const scheduled = <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
      s.scheduleFunction(call);
    const next = (answers: boolean[]) => () => answers.shift() ?? false;
    const fate = { dies: next(dies), timesOut: next(timesOut), redriven: next(redriven) };
    const model = modelWorkflow(world, scheduled, fate, (run) => {
      void spineStopped(ports)({ dossierId: ID, run });
    });
    const { reads: spines, workflow } = model;
    const hear = (seq: number, times: number): void => {
      for (let i = 0; i < times; i++) void signal({ spines, workflow })({ dossierId: ID, seq });
    };
    const commit = s.scheduleFunction(world.ports.store.commit);
    const store = {
      head: s.scheduleFunction(world.ports.store.head),
      replay: s.scheduleFunction(world.ports.store.replay),
      commit: async (...args: Parameters<typeof commit>) => {
        const outcome = await commit(...args);
        const [{ event, after }] = args;
        if (outcome === 'committed' && after.wakeSeq === event.seq) hear(event.seq, records.shift() ?? 1);
        return outcome;
      },
    };
    const ports = { ...world.ports, store, spines, workflow };
    hear(1, records.shift() ?? 1);
    for (const steps of d.officers)
      void (async () => {
        for (let i = 0; i < steps; i++) {
          const step = usual(world.story.dossier);
          if (step) await execute(ports)({ id: ID, command: step[0], actor: step[1] });
          model.deploy();
        }
      })();
    if (d.withdraws)
      void execute(ports)({ id: ID, command: { type: 'withdraw', reason: 'r' }, actor: owner });
    for (const force of d.sweeps) void revive(ports)({ dossierId: ID, force });
    await s.waitIdle();
    for (let i = 0; i < PATIENCE && world.spine.stuckSince !== undefined; i++) {
      void revive(ports)({ dossierId: ID });
      await s.waitIdle();
    }
    const { dossier, events } = world.story;
    const restarts = events.flatMap((event) => (event.type === 'spineRestarted' ? [event.data.run] : []));
    expect(restarts, 'runs follow one another').toEqual(restarts.map((_, i) => i + 2));
    expect(world.spine.stuckSince, 'the sweep finds an end').toBeUndefined();
    expect(world.spine.spineSeq, 'the newest event is known').toBe(dossier.wakeSeq);
    // Whoever still waits under another run learns at the end of the wait that it is not meant.
    for (const { run, wait } of model.spines.values()) if (run !== world.spine.spineRun) wait?.end();
    await s.waitIdle();
    const left = [...model.spines.values()].filter(({ running }) => running);
    const parked = dossier.phase === 'CLOSED' ? [] : [[world.spine.spineRun, world.spine.taskToken]];
    expect(left.map(({ run, wait }) => [run, wait?.token])).toEqual(parked);
  });
  await fc.assert(property, { seed: SEED, numRuns: 1000 });
});
