import type { SpineStore, WakePayload, WorkflowPort } from '../../functions/app/spine.ts';
import { ID, MORNING } from '../core/dossier/support.ts';
import type { World } from './fakes.ts';

/** How a spine can be made to fare; each is asked at each of its calls, and says yes so many times at most. */
export interface Fate {
  /** It dies, and its end is told. */
  readonly dies: () => boolean;
  /** Its wait ends by itself. */
  readonly timesOut: () => boolean;
}

/** A wait: its token, and how to end it. */
interface Wait {
  readonly token: string;
  readonly end: () => void;
}

/** One run of the state machine of dossiers, as far as the wait protocol goes. */
export interface Spine {
  readonly run: number;
  running: boolean;
  wait: Wait | undefined;
}

type Schedule = <A extends readonly unknown[], R>(
  call: (...args: A) => Promise<R>,
) => (...args: A) => Promise<R>;

/**
 * Step Functions with the machine of dossiers, in memory: each run reads HEAD, is fenced off if another run is named there, parks
 * or closes under the conditions of `dossier.asl.json`, waits, and reads again. Calls take effect one by one, in the order of
 * `schedule`. Runs that start after `deploy` have one state more.
 */
export const modelWorkflow = (world: World, schedule: Schedule, fate: Fate, told: (run: number) => void) => {
  const spines = new Map<string, Spine>();
  let stateMore = false;
  let tokens = 0;

  const head = schedule(async () => world.ports.spines.spineHead(ID));
  /** The condition of every park and of the close: `wakeSeq = :seen AND spineRun = :run`. */
  const store = schedule(async (run: number, seen: number, token: string | undefined) => {
    const { spine, story } = world;
    if (story.dossier.wakeSeq !== seen || spine.spineRun !== run) return false;
    Object.assign(spine, { spineSeq: seen, taskToken: token });
    if (token === undefined) delete spine.taskToken;
    delete spine.stuckSince;
    return true;
  });
  const pause = schedule(async () => {});

  const live = async (spine: Spine): Promise<void> => {
    const gone = (): boolean => !spine.running;
    if (stateMore) await pause();
    while (!gone()) {
      const found = await head();
      if (gone() || found?.spineRun !== spine.run) return;
      const isOver = found.phase === 'CLOSED';
      const token = isOver ? undefined : `run ${spine.run}, wait ${++tokens}`;
      const stored = await store(spine.run, found.wakeSeq, token);
      if (gone() || (stored && isOver)) return;
      if (!stored || token === undefined) continue;
      const ended = new Promise<void>((end) => {
        spine.wait = { token, end };
      });
      if (fate.timesOut()) void pause().then(spine.wait?.end);
      await ended;
      spine.wait = undefined;
    }
  };
  const start = (name: string, run: number): void => {
    if (spines.has(name)) return; // the name is taken, also by one that has ended
    const spine: Spine = { run, running: true, wait: undefined };
    spines.set(name, spine);
    void live(spine).finally(() => {
      spine.running = false;
    });
    if (fate.dies()) void pause().then(() => stop(spine, true));
  };
  const stop = (spine: Spine, isDeath: boolean): void => {
    if (!spine.running) return;
    spine.running = false;
    spine.wait?.end();
    if (isDeath) told(spine.run);
  };

  const workflow: WorkflowPort = {
    start: schedule(async ({ name, run }) => start(name, run)),
    wake: schedule(async (token: string, _payload: WakePayload) => {
      const waiting = [...spines.values()].find((spine) => spine.wait?.token === token);
      waiting?.wait?.end();
      return waiting ? ('woken' as const) : ('over' as const);
    }),
    stop: schedule(async (name: string) => {
      const found = spines.get(name);
      if (found) stop(found, false);
    }),
    describe: schedule(async (name: string) => {
      const found = spines.get(name);
      return found && { running: found.running, startedAt: MORNING, events: 1 };
    }),
  };
  const store_: SpineStore = {
    spineHead: schedule(world.ports.spines.spineHead),
    markStuck: schedule(world.ports.spines.markStuck),
    stuck: schedule(world.ports.spines.stuck),
  };
  return {
    workflow,
    store: store_,
    spines,
    deploy: (): void => {
      stateMore = true;
    },
  };
};
