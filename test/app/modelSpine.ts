import type { SpineStore, WorkflowPort } from '../../functions/app/spine.ts';
import { ID, MORNING } from '../core/dossier/support.ts';
import type { World } from './fakes.ts';

/** How spines fare: asked once for each run, each wait and each death. */
export interface Fate {
  /** It dies, and its end is told. */
  readonly dies: () => boolean;
  /** Its wait ends by itself. */
  readonly timesOut: () => boolean;
  /** After its death somebody redrives it in the console: it goes on with the call at which it died. */
  readonly redriven: () => boolean;
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
  /** What it read last. */
  read: { readonly seen: number; readonly isOver: boolean } | undefined;
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
  const lives = new WeakMap<Spine, symbol>();
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
    // Whoever died is another life when it is redriven.
    const life = Symbol(`run ${spine.run}`);
    lives.set(spine, life);
    const gone = (): boolean => !spine.running || lives.get(spine) !== life;
    for (let known = spine.read; ; known = undefined) {
      const read = known ?? (await look(spine));
      if (gone() || !read) break;
      spine.read = read;
      const token = read.isOver ? undefined : `run ${spine.run}, wait ${++tokens}`;
      const stored = await store(spine.run, read.seen, token);
      if (gone() || (stored && read.isOver)) break;
      if (!stored || token === undefined) continue;
      const ended = new Promise<void>((end) => {
        spine.wait = { token, end };
      });
      if (fate.timesOut()) void pause().then(spine.wait?.end);
      await ended;
      if (gone()) break;
      spine.wait = undefined;
    }
    if (!gone()) spine.running = false;
  };
  /** What `Read head` and `Route` make of it; undefined: another run is named there. */
  const look = async ({ run }: Spine): Promise<Spine['read']> => {
    const found = await head();
    return found?.spineRun === run ? { seen: found.wakeSeq, isOver: found.phase === 'CLOSED' } : undefined;
  };
  const start = (name: string, run: number): void => {
    if (spines.has(name)) return; // the name is taken, also by one that has ended
    const spine: Spine = { run, running: true, wait: undefined, read: undefined };
    spines.set(name, spine);
    void (stateMore ? pause() : Promise.resolve()).then(() => live(spine));
    if (fate.dies()) void pause().then(() => stop(spine, true));
  };
  const stop = (spine: Spine, isDeath: boolean): void => {
    if (!spine.running) return;
    spine.running = false;
    const { wait } = spine;
    spine.wait = undefined;
    wait?.end();
    if (!isDeath) return;
    told(spine.run);
    if (fate.redriven()) void pause().then(() => redrive(spine));
  };
  const redrive = (spine: Spine): void => {
    if (spine.running) return;
    spine.running = true;
    void live(spine);
  };

  const workflow: WorkflowPort = {
    start: schedule(async ({ name, run }) => start(name, run)),
    wake: schedule(async (token) => {
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
  return {
    workflow,
    reads: {
      spineHead: schedule(world.ports.spines.spineHead),
      markStuck: schedule(world.ports.spines.markStuck),
      stuck: schedule(world.ports.spines.stuck),
    } satisfies SpineStore,
    spines,
    deploy: (): void => {
      stateMore = true;
    },
  };
};
