import type { Model, Move } from './search.ts';
import {
  decode,
  encode,
  type Head,
  type Left,
  type Look,
  OVER,
  type Spine,
  type State,
  type View,
} from './waitState.ts';

/** The rules of the protocol that can be left out, to see that the model notices. */
export const rules = {
  FENCE: 'whoever is not of the run that HEAD names does nothing: Route, park, and the mark of a dead spine',
  PARK: 'a wait is stored only if wakeSeq is still the one the spine acts on',
  STUCK: 'the bad end of a spine marks its dossier',
  MARK: 'a waking command marks its dossier until the spine has parked on it',
  RUN: 'a restart is committed only if spineRun is still the one that was judged',
} as const;

export type Rule = keyof typeof rules;

/** A change of the state, all in one atomic step. */
type Change = Partial<Omit<State, 'left'>> & { readonly left?: Partial<Left> };
type AddMove = (label: string, healing: boolean, change: Change) => void;
type On = (rule: Rule) => boolean;

/**
 * The wait protocol of the design between one dossier's HEAD, its stream records, its spines and the sweep. A crash
 * before an action needs no move of its own: the record is simply read later.
 */
export const waitProtocol = (budget: Left, without?: Rule): Model => {
  const on = (rule: Rule) => rule !== without;
  const moves = (code: string): Move[] => {
    const state = decode(code);
    const found: Move[] = [];
    const move: AddMove = (label, healing, { left, ...change }) => {
      const next = { ...state, ...change, left: left ? { ...state.left, ...left } : state.left };
      found.push({ label, healing, to: encode(next) });
    };
    commandMoves(state, move, on);
    for (const look of new Set(state.looks)) {
      if (!look.view) recordMoves(state, look, move);
      else if (look.by === 'signal') signalMoves(state, look, look.view, move, on);
      else reviveMoves(state, look, look.view, move, on);
    }
    for (const spine of state.spines) if (spine.at !== 'gone') spineMoves(state, spine, move, on);
    for (const run of state.obituaries) {
      const counts = !on('FENCE') || run === state.head.run;
      const head = counts ? { ...state.head, stuck: true } : state.head;
      move(`end of run ${run} is told`, true, {
        head,
        obituaries: state.obituaries.filter((r) => r !== run),
      });
    }
    return found;
  };
  return { start: encode(submitted(budget)), moves, wrong, settled: (code) => isSettled(decode(code)) };
};

/** `submit` has put HEAD; its stream record is on the way; nobody has started a spine yet. */
const submitted = (left: Left): State => ({
  head: { wake: 1, run: 1, token: 0, seen: 0, closed: false, stuck: true },
  spines: [],
  looks: [{ by: 'signal', seq: 1 }],
  obituaries: [],
  left,
});

const viewOf = ({ stuck: _, ...view }: Head): View => view;

const swap = <T>(items: readonly T[], old: T, ...now: readonly T[]): T[] => [
  ...items.filter((each) => each !== old),
  ...now,
];

/** A waking event: one transaction moves HEAD and puts the record into the stream. */
const waking = (state: Pick<State, 'head' | 'looks'>, change: Partial<Head>, on: On) => {
  const wake = state.head.wake + 1;
  const head: Head = { ...state.head, ...change, wake, stuck: on('MARK') || state.head.stuck };
  const looks: readonly Look[] = [...state.looks, { by: 'signal', seq: wake }];
  return { head, looks };
};

const commandMoves = (state: State, move: AddMove, on: On): void => {
  const { head, looks, left } = state;
  if (left.commands > 0 && !head.closed) {
    const commands = left.commands - 1;
    move('command', false, { ...waking(state, {}, on), left: { commands } });
    move('closing command', false, { ...waking(state, { closed: true }, on), left: { commands } });
  }
  // The sweep leaves a mark alone for two minutes: whatever is on its way has arrived by then.
  if (head.stuck && looks.every(({ by }) => by === 'operator')) {
    move('sweep reads', true, { looks: [...looks, { by: 'sweep', seq: 0, view: viewOf(head) }] });
  }
  if (left.forced > 0) {
    const look: Look = { by: 'operator', seq: 0, view: viewOf(head) };
    move('operator reads', false, { looks: [...looks, look], left: { forced: left.forced - 1 } });
  }
};

const recordMoves = (state: State, record: Look, move: AddMove): void => {
  const { head, looks, left } = state;
  move('signal reads', true, { looks: swap(looks, record, { ...record, view: viewOf(head) }) });
  if (left.duplicates > 0) {
    move('record duplicated', false, {
      looks: [...looks, { ...record }],
      left: { duplicates: left.duplicates - 1 },
    });
  }
  if (left.lostRecords > 0) {
    move('record given up', false, {
      looks: swap(looks, record),
      left: { lostRecords: left.lostRecords - 1 },
    });
  }
};

/** The signal function after its read. */
const signalMoves = (state: State, look: Look, view: View, move: AddMove, on: On): void => {
  const looks = swap(state.looks, look);
  if (view.seen >= look.seq) {
    move('signal skips', true, { looks });
    return;
  }
  const { label, ...change } =
    view.token === 0 ? start(state.spines, view.run) : wake(state, looks, view, on);
  move(`signal ${label}`, true, { looks, ...change });
  const { lostReplies } = state.left;
  if (lostReplies > 0) {
    const again: Look = { by: 'signal', seq: look.seq };
    move(`signal ${label}, reply lost`, false, {
      ...change,
      looks: [...(change.looks ?? looks), again],
      left: { lostReplies: lostReplies - 1 },
    });
  }
};

type Act = Change & { readonly label: string };

