import type { Model, Move } from './search.ts';
import {
  decode,
  encode,
  type Head,
  type Left,
  type Look,
  type Spine,
  type State,
  tokenOf,
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

/**
 * The wait protocol of the design between one dossier's HEAD, its stream records, its spines and the sweep. A crash
 * before an action needs no move of its own: the record is simply read later.
 */
export const waitProtocol = (budget: Left, without?: Rule): Model => {
  const on = (rule: Rule) => rule !== without;
  const moves = (code: string): Move[] => {
    const state = decode(code);
    const found: Move[] = [];
    const move = (label: string, healing: boolean, { left, ...change }: Change) => {
      const to = encode({ ...state, ...change, left: left ? { ...state.left, ...left } : state.left });
      found.push({ label, healing, to });
    };
    commandMoves(state, move, on);
    for (const look of new Set(state.looks)) lookMoves(state, look, move, on);
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

type AddMove = (label: string, healing: boolean, change: Change) => void;
type On = (rule: Rule) => boolean;

const viewOf = ({ stuck: _, ...view }: Head): View => view;
const swap = <T>(items: readonly T[], old: T, ...now: readonly T[]): T[] => [
  ...items.filter((each) => each !== old),
  ...now,
];

/** A waking event: one transaction moves HEAD and puts the record into the stream. */
const waking = (state: State, change: Partial<Head>, on: On): Pick<State, 'head' | 'looks'> => {
  const wake = state.head.wake + 1;
  return {
    head: { ...state.head, ...change, wake, stuck: on('MARK') || state.head.stuck },
    looks: [...state.looks, { by: 'signal', seq: wake }],
  };
};

const commandMoves = (state: State, move: AddMove, on: On): void => {
  const { head, looks, left } = state;
  if (left.commands > 0 && !head.closed) {
    const commands = left.commands - 1;
    move('command', false, { ...waking(state, {}, on), left: { commands } });
    move('closing command', false, { ...waking(state, { closed: true }, on), left: { commands } });
  }
  if (head.stuck && !looks.some(({ by }) => by === 'sweep')) {
    move('sweep reads', true, { looks: [...looks, { by: 'sweep', seq: 0, view: viewOf(head) }] });
  }
  if (left.forced > 0) {
    const look: Look = { by: 'operator', seq: 0, view: viewOf(head) };
    move('operator reads', false, { looks: [...looks, look], left: { forced: left.forced - 1 } });
  }
};

const lookMoves = (state: State, look: Look, move: AddMove, on: On): void => {
  const { left } = state;
  const done = { ...state, looks: swap(state.looks, look) };
  const { view } = look;
  if (!view) {
    const reading: Look = { ...look, view: viewOf(state.head) };
    move('signal reads', true, { looks: swap(state.looks, look, reading) });
    if (left.duplicates > 0) {
      const looks = [...state.looks, { ...look }];
      move('record duplicated', false, { looks, left: { duplicates: left.duplicates - 1 } });
    }
    if (left.lostRecords > 0) {
      move('record given up', false, { looks: done.looks, left: { lostRecords: left.lostRecords - 1 } });
    }
    return;
  }
  if (look.by !== 'signal') return lookAfter(done, look.by, view, move, on);
  if (view.seen >= look.seq) return move('signal skips', true, { looks: done.looks });
  const act = view.token === 0 ? start(done, view.run) : wake(done, view, on);
  move(`signal ${act.label}`, true, { ...act.change, looks: done.looks });
  if (left.lostReplies > 0) {
    const again: Look = { by: 'signal', seq: look.seq };
    const looks = [...done.looks, again];
    move(`signal ${act.label}, reply lost`, false, {
      ...act.change,
      looks,
      left: { lostReplies: left.lostReplies - 1 },
    });
  }
};

interface Act {
  readonly label: string;
  readonly change: Change;
}

/** StartExecution by name: harmless when that run was started before, even if it has ended. */
const start = ({ spines }: Pick<State, 'spines'>, run: number): Act =>
  spines.some((spine) => spine.run === run)
    ? { label: `finds run ${run} started`, change: {} }
    : { label: `starts run ${run}`, change: { spines: [...spines, { run, at: 'read', seen: 0, nth: 0 }] } };

/** SendTaskSuccess: the payload is what the sender read. A wait that is over is none of its business. */
const wake = ({ spines }: State, view: View, on: On): Act => {
  const waiting = spines.find(({ at, run, nth }) => at === 'wait' && tokenOf(run, nth) === view.token);
  if (!waiting) return { label: 'finds the wait over', change: {} };
  return { label: 'wakes', change: { spines: swap(spines, waiting, route(waiting, view, on)) } };
};

/** The sweep and the operator: signal again if the run lives, start it if it never did, else a new run by an event. */
const lookAfter = (state: State, by: Look['by'], view: View, move: AddMove, on: On): void => {
  const { head, spines, looks } = state;
  const healing = by === 'sweep';
  const mine = spines.find(({ run }) => run === view.run);
  if (by === 'sweep' && (!mine || mine.at !== 'gone')) {
    const act = mine
      ? view.token === 0
        ? { label: 'waits', change: {} }
        : wake(state, view, on)
      : start(state, view.run);
    return move(`sweep ${act.label}`, healing, { ...act.change, looks });
  }
  if (on('RUN') && head.run !== view.run) return move(`${by} is too late`, true, { looks });
  const run = view.run + 1;
  const event = waking(state, { run, token: 0 }, on);
  // It may crash right after the event; else it stops the old run and starts the new one itself.
  move(`${by} restarts as run ${run} and crashes`, false, event);
  const stopped = spines.map((spine) => (spine.run === view.run ? gone(spine) : spine));
  move(`${by} restarts as run ${run}`, true, {
    ...event,
    spines: stopped,
    ...start({ spines: stopped }, run).change,
  });
};

const gone = (spine: Spine): Spine => ({ ...spine, at: 'gone', seen: 0, nth: 0 });

/** Route: by what HEAD said, never by the fact of having been woken. */
const route = (spine: Spine, view: View, on: On): Spine => {
  if (on('FENCE') && view.run !== spine.run) return gone(spine);
  return { ...spine, at: view.closed ? 'close' : 'park', seen: view.wake };
};

const spineMoves = (state: State, spine: Spine, move: AddMove, on: On): void => {
  const { head, spines, obituaries, left } = state;
  const becomes = (now: Spine) => ({ spines: swap(spines, spine, now) });
  if (left.deaths > 0) {
    const told = on('STUCK') ? { obituaries: [...obituaries, spine.run] } : {};
    move(`run ${spine.run} dies`, false, {
      ...becomes(gone(spine)),
      ...told,
      left: { deaths: left.deaths - 1 },
    });
  }
  if (spine.at === 'wait') {
    if (left.timeouts === 0) return;
    const woken = route(spine, viewOf(head), on);
    return move(`run ${spine.run} times out`, false, {
      ...becomes(woken),
      left: { timeouts: left.timeouts - 1 },
    });
  }
  if (spine.at === 'read')
    return move(`run ${spine.run} reads`, true, becomes(route(spine, viewOf(head), on)));
  const allowed = (!on('PARK') || spine.seen === head.wake) && (!on('FENCE') || spine.run === head.run);
  if (!allowed) return move(`run ${spine.run} is refused`, true, becomes({ ...spine, at: 'read', seen: 0 }));
  if (spine.at === 'close') {
    const closed = { ...head, seen: spine.seen, token: 0, stuck: false };
    return move(`run ${spine.run} closes`, true, { ...becomes(gone(spine)), head: closed });
  }
  const nth = spine.nth + 1;
  const parked = { ...head, token: tokenOf(spine.run, nth), seen: spine.seen, stuck: false };
  move(`run ${spine.run} parks`, true, { ...becomes({ ...spine, at: 'wait', nth }), head: parked });
  if (left.lostReplies > 0) {
    const retry = { ...becomes({ ...spine, nth }), head: parked };
    move(`run ${spine.run} parks, reply lost`, false, {
      ...retry,
      left: { lostReplies: left.lostReplies - 1 },
    });
  }
};

/** At rest for good: parked on the newest waking event with its own token, or closed; and nobody need look. */
const isSettled = ({ head, spines }: State): boolean => {
  if (head.stuck) return false;
  if (head.closed) return head.token === 0 && head.seen === head.wake;
  const live = spines.find(({ run, at }) => run === head.run && at === 'wait');
  return live !== undefined && live.seen === head.wake && head.token === tokenOf(live.run, live.nth);
};

const wrong: Model['wrong'] = (code, moves) => {
  const state = decode(code);
  const { head } = state;
  if (head.token !== 0 && head.token >> 4 !== head.run)
    return 'stale overwrite: the token is not of the live run';
  const moving = moves.some(({ healing }) => healing);
  return moving || isSettled(state)
    ? undefined
    : 'lost wake-up: at rest, not parked on the newest, and not marked';
};
