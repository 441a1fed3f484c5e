/** What the spine and the signal see of HEAD in one consistent read. */
export interface View {
  /** `wakeSeq` */
  readonly wake: number;
  /** `spineRun` */
  readonly run: number;
  /** `taskToken`: the run that is parked with it right now, {@link OVER} if that wait has ended, 0 = none. */
  readonly token: number;
  /** `spineSeq` */
  readonly seen: number;
  readonly closed: boolean;
}

export interface Head extends View {
  /** `stuckSince` is set. */
  readonly stuck: boolean;
}

export type Place = 'read' | 'park' | 'close' | 'wait' | 'gone';

/** An execution `<code>--r<run>`. The name stays taken when it is gone. */
export interface Spine {
  readonly run: number;
  readonly at: Place;
  /** The `wakeSeq` on which it parks or is parked. */
  readonly seen: number;
}

/** Someone who looks after the spine from outside: a stream record, the sweep, an operator who forces a restart. */
export interface Look {
  readonly by: 'signal' | 'sweep' | 'operator';
  /** Seq of the waking event that a stream record tells of. */
  readonly seq: number;
  /** What was read; absent while the record still waits in the stream. */
  readonly view?: View;
}

/** How often the world may still do something unkind or unasked. */
export interface Left {
  readonly commands: number;
  readonly duplicates: number;
  readonly lostReplies: number;
  readonly lostRecords: number;
  readonly deaths: number;
  readonly timeouts: number;
  readonly forced: number;
}

export interface State {
  readonly head: Head;
  readonly spines: readonly Spine[];
  readonly looks: readonly Look[];
  /** Runs whose bad end has not been told to HEAD yet. */
  readonly obituaries: readonly number[];
  readonly left: Left;
}

/**
 * A token of a wait that has ended. Every wait, and every retry of one, has a token of its own, so such a token never
 * comes to life again and all of them are alike.
 */
export const OVER = 99;

const places: readonly Place[] = ['read', 'park', 'close', 'wait', 'gone'];
const lookers: readonly Look['by'][] = ['signal', 'sweep', 'operator'];
const NOTHING = 255;

/** One short text per state, the same for states that differ only in the order of their parts. */
export const encode = ({ head, spines, looks, obituaries, left }: State): string => {
  const l = left;
  return [
    text(...viewNumbers(head), head.stuck ? 1 : 0, l.commands, l.duplicates, l.lostReplies, l.lostRecords),
    text(l.deaths, l.timeouts, l.forced, spines.length, looks.length),
    ...spines.map((s) => text(s.run, places.indexOf(s.at), s.seen)).toSorted(),
    ...looks.map((look) => text(lookers.indexOf(look.by), look.seq, ...viewNumbers(look.view))).toSorted(),
    text(...obituaries.toSorted()),
  ].join('');
};

/** The inverse of {@link encode}. */
export const decode = (code: string): State => {
  let at = 0;
  const next = () => code.charCodeAt(at++);
  const view = (): View => ({
    wake: next(),
    run: next(),
    token: next(),
    seen: next(),
    closed: next() === 1,
  });
  const times = <T>(n: number, read: () => T): T[] => Array.from({ length: n }, read);
  const head = { ...view(), stuck: next() === 1 };
  const left = {
    ...{ commands: next(), duplicates: next(), lostReplies: next(), lostRecords: next() },
    ...{ deaths: next(), timeouts: next(), forced: next() },
  };
  const [spineCount, lookCount] = [next(), next()];
  const spines = times(spineCount, () => ({
    ...{ run: next(), at: places[next()] ?? 'gone', seen: next() },
  }));
  const looks = times(lookCount, (): Look => {
    const look = { by: lookers[next()] ?? 'signal', seq: next() };
    const seen = view();
    return seen.wake === NOTHING ? look : { ...look, view: seen };
  });
  return { head, spines, looks, obituaries: times(code.length - at, next), left };
};

const viewNumbers = (view: View | undefined): number[] =>
  view
    ? [view.wake, view.run, view.token, view.seen, view.closed ? 1 : 0]
    : [NOTHING, NOTHING, NOTHING, NOTHING, NOTHING];

const text = (...numbers: readonly number[]): string => String.fromCharCode(...numbers);