/** StartExecution by name: harmless when that run was started before, even if it has ended. */
const start = (spines: readonly Spine[], run: number): Act =>
  spines.some((spine) => spine.run === run)
    ? { label: `finds run ${run} started` }
    : { label: `starts run ${run}`, spines: [...spines, { run, at: 'read', seen: 0 }] };

/** SendTaskSuccess: the payload is what the sender read. A wait that is over is none of its business. */
const wake = (state: State, looks: readonly Look[], view: View, on: On): Act => {
  const waiting = state.spines.find(({ at, run }) => at === 'wait' && run === view.token);
  if (!waiting) return { label: 'finds the wait over' };
  return { label: 'wakes', ...leave({ ...state, looks }, waiting, route(waiting, view, on)) };
};

/** A spine moves on; if it was waiting, its token is over wherever it stands. */
const leave = (state: State, spine: Spine, now: Spine): Pick<State, 'spines' | 'head' | 'looks'> => {
  const spines = swap(state.spines, spine, now);
  const { head, looks } = state;
  if (spine.at !== 'wait') return { spines, head, looks };
  const over = <T extends View>(view: T): T => (view.token === spine.run ? { ...view, token: OVER } : view);
  return {
    spines,
    head: over(head),
    looks: looks.map((look) => (look.view ? { ...look, view: over(look.view) } : look)),
  };
};

/** The sweep and the operator: signal again if the run lives, start it if it never did, else a new run by an event. */
const reviveMoves = (state: State, look: Look, view: View, move: AddMove, on: On): void => {
  const { head, spines } = state;
  const looks = swap(state.looks, look);
  const mine = spines.find(({ run }) => run === view.run);
  if (look.by === 'sweep' && !mine) {
    const { label, ...change } = start(spines, view.run);
    move(`sweep ${label}`, true, { looks, ...change });
  } else if (look.by === 'sweep' && mine?.at !== 'gone') {
    const { label, ...change } = view.token === 0 ? { label: 'waits' } : wake(state, looks, view, on);
    move(`sweep ${label}`, true, { looks, ...change });
  } else if (on('RUN') && head.run !== view.run) {
    move(`${look.by} is too late`, true, { looks });
  } else {
    const run = view.run + 1;
    const event = waking({ head, looks }, { run, token: 0 }, on);
    // It may crash right after the event; else it stops the old run and starts the new one itself.
    move(`${look.by} restarts as run ${run} and crashes`, false, event);
    const stopped = mine ? leave({ ...state, ...event }, mine, gone(mine)) : { ...event, spines };
    const { label: _, ...started } = start(stopped.spines, run);
    move(`${look.by} restarts as run ${run}`, true, { ...stopped, ...started });
  }
};

const gone = (spine: Spine): Spine => ({ ...spine, at: 'gone', seen: 0 });

/** Route: by what HEAD said, never by the fact of having been woken. */
const route = (spine: Spine, view: View, on: On): Spine => {
  if (on('FENCE') && view.run !== spine.run) return gone(spine);
  return { ...spine, at: view.closed ? 'close' : 'park', seen: view.wake };
};

const spineMoves = (state: State, spine: Spine, move: AddMove, on: On): void => {
  const { head, obituaries, left } = state;
  const { run, at, seen } = spine;
  if (left.deaths > 0) {
    const told = on('STUCK') ? { obituaries: [...obituaries, run] } : {};
    const deaths = left.deaths - 1;
    move(`run ${run} dies`, false, { ...leave(state, spine, gone(spine)), ...told, left: { deaths } });
  }
  const woken = route(spine, viewOf(head), on);
  if (at === 'read') {
    move(`run ${run} reads`, true, leave(state, spine, woken));
  } else if (at === 'wait') {
    const timeouts = left.timeouts - 1;
    if (timeouts >= 0)
      move(`run ${run} times out`, false, { ...leave(state, spine, woken), left: { timeouts } });
  } else if ((on('PARK') && seen !== head.wake) || (on('FENCE') && run !== head.run)) {
    move(`run ${run} is refused`, true, leave(state, spine, { run, at: 'read', seen: 0 }));
  } else {
    storeMoves(state, spine, move);
  }
};

/** The park, or its counterpart at the end, is allowed. Its reply may be lost, then it is tried once more. */
const storeMoves = (state: State, spine: Spine, move: AddMove): void => {
  const { run, at, seen } = spine;
  const { lostReplies } = state.left;
  const stored = (token: number): Head => ({ ...state.head, token, seen, stuck: false });
  if (at === 'close') {
    move(`run ${run} closes`, true, { ...leave(state, spine, gone(spine)), head: stored(0) });
    return;
  }
  move(`run ${run} parks`, true, { ...leave(state, spine, { ...spine, at: 'wait' }), head: stored(run) });
  if (lostReplies > 0) {
    move(`run ${run} parks, reply lost`, false, {
      head: stored(OVER),
      left: { lostReplies: lostReplies - 1 },
    });
  }
};

/** At rest for good: parked on the newest waking event with its own token, or closed; and nobody need look. */
const isSettled = ({ head, spines }: State): boolean => {
  if (head.stuck || head.seen !== head.wake) return false;
  if (head.closed) return head.token === 0;
  const live = spines.find(({ run, at }) => run === head.run && at === 'wait');
  return live !== undefined && live.seen === head.wake && head.token === live.run;
};

const wrong: Model['wrong'] = (code, moves) => {
  const state = decode(code);
  const { token, run } = state.head;
  if (token !== 0 && token !== OVER && token !== run)
    return 'stale overwrite: the token is not of the live run';
  if (isSettled(state) || moves.some(({ healing }) => healing)) return undefined;
  return 'lost wake-up: at rest, not parked on the newest event, and not marked';
};
