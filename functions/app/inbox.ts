import { cursorOfPlace } from '../contract/fields.ts';
import type { InboxQuery } from '../contract/inbox.ts';
import { type Calendar, type Instant, workingMinutesBetween } from '../core/calendar/index.ts';
import { type Desk, desks, holderAt, placeOf } from '../core/dossier/desk.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { atRiskAt, openAt } from '../core/metrics/gauges.ts';
import { ok, type Result } from '../core/result.ts';
import { rolesToday } from '../core/rights/standing.ts';
import { apologyTask } from '../core/sla/risk.ts';
import type { Reply } from './execute.ts';
import { heldBy } from './held.ts';
import { overseers, spanOf, viewFor, type Wanted } from './inboxQuery.ts';
import { belongs, pageOf, within } from './inboxRows.ts';
import type { ReadStore } from './reads.ts';
import { colleagueOf } from './staff.ts';
import type { StandingPorts } from './standingNow.ts';
import { defined, dossierView, localTime } from './views.ts';

export interface InboxPorts extends StandingPorts {
  readonly reads: Pick<ReadStore, 'entries' | 'heads' | 'gauges'>;
}

type Answer = Promise<Result<Reply, Refusal>>;

/** One page of what waits, the least time left first. */
export const inbox =
  (ports: InboxPorts) =>
  async (caller: Actor, asked: InboxQuery): Answer => {
    const found = await colleagueOf(ports, caller);
    if (!found.ok) return found;
    const { actor, unit } = found.value;
    const office = await ports.catalogue.office(unit);
    if (!office) return refuse('NOT_FOUND');
    const now = ports.clock.now();
    const view = viewFor(actor, asked);
    if (!view.ok) return view;
    const { calendar } = office;
    const span = spanOf(asked, calendar, now);
    const wanted: Wanted = { view: view.value, actor, asked, span, now };
    const { entries, end } = await pageOf(ports.reads, wanted);
    const touched = asked.touched ?? [];
    const heads = await ports.reads.heads([...entries.map(({ id }) => id), ...touched]);
    const rows = [...heads.values()]
      .filter((dossier) => belongs(dossier, wanted) && within(dossier, wanted, end))
      .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    const items = rows.map((dossier) => rowOf(dossier, calendar, now));
    const desk = view.value.desks.length === 1 ? { desk: view.value.desks[0] } : {};
    const next = end === undefined ? {} : { next: cursorOfPlace(end) };
    return ok({ status: 200, body: { scope: asked.scope, ...desk, items, ...next } });
  };

/** A row: the dossier, the office time left until the promise ends (negative when it is broken), who holds it. */
const rowOf = (dossier: Dossier, calendar: Calendar, now: Instant): Record<string, unknown> => {
  const due = dossier.deadline?.due;
  const apology = apologyTask(dossier, calendar);
  return defined({
    ...dossierView(dossier, calendar),
    minutesLeft: due === undefined ? undefined : Math.floor(workingMinutesBetween(calendar, now, due)),
    atRisk: dossier.outlook.atRisk,
    apologyBy: apology === undefined ? undefined : localTime(apology, calendar),
    holder: holderAt(dossier, now),
    assignee: dossier.phase === 'REVIEW' ? dossier.step.assignee : undefined,
  });
};

/**
 * How much waits, without reading it: desks from the gauges that each transition moves, the caller's own from what the caller
 * holds. A desk is counted whole, also for someone who is entrusted with some of its procedures only.
 */
export const inboxCounts =
  (ports: InboxPorts) =>
  async (caller: Actor): Answer => {
    const found = await colleagueOf(ports, caller);
    if (!found.ok) return found;
    const { actor, unit } = found.value;
    const cleared = actor.clearance === 'restricted';
    const [gauges, held] = await Promise.all([
      ports.reads.gauges(unit),
      heldBy(ports.reads, `${unit}#${actor.subject}`, ports.clock.now(), cleared),
    ]);
    const count = (list: readonly Desk[]) =>
      Object.fromEntries(list.map((desk) => [desk, openAt(gauges, desk, cleared)]));
    const roles = rolesToday(actor);
    const oversees = roles.some((role) => overseers.includes(role));
    const ofUnit = oversees && { unit: count(desks), atRisk: atRiskAt(gauges, cleared) };
    const body = { mine: held.length, group: count(roles), ...ofUnit };
    return ok({ status: 200, body });
  };
