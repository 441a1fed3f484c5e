import { type Calendar, isWorkingInstant } from '../../../functions/core/calendar/index.ts';
import type { ProcedureData } from '../../../functions/core/procedure/index.ts';
import { type Chance, chanceOf } from '../alertsChance.ts';
import { type Aside, asides } from './asides.ts';

/** What happens to a dossier beside the usual. */
export type Turn =
  | 'usual'
  | 'supplement'
  | 'silent'
  | 'refused'
  | 'withdrawn'
  | 'sentBack'
  | 'denied'
  | Aside;

/** One filing as it will come. */
export interface Arrival {
  readonly n: number;
  readonly at: number;
  readonly procedure: ProcedureData;
  readonly channel: 'online' | 'counter' | 'post';
  readonly onSpot: boolean;
  readonly turn: Turn;
  readonly rates: boolean;
  readonly chance: Chance;
}

/** The span of a simulation: local days, the last included. */
export interface Span {
  readonly from: string;
  readonly days: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const TEN_O_CLOCK = 10 * 3_600_000;
/** The department's published mix of 2023: 76 % online, 65 of 1,644 on the spot; the rest at the counter, some by post. */
const ONLINE = 0.76;
const ON_SPOT = 65 / 1644;
const BY_POST = 0.15;
/** Made up: how often a dossier takes one of these turns. */
const turns: readonly (readonly [Turn, number])[] = [
  ...([
    ['supplement', 0.05],
    ['reviewSupplement', 0.03],
    ['silent', 0.01],
    ['refused', 0.015],
  ] as const),
  ...([
    ['withdrawn', 0.015],
    ['sentBack', 0.03],
    ['denied', 0.03],
  ] as const),
];
/** A usual life is one of them; a supplement in review stands in both lists, and comes twice as often. */
const eventful: readonly Turn[] = ['usual', ...turns.map(([turn]) => turn), ...asides];
/** The longest limit of an eventful life, in working days: what happens is what counts, and waiting takes time to play. */
const SHORT = 12;
const RATES = 0.4;

/** The local day of an instant. */
export const localDay = (at: number): string => new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);

export const startOf = ({ from }: Span): number => Date.parse(`${from}T00:00+07:00`);

/** All filings of a span, in order of time: drawn by the seed alone. */
export const arrivalsOf = (
  seed: number,
  span: Span,
  dossiers: number,
  o: {
    readonly procedures: readonly ProcedureData[];
    readonly calendar: Calendar;
    /** Whatever can happen to a dossier happens as often as the usual. */
    readonly eventful?: boolean | undefined;
  },
): Arrival[] => {
  const chance = chanceOf(seed, 0);
  const online = Math.round(dossiers * ONLINE);
  const onSpot = Math.round(dossiers * ON_SPOT);
  const kinds = shuffled(chance, [
    ...Array.from({ length: online }, () => 'online' as const),
    ...Array.from({ length: onSpot }, () => 'onSpot' as const),
    ...Array.from({ length: dossiers - online - onSpot }, () => 'paper' as const),
  ]);
  const sitting = o.procedures.filter(({ onSpotLevel }) => onSpotLevel === '5');
  const longer = o.procedures.filter(
    ({ onSpotLevel, limit }) => onSpotLevel === 'NONE' && (!o.eventful || (limit?.amount ?? 0) <= SHORT),
  );
  return kinds
    .map((kind, i) => {
      const own = chanceOf(seed, i + 1);
      const among = kind === 'onSpot' ? sitting : longer;
      return {
        at: momentOf(own, span, kind === 'online', o.calendar, o.eventful ? 0 : 6),
        procedure: i < among.length ? own.oneOf(among) : frequent(own, among),
        channel:
          kind === 'online'
            ? kind
            : kind === 'paper' && own.yes(BY_POST)
              ? ('post' as const)
              : ('counter' as const),
        onSpot: kind === 'onSpot',
        turn: kind === 'onSpot' ? ('usual' as const) : o.eventful ? own.oneOf(eventful) : turnOf(own),
        rates: own.yes(RATES),
        chance: own,
      };
    })
    .toSorted((a, b) => a.at - b.at)
    .map((arrival, i) => ({ n: i + 1, ...arrival }));
};

/** Some procedures are asked for far more often than others: the k-th of the list in proportion to 1/k. */
const frequent = (chance: Chance, among: readonly ProcedureData[]): ProcedureData => {
  const total = among.reduce((sum, _, k) => sum + 1 / (k + 1), 0);
  let left = chance.draw() * total;
  const found = among.find((_, k) => {
    left -= 1 / (k + 1);
    return left < 0;
  });
  return found ?? chance.oneOf(among);
};

/** Online at any hour between `first` and midnight, at weekends a third as often; paper only while the counter is open. */
const momentOf = (chance: Chance, span: Span, online: boolean, calendar: Calendar, first: number): number => {
  for (let tries = 0; tries < 10_000; tries++) {
    const midnight = startOf(span) + chance.between(0, span.days - 1) * DAY;
    const at = midnight + chance.between(first * 60, 24 * 60 - 1) * MINUTE;
    const isOpen = isWorkingInstant(calendar, midnight + TEN_O_CLOCK);
    if (online ? isOpen || chance.yes(1 / 3) : isWorkingInstant(calendar, at)) return at;
  }
  throw new Error(
    `the counter is never open in the ${span.days} days from ${span.from}: choose a longer span`,
  );
};

const turnOf = (chance: Chance): Turn => {
  let left = chance.draw();
  for (const [turn, share] of turns) {
    left -= share;
    if (left < 0) return turn;
  }
  return 'usual';
};

const shuffled = <T>(chance: Chance, items: readonly T[]): T[] => {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = chance.between(0, i);
    const [a, b] = [all[i], all[j]];
    if (a !== undefined && b !== undefined) [all[i], all[j]] = [b, a];
  }
  return all;
};
