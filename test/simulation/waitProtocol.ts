import type { Model, Move } from './search.ts';
import {
  type AddMove,
  gone,
  leave,
  type On,
  type Rule,
  spineMoves,
  start,
  swap,
  viewOf,
  wake,
} from './waitSpine.ts';
import { decode, encode, type Head, type Left, type Look, OVER, type State, type View } from './waitState.ts';

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
      found.push({ label, healing, to: encode(settle(next, on)) });
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

/** Forgets what can have no effect any more, so that equal situations are equal states. */
const settle = (state: State, on: On): State => {
  const { head, spines } = state;
  const idle = ({ by, seq, view }: Look) =>
    by === 'signal' &&
    view !== undefined &&
    (view.seen >= seq ||
      view.token === OVER ||
      (view.token === 0 && spines.some(({ run }) => run === view.run)));
  const looks = state.looks.filter((look) => !idle(look));
  return {
    ...state,
    looks,
    spines: spines.filter(
      ({ run, at }) => at !== 'gone' || run >= head.run || looks.some(({ view }) => view?.run === run),
    ),
    obituaries: state.obituaries.filter((run) => !on('FENCE') || run >= head.run),
  };
};

/** `submit` has put HEAD; its stream record is on the way; nobody has started a spine yet. */
const submitted = (left: Left): State => ({
  head: { wake: 1, run: 1, token: 0, seen: 0, closed: false, stuck: true },
  spines: [],
  looks: [{ by: 'signal', seq: 1 }],
  obituaries: [],
  left,
});

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

/** The signal function after a read that told it to act; "skip" and "that wait is over" end with the read. */
const signalMoves = (state: State, look: Look, view: View, move: AddMove, on: On): void => {
  const looks = swap(state.looks, look);
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
  } else if ((on('RUN') && head.run !== view.run) || (look.by === 'sweep' && !head.stuck)) {
    // Without a second look at the mark, a sweep that meets the closing of a dossier gives it an idle run.
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
