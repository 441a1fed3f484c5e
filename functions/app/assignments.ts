import { canonical } from '../core/canonical.ts';
import type { DossierId, Subject } from '../core/dossier/ids.ts';
import { problems, type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { heads } from '../core/dossier/transition.ts';
import { ok, type Result } from '../core/result.ts';
import { rolesToday } from '../core/rights/standing.ts';
import { digest } from './append.ts';
import { assignTo } from './assign.ts';
import { type ExecutePorts, execute, type Reply, replayed } from './execute.ts';
import type { CalendarStore } from './publication.ts';
import { standingNow } from './standingNow.ts';
import { defined } from './views.ts';

export interface AssignmentsPorts extends ExecutePorts {
  /** Keeps the answer to a request whose work is many transactions. */
  readonly answers: Pick<CalendarStore, 'answered'>;
}

export interface AssignmentsRequest {
  readonly actor: Actor;
  readonly body: {
    readonly to: Subject;
    readonly dossiers: readonly { readonly id: DossierId; readonly rev?: number | undefined }[];
    readonly reason?: string | undefined;
  };
  readonly idempotency: { readonly key: string; readonly fingerprint: string };
}

/** Transactions at once. */
const AT_ONCE = 5;

/**
 * Gives many dossiers to one officer: one transaction and one outcome each, so that one refusal stops no other. Each has a
 * key of its own below the request's: a request that broke off is simply sent again, and what was done is not done twice.
 */
export const assignMany =
  (ports: AssignmentsPorts) =>
  async (request: AssignmentsRequest): Promise<Result<Reply, Refusal>> => {
    const { body, idempotency } = request;
    const standing = await standingNow(ports, request.actor);
    if (!standing.ok) return standing;
    if (!rolesToday(standing.value).some((role) => heads.includes(role))) {
      return refuse('ROLE_NOT_ALLOWED', heads.join(', '));
    }
    const before = await ports.store.replay(idempotency.key);
    if (before) return replayed(before, request);
    const results: Record<string, unknown>[] = [];
    for (let i = 0; i < body.dossiers.length; i += AT_ONCE) {
      const some = body.dossiers.slice(i, i + AT_ONCE);
      results.push(...(await Promise.all(some.map((each) => assignOne(ports, request, each)))));
    }
    const count = (outcome: string) => results.filter((each) => each.outcome === outcome).length;
    const counts = {
      assigned: count('assigned'),
      unchanged: count('unchanged'),
      refused: count('refused'),
    };
    const answer = { to: body.to, ...counts, results };
    const replay = { ...idempotency, status: 200, body: answer };
    const first = await ports.answers.answered(replay, ports.clock.now());
    // The same request at the same time: both did the same work, both give the first answer.
    return first ? ok({ status: 200, body: answer }) : assignMany(ports)(request);
  };

const assignOne = async (
  ports: AssignmentsPorts,
  { actor, body, idempotency }: AssignmentsRequest,
  { id, rev }: AssignmentsRequest['body']['dossiers'][number],
): Promise<Record<string, unknown>> => {
  const { to, reason } = body;
  const result = await execute(ports)({
    ...{ id, actor, command: assignTo(ports, to, reason) },
    ...(rev !== undefined && { ifMatch: rev }),
    idempotency: {
      key: `${idempotency.key}#${id}`,
      fingerprint: digest(canonical({ id, rev, to, reason })),
    },
  });
  if (result.ok) return { id, outcome: 'assigned', rev: result.value.rev };
  const { code, detail, current } = result.error;
  if (code === 'ALREADY_ASSIGNED') return defined({ id, outcome: 'unchanged', rev: current?.rev });
  const problem = defined({ code: `MC-${problems[code].number}`, reason: code, detail, current });
  return { id, outcome: 'refused', problem };
};
