import { deskOf } from '../core/dossier/desk.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { maySee } from '../core/dossier/gate.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { heads } from '../core/dossier/transition.ts';
import { ok, type Result } from '../core/result.ts';
import { rolesToday } from '../core/rights/standing.ts';
import { timersOf } from '../core/sla/timers.ts';
import type { Reply } from './execute.ts';
import { encodeCursor, type OpenCursor, openDossiers } from './openDossiers.ts';
import type { CataloguePort } from './ports.ts';
import type { ReadStore } from './reads.ts';
import { colleagueOf } from './staff.ts';
import type { StandingPorts } from './standingNow.ts';
import { defined, localTime } from './views.ts';

export interface TimersPorts extends StandingPorts {
  readonly catalogue: Pick<CataloguePort, 'office' | 'policy'>;
  readonly reads: Pick<ReadStore, 'entries' | 'heads'>;
}

const PAGE = 40;

/** The timer ledger: of every open dossier of the unit what is armed, for when, and from which version of the deadline. */
export const timerLedger =
  (ports: TimersPorts) =>
  async (caller: Actor, cursor: OpenCursor | undefined): Promise<Result<Reply, Refusal>> => {
    const found = await colleagueOf(ports, caller);
    if (!found.ok) return found;
    const { actor, unit } = found.value;
    if (!rolesToday(actor).some((role) => heads.includes(role))) {
      return refuse('ROLE_NOT_ALLOWED', heads.join(', '));
    }
    const { dossiers, next } = await openDossiers(ports.reads)(unit, PAGE, cursor);
    const seen = dossiers.filter((dossier) => maySee(dossier, actor));
    const items = await Promise.all(seen.map((dossier) => lineOf(ports, dossier)));
    return ok({ status: 200, body: { unit, items, ...(next && { next: encodeCursor(next) }) } });
  };

const lineOf = async ({ catalogue }: TimersPorts, d: Dossier): Promise<Record<string, unknown>> => {
  const policy = await catalogue.policy(d.unit, d.procedure, d.version);
  const time = (at: number) => localTime(at, policy.calendar);
  const { deadline } = d;
  return defined({
    ...{ id: d.id, code: d.code, procedure: d.procedure, phase: d.phase, waitsFor: deskOf(d) },
    due: deadline && { kind: deadline.kind, at: time(deadline.due), version: deadline.version },
    raised: deadline?.raised,
    atRisk: d.outlook.atRisk,
    timers: timersOf(d, policy).map(({ at, ...timer }) => ({ ...timer, at: time(at) })),
  });
};
