import * as z from 'zod';

/**
 * The verifier's own reading of a dossier's log: where the dossier stands after each event, as far as time may ask
 * something of it. Written from the lifecycle, not from the product's fold; whatever is not read here has no timer.
 */

const promise = z.object({
  version: z.int(),
  kind: z.enum(['INTAKE_ANSWER', 'APPOINTED', 'REPLACEMENT', 'SUPPLEMENT', 'PAYMENT', 'REFUSAL']),
  from: z.int(),
  due: z.int(),
});
const step = z.object({
  index: z.int(),
  since: z.int(),
  due: z.int(),
  resumed: z.object({ at: z.int() }).optional(),
});
const promised = z.object({ deadline: promise });
const resumed = z.object({ deadline: promise, step });
const watched = z.object({ watchUntil: z.int() });

/** One line of the log, as it stands in the store. */
export interface LogEvent {
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly data: unknown;
  readonly actor?: { readonly kind: string };
}

export type Promised = z.infer<typeof promise>;

/** A run over the files: the how manieth, until when it is watched, and since when a file is known to have no scan verdict. */
interface Watch {
  readonly attempt: number;
  readonly until: number;
  readonly unscannedAt?: number | undefined;
  /** Changes when somebody begins anew, not when time does. */
  readonly begun: number;
}

export interface Place {
  readonly phase: string;
  readonly online: boolean;
  readonly promise?: Promised | undefined;
  /** The appointed date is the new one of form 04. */
  readonly newDate: boolean;
  readonly acceptedAt: number;
  /** The review step, when its clock began or ran on, and its own due time. */
  readonly step?: { readonly index: number; readonly clock: number; readonly due: number } | undefined;
  /** Nobody has the step from this instant on; undefined while somebody was given it. */
  readonly freeFrom?: number | undefined;
  readonly watch?: Watch | undefined;
  readonly consultations: readonly { readonly n: number; readonly due: number; readonly silence: string }[];
  readonly complaint?: { readonly n: number; readonly due: number } | undefined;
  /** Changes when work begins anew: a new step, a clock that runs on, another date of the step. */
  readonly standing: number;
  /** Changes when the promise gets another date by somebody's decision. */
  readonly movedAt?: number | undefined;
}

const nowhere: Place = {
  ...{ phase: '', online: false, newDate: false, acceptedAt: 0, consultations: [] },
  standing: 0,
};

const without = (place: Place, ...names: readonly ('promise' | 'step' | 'watch' | 'movedAt')[]): Place => ({
  ...place,
  ...Object.fromEntries(names.map((name) => [name, undefined])),
});

/** The step begins or runs on; nobody has it yet, unless it had been given to somebody before the pause. */
const atStep = (place: Place, data: z.infer<typeof step>, seq: number, fresh: boolean): Place => {
  const clock = data.resumed?.at ?? data.since;
  const given = !fresh && place.freeFrom === undefined;
  return {
    ...place,
    step: { index: data.index, clock, due: data.due },
    ...{ freeFrom: given ? undefined : clock, standing: seq },
  };
};

const watching = (place: Place, data: unknown): Place => {
  const { watchUntil: until } = watched.parse(data);
  return { ...place, watch: { attempt: 1, until, begun: until } };
};

const promising = (place: Place, data: unknown): Place => ({
  ...place,
  promise: promised.parse(data).deadline,
});

const runOn = (place: Place, data: unknown, seq: number): Place => {
  const { deadline, step: at } = resumed.parse(data);
  return { ...atStep(place, at, seq, false), promise: deadline };
};

const closed = (place: Place): Place => ({
  ...without(place, 'promise', 'step', 'watch'),
  ...{ phase: 'CLOSED', consultations: [] },
});

type Reader = (place: Place, event: LogEvent) => Place;

const verified: Reader = (place, { data, seq }) => {
  const found = z
    .object({
      completed: z.unknown().optional(),
      resumed: z.unknown().optional(),
      again: z.unknown().optional(),
    })
    .parse(data);
  if (found.completed !== undefined) {
    return { ...watching(without(place, 'promise', 'step'), data), phase: 'ARCHIVE_RESULT' };
  }
  if (found.resumed !== undefined) {
    return { ...watching(runOn(place, found.resumed, seq), data), phase: 'ARCHIVE_SUPPLEMENT' };
  }
  const rest = without(place, 'watch');
  if (found.again !== undefined) {
    const phase = place.phase === 'VERIFY' ? 'REPLACEMENT' : 'SUPPLEMENT';
    return { ...promising(rest, found.again), phase };
  }
  if (place.phase === 'VERIFY_RESULT') return { ...rest, phase: 'RESULT' };
  return { ...rest, phase: 'ACCEPTANCE' };
};

const afterArchive: Readonly<Record<string, string>> = {
  ...{ ARCHIVE: 'HAND_OVER', ARCHIVE_SUPPLEMENT: 'REVIEW', ARCHIVE_RESULT: 'DELIVERY' },
};

const begin = (place: Place, next: unknown, seq: number): Place => ({
  ...atStep(place, step.parse(next), seq, true),
  phase: 'REVIEW',
});

