import type { Instant } from '../core/calendar/index.ts';
import type { UnitId } from '../core/dossier/ids.ts';
import {
  daysOf,
  monthOfDay,
  nextMonth,
  type Period,
  periodsAround,
  previousMonth,
} from '../core/metrics/period.ts';
import {
  type Balance,
  type ByProcedure,
  begun,
  nothing,
  type RollUp,
  rollUpChildren,
  rollUpMonth,
  together,
} from '../core/metrics/rollUp.ts';
import type { CountStore, RollUpStore } from './counts.ts';
import type { CataloguePort } from './ports.ts';

export interface RollUpPorts {
  readonly counts: Pick<CountStore, 'counters'>;
  readonly rollUps: RollUpStore;
  readonly catalogue: Pick<CataloguePort, 'procedures'>;
}

/** When it is done, and the last local day that is over by then: only whole days are summed up. */
export interface AsOf {
  readonly at: Instant;
  readonly yesterday: string;
}

/**
 * Sums up a month of a unit and the quarter, half-year, nine months and year that it is part of, each from its children and
 * with its opening and closing balance. Everything is overwritten, so that doing it again changes nothing (I5).
 */
export const rollUp =
  (ports: RollUpPorts) =>
  async (unit: UnitId, month: Period, asOf: AsOf): Promise<void> => {
    const { from, to } = daysOf(month);
    const upTo = earlier(to, asOf.yesterday);
    const [days, before] = await Promise.all([
      ports.counts.counters(unit, from, upTo),
      ports.rollUps.rollUps(unit, previousMonth(month)),
    ]);
    await put(ports, unit, month, rollUpMonth(days.values(), before.byProcedure, upTo), { ...asOf, upTo });
    for (const period of periodsAround(month)) {
      const children = await Promise.all(
        begun(period, asOf.yesterday).map((child) => ports.rollUps.rollUps(unit, child)),
      );
      const end = earlier(daysOf(period).to, asOf.yesterday);
      const sums = rollUpChildren(
        children.map(({ byProcedure }) => byProcedure),
        end,
      );
      await put(ports, unit, period, sums, { ...asOf, upTo: end });
    }
  };

/**
 * The months of a unit from this one to the current, oldest first: each opens with what the one before left open. Where the
 * chain has a gap before it, it is begun where the gap begins, or where the unit counted for the first time.
 */
export const rollUpSince =
  (ports: RollUpPorts) =>
  async (unit: UnitId, month: Period, asOf: AsOf): Promise<readonly Period[]> => {
    const first = await ports.rollUps.firstDay(unit);
    if (first === undefined) return [];
    let start = month < monthOfDay(first) ? monthOfDay(first) : month;
    while (start > monthOfDay(first) && !(await isWhole(ports.rollUps, unit, previousMonth(start)))) {
      start = previousMonth(start);
    }
    const done: Period[] = [];
    for (let each = start; each <= monthOfDay(asOf.yesterday); each = nextMonth(each)) {
      await rollUp(ports)(unit, each, asOf);
      done.push(each);
    }
    return done;
  };

const isWhole = async (store: RollUpStore, unit: UnitId, month: Period): Promise<boolean> =>
  (await store.rollUps(unit, month)).whole?.upTo === daysOf(month).to;

/** A period of all units of a province together (a department is a unit). */
export const rollUpProvince =
  (ports: Pick<RollUpPorts, 'rollUps'>) =>
  async (
    province: string,
    units: readonly UnitId[],
    month: Period,
    { at, yesterday }: AsOf,
  ): Promise<void> => {
    for (const period of [month, ...periodsAround(month)]) {
      const parts = await Promise.all(units.map((unit) => ports.rollUps.rollUps(unit, period)));
      const whole = together(
        parts.flatMap((each) => each.whole ?? []),
        earlier(daysOf(period).to, yesterday),
      );
      await ports.rollUps.putRollUps(`province#${province}`, period, new Map([['', whole]]), at);
    }
  };

/** The province by which units are named: `H05` of `SXD-H05`. */
export const provinceOf = (unit: UnitId): string => unit.slice(unit.lastIndexOf('-') + 1);

const put = async (
  { rollUps, catalogue }: RollUpPorts,
  unit: UnitId,
  period: Period,
  sums: ByProcedure,
  { at, upTo }: { readonly at: Instant; readonly upTo: string },
): Promise<void> => {
  const [known, fields] = await Promise.all([rollUps.rollUps(unit, period), fieldsOf(catalogue)]);
  // What is no longer counted must not linger.
  const gone = [...known.byProcedure.keys()].filter((procedure) => !sums.has(procedure));
  const all = [...sums, ...gone.map((procedure) => [procedure, none(upTo)] as const)];
  const byField = Map.groupBy(all, ([procedure]) => fields.get(procedure) ?? 'unknown');
  const scopes = new Map<string, RollUp>([
    ...all.map(([procedure, rollUp]) => [`procedure#${procedure}`, rollUp] as const),
    ...[...byField].map(
      ([field, own]) =>
        [
          `field#${field}`,
          together(
            own.map(([, each]) => each),
            upTo,
          ),
        ] as const,
    ),
    // Last: whoever finds the whole finds its parts.
    [
      '',
      together(
        all.map(([, each]) => each),
        upTo,
      ),
    ],
  ]);
  await rollUps.putRollUps(unit, period, scopes, at);
};

const none = (upTo: string): RollUp => ({ opening: nothing, closing: nothing, cells: new Map(), upTo });

/** The field of each procedure, by its newest version. */
const fieldsOf = async (catalogue: Pick<CataloguePort, 'procedures'>): Promise<ReadonlyMap<string, string>> =>
  new Map((await catalogue.procedures()).map(({ code, field }) => [code, field.id]));

const earlier = (a: string, b: string): string => (a < b ? a : b);

/** What was in process when a month began, if that is known. */
export const openingOf = async (
  store: Pick<RollUpStore, 'rollUps'>,
  unit: UnitId,
  month: Period,
): Promise<Balance | undefined> => {
  const { whole } = await store.rollUps(unit, previousMonth(month));
  return whole?.upTo === daysOf(previousMonth(month)).to ? whole.closing : undefined;
};
