import type { Entry, EntryQuery, ReadStore } from '../../functions/app/reads.ts';
import type { StaffStore } from '../../functions/app/staff.ts';
import { deskOf, heldUntil, holderAt, holderOf, placeOf } from '../../functions/core/dossier/desk.ts';
import type { Dossier, InReview, StepState } from '../../functions/core/dossier/dossier.ts';
import { type DossierId, dossierId, subject } from '../../functions/core/dossier/ids.ts';
import type { Role } from '../../functions/core/dossier/status.ts';
import { gaugesOf } from '../../functions/core/metrics/gauges.ts';
import type { Delegation, StaffProfile } from '../../functions/core/rights/staff.ts';
import { calendar, MORNING, must, policy, UNIT, until } from '../core/dossier/support.ts';

/** An office with many dossiers in memory, whose indexes lag behind until they catch up; and its staff. */
export const HOUR = 3_600_000;

const inReview = (): InReview => {
  const { dossier } = until((d) => d.phase === 'REVIEW' && d.step.id === 'APPRAISE');
  if (dossier.phase !== 'REVIEW') throw new Error('not in review');
  return dossier;
};
const template = inReview();

export const idOf = (n: number): DossierId =>
  must(dossierId(`${String(n).padStart(8, '0')}-0000-0000-0000-000000000000`));
export const named = (name: string) => must(subject(name));

/** A dossier in review that is due so many hours from the morning. */
export const waiting = (
  n: number,
  due: number,
  change: Partial<InReview> = {},
  step: Partial<StepState> = {},
): InReview => ({
  ...template,
  ...{ id: idOf(n), deadline: { ...must(template.deadline), due: MORNING + due * HOUR } },
  ...{ ...change, step: { ...template.step, ...step } },
});

export const person = (
  name: string,
  roles: readonly Role[],
  more: Partial<StaffProfile> = {},
): StaffProfile => ({
  ...{ subject: named(name), name: `Họ tên ${name}`, roles, procedures: 'all', clearance: 'ordinary' },
  ...{ active: true, ...more },
});

export interface Office {
  now: number;
  readonly truth: Map<DossierId, Dossier>;
  /** Changes the truth; the indexes do not know yet. */
  put(...dossiers: readonly Dossier[]): void;
  catchUp(): void;
  /** What indexes were asked. */
  readonly asked: EntryQuery[];
  readonly people: Map<string, StaffProfile>;
  readonly loans: Map<string, Delegation>;
  readonly ports: {
    readonly reads: Pick<ReadStore, 'entries' | 'heads' | 'gauges'>;
    readonly staff: StaffStore;
    readonly catalogue: { office: () => Promise<{ unit: typeof policy.unit; calendar: typeof calendar }> };
    readonly clock: { now: () => number };
    readonly store: { replay: () => Promise<undefined> };
    readonly random: { token: () => string };
  };
}

export const officeOf = (...dossiers: readonly Dossier[]): Office => {
  let indexed: readonly Dossier[] = [];
  const office: Office = {
    now: MORNING,
    truth: new Map(),
    put(...changed) {
      for (const dossier of changed) office.truth.set(dossier.id, dossier);
    },
    catchUp() {
      indexed = [...office.truth.values()];
    },
    asked: [],
    people: new Map(),
    loans: new Map(),
    ports: {
      reads: {
        entries: async (query) => {
          office.asked.push(query);
          return page(indexed, query);
        },
        heads: async (ids) =>
          new Map(ids.flatMap((id) => (office.truth.has(id) ? [[id, must(office.truth.get(id))]] : []))),
        gauges: async () => {
          const cells = new Map<string, number>();
          for (const dossier of office.truth.values()) {
            for (const cell of gaugesOf(dossier)) cells.set(cell, (cells.get(cell) ?? 0) + 1);
          }
          return cells;
        },
      },
      staff: {
        record: async (_unit, who) => ({
          profile: office.people.get(who),
          delegations: [...office.loans.values()].filter(({ to }) => to === who),
        }),
        profiles: async () =>
          [...office.people.values()].toSorted((a, b) => (a.subject < b.subject ? -1 : 1)),
        delegations: async (_unit, from) => [...office.loans.values()].filter(({ last }) => last >= from),
        delegation: async (_unit, id) => office.loans.get(id),
        putProfile: async (_unit, profile) => {
          office.people.set(profile.subject, profile);
          return 'done';
        },
        putDelegation: async (_unit, delegation) => {
          office.loans.set(delegation.id, delegation);
          return 'done';
        },
      },
      catalogue: { office: async () => ({ unit: policy.unit, calendar }) },
      clock: { now: () => office.now },
      store: { replay: async () => undefined },
      random: { token: () => `r${office.loans.size}` },
    },
  };
  office.put(...dossiers);
  office.catchUp();
  return office;
};

/** What DynamoDB does: so many rows of a partition are looked at in order, and those that pass the filter come back. */
const page = (
  dossiers: readonly Dossier[],
  { index, partition, after = '', upTo = '~', filter, limit }: EntryQuery,
): { entries: readonly Entry[]; reached?: string } => {
  const key = (d: Dossier) => (index === 'inbox' ? deskOf(d) : holderOf(d));
  const rest = dossiers
    .filter((d) => key(d) !== undefined && partition === `${UNIT}#${key(d)}`)
    .filter((d) => placeOf(d) > after && placeOf(d) <= upTo)
    .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const looked = rest.slice(0, limit);
  const last = looked.at(-1);
  const passed = looked.filter(
    (d) =>
      (filter.cleared || !d.restricted) &&
      (filter.procedures?.includes(d.procedure) ?? true) &&
      (filter.step === undefined || (d.phase === 'REVIEW' && d.step.id === filter.step)) &&
      (filter.status ?? d.status) === d.status &&
      (filter.freeAt === undefined ||
        holderOf(d) === undefined ||
        (heldUntil(d) ?? Infinity) <= filter.freeAt) &&
      (filter.watchedAt === undefined ||
        d.outlook.atRisk === true ||
        (d.phase === 'REVIEW' && holderAt(d, filter.watchedAt) === undefined)),
  );
  const entries = passed.map((d) => {
    const ends = heldUntil(d);
    return { id: d.id, place: placeOf(d), ...(ends !== undefined && { heldUntil: ends }) };
  });
  return { entries, ...(rest.length > limit && last && { reached: placeOf(last) }) };
};
