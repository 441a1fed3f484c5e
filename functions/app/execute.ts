import type { Command } from '../core/dossier/commands.ts';
import { decide } from '../core/dossier/decide.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { maySee } from '../core/dossier/gate.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { incrementsOf } from '../core/metrics/counters.ts';
import { ok, type Result } from '../core/result.ts';
import { append, digest } from './append.ts';
import type { CataloguePort, ClockPort, DossierStore, RandomPort, ReplayRecord } from './ports.ts';
import { dossierView } from './views.ts';

export interface ExecutePorts {
  readonly store: DossierStore;
  readonly catalogue: CataloguePort;
  readonly clock: ClockPort;
  readonly random: RandomPort;
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
}

/** Two people may collide; a third try after that is a hot spot that the caller should hear about. */
const attempts = 4;

/**
 * One command on one dossier: read, judge, commit in one transaction. Order of the checks: may the caller know of it,
 * has this very request been answered before, is the caller's view current, do the rules allow it.
 */
export const execute =
  (ports: ExecutePorts) =>
  async (request: CommandRequest): Promise<Result<Reply, Refusal>> => {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const [dossier, replay] = await Promise.all([
        ports.store.head(request.id),
        request.idempotency && ports.store.replay(request.idempotency.key),
      ]);
      if (!dossier || !maySee(dossier, request.actor)) return refuse('NOT_FOUND');
      if (replay) return replayed(replay, request);
      if (request.ifMatch !== undefined && request.ifMatch !== dossier.rev) {
        return refuse('STALE_ETAG', `rev ${dossier.rev}`);
      }
      const command =
        typeof request.command === 'function' ? await request.command(dossier) : ok(request.command);
      if (!command.ok) return command;
      const done = await tryOnce(ports, request, dossier, command.value);
      if (done) return done;
    }
    return refuse('CONCURRENT_CHANGE');
  };

/** Undefined = someone else was faster, look again. */
const tryOnce = async (
  ports: ExecutePorts,
  request: CommandRequest,
  before: Dossier,
  command: Command,
): Promise<Result<Reply, Refusal> | undefined> => {
  const policy = await ports.catalogue.policy(before.unit, before.procedure, before.version);
  const at = ports.clock.now();
  const salt = ports.random.token(16);
  const decision = decide(before, command, { at, actor: request.actor, policy, digest, salt });
  if (!decision.ok) return decision;
  const { event, after } = append(before.id, before, decision.value.event, request.actor, at);
  const body = dossierView(after, policy.calendar);
  const outcome = await ports.store.commit({
    ...{ before, after, event, items: decision.value.items },
    increments: incrementsOf(event, after, policy.calendar),
    counterShards: policy.unit.counterShards,
    ...(request.idempotency && { replay: { ...request.idempotency, status: 200, body } }),
  });
  return outcome === 'committed' ? ok({ status: 200, body, rev: after.rev }) : undefined;
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
