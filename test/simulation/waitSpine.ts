import { type Head, type Left, type Look, OVER, type Spine, type State, type View } from './waitState.ts';

/** The rules of the protocol that can be left out, to see that the model notices. */
export const rules = {
  FENCE: 'whoever is not of the run that HEAD names does nothing: Route, park, and the mark of a dead spine',
  PARK: 'a wait is stored only if wakeSeq is still the one the spine acts on',
  STUCK: 'the bad end of a spine marks its dossier',
  MARK: 'a waking command marks its dossier until the spine has parked on it',
  RUN: 'a restart is committed only if HEAD still names the run that was judged',
} as const;

export type Rule = keyof typeof rules;

/** A change of the state, all in one atomic step. */
export type Change = Partial<Omit<State, 'left'>> & { readonly left?: Partial<Left> };
export type AddMove = (label: string, healing: boolean, change: Change) => void;
export type On = (rule: Rule) => boolean;

export const viewOf = ({ stuck: _, ...view }: Head): View => view;

export const swap = <T>(items: readonly T[], old: T, ...now: readonly T[]): T[] => [
  ...items.filter((each) => each !== old),
  ...now,
];

type Act = Change & { readonly label: string };

/** StartExecution by name: harmless when that run was started before, even if it has ended. */
export const start = (spines: readonly Spine[], run: number): Act =>
  spines.some((spine) => spine.run === run)
    ? { label: `finds run ${run} started` }
    : { label: `starts run ${run}`, spines: [...spines, { run, at: 'read', seen: 0 }] };

/** SendTaskSuccess: the payload is what the sender read. A wait that is over is none of its business. */
export const wake = (state: State, looks: readonly Look[], view: View, on: On): Act => {
  const waiting = state.spines.find(({ at, run }) => at === 'wait' && run === view.token);
  if (!waiting) return { label: 'finds the wait over' };
  return { label: 'wakes', ...leave({ ...state, looks }, waiting, route(waiting, view, on)) };
};

/** A spine moves on; if it was waiting, its token is over wherever it stands. */
export const leave = (state: State, spine: Spine, now: Spine): Pick<State, 'spines' | 'head' | 'looks'> => {
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

export const gone = (spine: Spine): Spine => ({ ...spine, at: 'gone', seen: 0 });

/** Route: by what HEAD said, never by the fact of having been woken. */
const route = (spine: Spine, view: View, on: On): Spine => {
  if (on('FENCE') && view.run !== spine.run) return gone(spine);
  return { ...spine, at: view.closed ? 'close' : 'park', seen: view.wake };
};

export const spineMoves = (state: State, spine: Spine, move: AddMove, on: On): void => {
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
