import { partsOf, resolved } from './measures.ts';
import { childrenOf, daysOf, type Period } from './period.ts';

/** Numbers by name. */
export type Numbers = ReadonlyMap<string, number>;

/** Dossiers in process, and those of them whose clock stands still. */
export interface Balance {
  readonly open: number;
  readonly paused: number;
}

/** A period of a unit, or of one of its procedures or fields: what was counted per `measure|channel`, and both balances. */
export interface RollUp {
  readonly opening: Balance;
  readonly closing: Balance;
  readonly cells: Numbers;
  /** The last day that is in it: the last of the period, once that is over. */
  readonly upTo: string;
}

export const nothing: Balance = { open: 0, paused: 0 };

/** A balance after what was counted: received = resolved + open, from one day to the next. Keys begin with the measure. */
export const balanceAfter = ({ open, paused }: Balance, cells: Numbers): Balance => {
  const total = (...measures: readonly string[]): number =>
    [...cells]
      .filter(([cell]) => measures.includes(partsOf(cell).measure))
      .reduce((sum, [, count]) => sum + count, 0);
  return {
    open: open + total('received') - total(...resolved),
    paused: paused + total('pausesBegun') - total('pausesEnded'),
  };
};

/** Cell by cell. */
export const sumOf = (parts: Iterable<Numbers>): Numbers => {
  const sum = new Map<string, number>();
  for (const part of parts) {
    for (const [cell, count] of part) sum.set(cell, (sum.get(cell) ?? 0) + count);
  }
  return sum;
};

/** Roll-ups of a period by procedure; everything else is a sum of these. */
export type ByProcedure = ReadonlyMap<string, RollUp>;

/** A month, from what its days counted per `measure|procedure|channel` and what the month before left open. */
export const rollUpMonth = (days: Iterable<Numbers>, before: ByProcedure, upTo: string): ByProcedure => {
  const cells = new Map<string, Map<string, number>>();
  for (const [cell, count] of sumOf(days)) {
    const { measure, procedure, channel } = partsOf(cell);
    const own = cells.get(procedure) ?? new Map<string, number>();
    cells.set(procedure, own.set(`${measure}|${channel}`, count));
  }
  const open = [...before].filter(([, { closing }]) => closing.open !== 0 || closing.paused !== 0);
  const procedures = new Set([...cells.keys(), ...open.map(([procedure]) => procedure)]);
  return new Map(
    [...procedures].toSorted().map((procedure) => {
      const opening = before.get(procedure)?.closing ?? nothing;
      const own: Numbers = cells.get(procedure) ?? new Map();
      return [procedure, { opening, closing: balanceAfter(opening, own), cells: own, upTo }];
    }),
  );
};

/** A longer period from those of its children that have begun, in order. */
export const rollUpChildren = (children: readonly ByProcedure[], upTo: string): ByProcedure => {
  const procedures = new Set(children.flatMap((each) => [...each.keys()]));
  return new Map(
    [...procedures].toSorted().map((procedure) => {
      const own = children.map((each) => each.get(procedure));
      return [
        procedure,
        {
          // A child that does not know of the procedure had nothing of it open.
          opening: own[0]?.opening ?? nothing,
          closing: own.at(-1)?.closing ?? nothing,
          cells: sumOf(own.flatMap((each) => each?.cells ?? [])),
          upTo,
        },
      ];
    }),
  );
};

/** Several procedures, or units, over the same period. */
export const together = (parts: readonly RollUp[], upTo: string): RollUp => ({
  opening: sumOfBalances(parts.map(({ opening }) => opening)),
  closing: sumOfBalances(parts.map(({ closing }) => closing)),
  cells: sumOf(parts.map(({ cells }) => cells)),
  upTo,
});

const sumOfBalances = (parts: readonly Balance[]): Balance => ({
  open: parts.reduce((sum, { open }) => sum + open, 0),
  paused: parts.reduce((sum, { paused }) => sum + paused, 0),
});

/** Which of a period's children have begun by a day. */
export const begun = (period: Period, day: string): readonly Period[] =>
  childrenOf(period).filter((child) => daysOf(child).from <= day);
