/** One step of a model. Healing: the system takes it by itself, without a fault, a person or a long timeout. */
export interface Move {
  readonly label: string;
  readonly to: string;
  readonly healing: boolean;
}

export interface Model {
  readonly start: string;
  readonly moves: (state: string) => readonly Move[];
  /** Names what is wrong with a state, given what can happen next. */
  readonly wrong: (state: string, moves: readonly Move[]) => string | undefined;
  /** A state in which the system may rest for ever. */
  readonly settled: (state: string) => boolean;
}

export interface Found {
  readonly states: number;
  /** The shortest way to the first bad state, if there is one. */
  readonly failure?: { readonly reason: string; readonly path: readonly string[] };
}

/**
 * Visits every reachable state, nearest first. Besides `wrong`, it demands that from every state a settled one can be
 * reached by healing moves alone. Throws when the model is larger than `limit`: an incomplete search proves nothing.
 */
export const explore = (model: Model, limit: number): Found => {
  const states = [model.start];
  const index = new Map([[model.start, 0]]);
  const parent = [-1];
  const label = [''];
  const heals: [from: number[], to: number[]] = [[], []];
  const path = (end: number): string[] => {
    const steps: string[] = [];
    for (let at = end; at > 0; at = parent[at] ?? 0) steps.push(label[at] ?? '');
    return steps.toReversed();
  };
  for (let at = 0; at < states.length; at++) {
    if (at > limit) throw new Error(`more than ${limit} states`);
    const state = states[at] ?? '';
    const moves = model.moves(state);
    const reason = model.wrong(state, moves);
    if (reason !== undefined) return { states: states.length, failure: { reason, path: path(at) } };
    for (const move of moves) {
      let to = index.get(move.to);
      if (to === undefined) {
        to = states.push(move.to) - 1;
        index.set(move.to, to);
        parent.push(at);
        label.push(move.label);
      }
      if (move.healing && to !== at) {
        heals[0].push(at);
        heals[1].push(to);
      }
    }
  }
  const lost = firstUnhealed(states, heals, model.settled);
  return {
    states: states.length,
    ...(lost !== undefined && { failure: { reason: 'never settles again by itself', path: path(lost) } }),
  };
};

/** The nearest state from which healing moves never reach a settled one, found by walking the moves backwards. */
const firstUnhealed = (
  states: readonly string[],
  [from, to]: readonly [readonly number[], readonly number[]],
  settled: Model['settled'],
): number | undefined => {
  const starts = new Int32Array(states.length + 1);
  for (const each of to) starts[each + 1] = (starts[each + 1] ?? 0) + 1;
  for (let i = 0; i < states.length; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
  const before = new Int32Array(to.length);
  const next = starts.slice();
  to.forEach((each, i) => {
    const slot = next[each] ?? 0;
    before[slot] = from[i] ?? 0;
    next[each] = slot + 1;
  });
  const heals = new Uint8Array(states.length);
  const queue = states.flatMap((state, i) => (settled(state) ? [i] : []));
  for (const each of queue) heals[each] = 1;
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (let i = starts[at] ?? 0; i < (starts[at + 1] ?? 0); i++) {
      const each = before[i] ?? 0;
      if (heals[each] === 0) {
        heals[each] = 1;
        queue.push(each);
      }
    }
  }
  const lost = heals.indexOf(0);
  return lost < 0 ? undefined : lost;
};