const readers: Readonly<Record<string, Reader>> = {
  submitted: (_, { data }) => ({
    ...watching(promising(nowhere, data), data),
    phase: 'VERIFY',
    online: z.object({ channel: z.string() }).parse(data).channel === 'online',
  }),
  documentsVerified: verified,
  documentsReplaced: (place, { data }) => ({ ...watching(promising(place, data), data), phase: 'VERIFY' }),
  accepted: (place, { data, at }) => ({
    ...watching(promising(place, data), data),
    ...{ phase: 'ARCHIVE', acceptedAt: at },
  }),
  documentsArchived: (place) => ({
    ...without(place, 'watch'),
    phase: afterArchive[place.phase] ?? place.phase,
  }),
  refused: closed,
  stopped: closed,
  withdrawn: closed,
  delivered: closed,
  handedOver: (place, { data, seq }) => begin(place, z.object({ step }).parse(data).step, seq),
  claimed: (place, { data }) =>
    place.freeFrom === undefined
      ? place
      : { ...place, freeFrom: z.object({ until: z.int() }).parse(data).until },
  released: (place, { at }) => ({ ...place, freeFrom: at }),
  assigned: (place) => ({ ...place, freeFrom: undefined }),
  stepCompleted: (place, { data, seq }) => {
    const { next } = z.object({ next: step.optional() }).parse(data);
    return next ? begin(place, next, seq) : { ...without(place, 'step'), phase: 'RESULT' };
  },
  sentBack: (place, { data, seq }) => begin(place, z.object({ next: step }).parse(data).next, seq),
  consulted: (place, { data }) => {
    const asked = z.object({ n: z.int(), due: z.int(), silence: z.string() }).parse(data);
    return { ...place, consultations: [...place.consultations, asked] };
  },
  consultationAnswered: (place, event) => answered(place, event),
  consultationLapsed: (place, event) => answered(place, event),
  reappointed: (place, { data, at }) => ({ ...promising(place, data), newDate: true, movedAt: at }),
  extended: (place, { data, at }) => ({ ...promising(place, data), movedAt: at }),
  redated: (place, { data, at, seq }) => {
    const { step: moved } = z.object({ step: z.object({ due: z.int() }).optional() }).parse(data);
    const dated = { ...promising(place, data), movedAt: at };
    return moved && place.step ? { ...dated, step: { ...place.step, due: moved.due }, standing: seq } : dated;
  },
  requestProposed: (place) => ({ ...place, phase: 'REQUEST' }),
  requestDeclined: (place) => ({ ...place, phase: 'REVIEW' }),
  supplementRequested: (place, { data }) => ({ ...promising(place, data), phase: 'SUPPLEMENT' }),
  paymentRequired: (place, { data }) => ({ ...promising(place, data), phase: 'PAYMENT' }),
  supplied: (place, { data }) => {
    const { answer } = z.object({ answer: z.unknown().optional() }).parse(data);
    const at = watching(place, data);
    return answer === undefined
      ? { ...without(at, 'promise'), phase: 'VERIFY_SUPPLEMENT' }
      : { ...promising(at, answer), phase: 'VERIFY' };
  },
  paymentConfirmed: (place, { data, seq }) => ({
    ...runOn(place, z.object({ resumed: z.unknown() }).parse(data).resumed, seq),
    phase: 'REVIEW',
  }),
  lapsed: (place, { data, seq }) => {
    const { resumed: back } = z.object({ resumed: z.unknown().optional() }).parse(data);
    return back === undefined ? closed(place) : { ...runOn(place, back, seq), phase: 'REVIEW' };
  },
  resultEntered: (place, { data }) => ({ ...watching(place, data), phase: 'VERIFY_RESULT' }),
  rated: (place, { data }) => {
    const { complaint } = z
      .object({ complaint: z.object({ n: z.int(), due: z.int() }).optional() })
      .parse(data);
    return complaint ? { ...place, complaint } : place;
  },
  complaintAnswered: (place) => ({ ...place, complaint: undefined }),
  complaintOverdue: (place) => ({ ...place, complaint: undefined }),
  digitisationRestarted: (place, { at, data }) => {
    const { attempt, watchUntil, unscanned } = z
      .object({ attempt: z.int(), watchUntil: z.int(), unscanned: z.array(z.int()).optional() })
      .parse(data);
    return {
      ...place,
      watch: {
        attempt,
        until: watchUntil,
        begun: attempt > 1 ? (place.watch?.begun ?? 0) : watchUntil,
        unscannedAt: unscanned ? at : attempt > 1 ? place.watch?.unscannedAt : undefined,
      },
    };
  },
};

const answered: Reader = (place, { data }) => {
  const { n } = z.object({ n: z.int() }).parse(data);
  return { ...place, consultations: place.consultations.filter((each) => each.n !== n) };
};

/** Where the dossier stands after an event. */
export const follow = (place: Place | undefined, event: LogEvent): Place => {
  const base = { ...(place ?? nowhere), movedAt: undefined };
  return readers[event.type]?.(base, event) ?? base;
};
