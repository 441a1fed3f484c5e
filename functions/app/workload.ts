import { addDays, localDateOf, startOfDay, toEpochDay } from '../core/calendar/index.ts';
import { placeAt } from '../core/dossier/desk.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor, Role } from '../core/dossier/status.ts';
import { heads } from '../core/dossier/transition.ts';
import { ok, type Result } from '../core/result.ts';
import type { StaffProfile } from '../core/rights/staff.ts';
import { rolesToday, stateOf } from '../core/rights/standing.ts';
import { judgeLoads, type Load } from '../core/rights/workload.ts';
import type { Reply } from './execute.ts';
import { heldBy } from './held.ts';
import type { ReadStore } from './reads.ts';
import { colleagueOf, type StaffStore } from './staff.ts';
import type { StandingPorts } from './standingNow.ts';

export interface WorkloadPorts extends StandingPorts {
  readonly staff: StaffStore;
  readonly reads: Pick<ReadStore, 'entries'>;
}

/** Queries at once. */
const AT_ONCE = 10;

/** What each active holder of a role, or stand-in for one, has in hand, and who is overloaded; for those who give work. */
export const workload =
  (ports: WorkloadPorts) =>
  async (caller: Actor, role: Role): Promise<Result<Reply, Refusal>> => {
    const found = await colleagueOf(ports, caller);
    if (!found.ok) return found;
    const { actor, unit, today } = found.value;
    if (!rolesToday(actor).some((each) => heads.includes(each))) {
      return refuse('ROLE_NOT_ALLOWED', heads.join(', '));
    }
    const office = await ports.catalogue.office(unit);
    if (!office) return refuse('NOT_FOUND');
    const now = ports.clock.now();
    const end = startOfDay(office.calendar, toEpochDay(addDays(localDateOf(now, office.calendar), 1)));
    const [profiles, delegations] = await Promise.all([
      ports.staff.profiles(unit),
      ports.staff.delegations(unit, today),
    ]);
    const standsIn = (profile: StaffProfile): boolean =>
      delegations.some(
        (each) =>
          each.to === profile.subject && each.roles.includes(role) && stateOf(each, today) === 'valid',
      );
    const people = profiles.filter((each) => each.active && (each.roles.includes(role) || standsIn(each)));
    const loadOf = async ({ subject, capacity }: StaffProfile): Promise<Load> => {
      const held = await heldBy(ports.reads, `${unit}#${subject}`, now, true);
      const before = (place: string) => held.filter((entry) => entry.place < place).length;
      const overdue = before(placeAt(now));
      return { subject, open: held.length, overdue, dueToday: before(placeAt(end)) - overdue, capacity };
    };
    const loads: Load[] = [];
    for (let i = 0; i < people.length; i += AT_ONCE) {
      loads.push(...(await Promise.all(people.slice(i, i + AT_ONCE).map(loadOf))));
    }
    const judged = judgeLoads(loads, office.unit.overloadFactor);
    const mean = Math.round(judged.mean * 10) / 10;
    return ok({ status: 200, body: { unit, role, mean, items: judged.loads } });
  };
