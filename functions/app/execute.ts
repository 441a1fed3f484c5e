import type { Command } from '../core/dossier/commands.ts';
import { decide } from '../core/dossier/decide.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { maySee, wasAsked } from '../core/dossier/gate.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { incrementsOf } from '../core/metrics/counters.ts';
import { ok, type Result } from '../core/result.ts';
import { append, digest } from './append.ts';
import { withCurrent } from './current.ts';
import type { CataloguePort, ClockPort, DossierStore, RandomPort, ReplayRecord } from './ports.ts';
import type { StaffReader } from './staff.ts';
import { standingNow } from './standingNow.ts';
import { dossierView } from './views.ts';

export interface ExecutePorts {
  readonly store: DossierStore;
  readonly catalogue: CataloguePort;
  readonly clock: ClockPort;
  readonly random: RandomPort;
  readonly staff: StaffReader;
}

/** What a caller gets: HTTP status, body, the ETag of the state it describes, and when to ask again (seconds). */
export interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly rev?: number;
  readonly retryAfter?: number;
}

export interface CommandRequest {
  readonly id: DossierId;
  readonly command: Command | ((dossier: Dossier) => Promise<Result<Command, Refusal>>);
  readonly actor: Actor;
  /** The caller's key and the fingerprint of the request; system commands need none, their guards make them idempotent. */
  readonly idempotency?: { readonly key: string; readonly fingerprint: string };
  /** The `rev` the caller saw. */
  readonly ifMatch?: number;
  /** A publication is applied to every dossier of the office, restricted ones too, whoever has started it. */
  readonly wholeOffice?: true;
}

/** Two people may collide; a third try after that is a hot spot that the caller should hear about. */
const attempts = 4;
/** Results of one unit compete for the next number of the register; this many tries, then "busy". */
const draws = 8;
const wholeOffice = { clearance: 'restricted', procedures: 'all' } as const;

/**
 * One command on one dossier: read, judge, commit in one transaction. Order of the checks: may the caller know of it,
 * has this very request been answered before, is the caller's view current, do the rules allow it.
 */
export const execute =
  (ports: ExecutePorts) =>
  async (request: CommandRequest): Promise<Result<Reply, Refusal>> => {
    for (let [changes, taken] = [0, 0]; taken < draws; ) {
      const [dossier, replay, standing] = await Promise.all([
        ports.store.head(request.id),
        request.idempotency && ports.store.replay(request.idempotency.key),
        standingNow(ports, request.actor),
      ]);
      if (!standing.ok) return standing;
      const actor = request.wholeOffice ? { ...standing.value, ...wholeOffice } : standing.value;
      const sees = dossier && maySee(dossier, actor);
      if (!dossier || !(sees || wasAsked(dossier, actor))) return refuse('NOT_FOUND');
      if (replay) return replayed(replay, request);
      // An agency that was asked is told no more than that it is over; its repeated answer got the first reply.
      if (!sees) return refuse('CONSULTATION_CLOSED');
      const late = (refusal: Refusal) => withCurrent(refusal, dossier, ports.clock.now());
      if (request.ifMatch !== undefined && request.ifMatch !== dossier.rev) {
        return late({ code: 'STALE_ETAG', detail: `rev ${dossier.rev}` });
      }
      const command =
        typeof request.command === 'function' ? await request.command(dossier) : ok(request.command);
      if (!command.ok) return late(command.error);
      const done = await tryOnce(ports, { ...request, actor }, dossier, command.value);
      if (done === 'taken') taken++;
      else if (done !== 'changed') return done.ok ? done : late(done.error);
      else if (++changes === attempts) return late({ code: 'CONCURRENT_CHANGE' });
    }
    return refuse('BUSY');
  };

/** `changed`: someone else was faster; `taken`: another one drew the number. Either way: look again. */
const tryOnce = async (
  ports: ExecutePorts,
  request: CommandRequest,
  before: Dossier,
  command: Command,
): Promise<Result<Reply, Refusal> | 'changed' | 'taken'> => {
  const policy = await ports.catalogue.policy(before.unit, before.procedure, before.version);
  // The clocks of two machines differ: a log never runs backwards, or a pause would be longer than it was.
  const at = Math.max(ports.clock.now(), before.changedAt);
  const salt = ports.random.token(16);
  const decision = decide(before, command, { at, actor: request.actor, policy, digest, salt });
  if (!decision.ok) return decision;
  const { event: happened, items, authority } = decision.value;
  const { event, after } = append(before, happened, {
    ...{ id: before.id, actor: request.actor, at, policy },
    delegation: authority?.delegation,
  });
  const body = dossierView(after, policy.calendar);
  const outcome = await ports.store.commit({
    ...{ before, after, event, items },
    increments: incrementsOf(event, before, after, policy.calendar),
    counterShards: policy.unit.counterShards,
    ...(request.idempotency && { replay: { ...request.idempotency, status: 200, body } }),
  });
  if (outcome === 'committed') return ok({ status: 200, body, rev: after.rev });
  return outcome === 'serialTaken' ? 'taken' : 'changed';
};

/** The first answer again, or a refusal when the key was used for something else. */
export const replayed = (
  record: ReplayRecord,
  request: { readonly idempotency?: { readonly fingerprint: string } },
): Result<Reply, Refusal> => {
  if (record.fingerprint !== request.idempotency?.fingerprint) return refuse('IDEMPOTENCY_KEY_REUSED');
  const rev = record.body.rev;
  return ok({ status: record.status, body: record.body, ...(typeof rev === 'number' && { rev }) });
};
