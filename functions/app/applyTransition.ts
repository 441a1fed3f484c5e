import { formatDate, localDateOf } from '../core/calendar/index.ts';
import type { Command } from '../core/dossier/commands.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { ProcedureData } from '../core/procedure/index.ts';
import { ok, type Result } from '../core/result.ts';
import { type ExecutePorts, execute, type Reply, replayed } from './execute.ts';
import { encodeCursor, type OpenCursor, openDossiers } from './openDossiers.ts';
import { type AdminRequest, type CalendarStore, officeOf, type ProcedureStore } from './publication.ts';
import type { ReadStore } from './reads.ts';

export interface ApplyTransitionPorts extends ExecutePorts {
  readonly reads: Pick<ReadStore, 'entries' | 'heads'>;
  readonly procedures: Pick<ProcedureStore, 'versions'>;
  /** Keeps the answer to a request whose work is many transactions. */
  readonly answers: Pick<CalendarStore, 'answered'>;
}

export interface ApplyTransitionRequest extends AdminRequest {
  readonly code: string;
  readonly version: string;
  readonly body: { readonly legalBasis: string };
  readonly cursor?: OpenCursor | undefined;
}

/** Transactions one after the other, well within the time of one request. */
const PAGE = 25;

/**
 * Ends one page of the unit's open dossiers of a version whose rule is `stop-and-return` and whose last day has passed:
 * before acceptance they are refused (status 3), in review they are stopped (status 8), each with reason and form. One
 * that was just accepted waits for its hand-over and is met by the next round; one with a result goes on to delivery.
 * Doing it again does nothing to those that have ended.
 */
export const applyTransition =
  (ports: ApplyTransitionPorts) =>
  async (request: ApplyTransitionRequest): Promise<Result<Reply, Refusal>> => {
    const { actor, code, version, body, cursor, idempotency } = request;
    const office = await officeOf(ports, actor);
    if (!office.ok) return office;
    const before = await ports.store.replay(idempotency.key);
    if (before) return replayed(before, request);
    const ended = (await ports.procedures.versions(code)).versions.find((each) => each.version === version);
    if (!ended) return refuse('NOT_FOUND');
    const today = formatDate(localDateOf(ports.clock.now(), office.value.calendar));
    const refused = notYet(ended, today);
    if (refused) return { ok: false, error: refused };
    const { dossiers, next } = await openDossiers(ports.reads)(office.value.unit.id, PAGE, cursor);
    const outcomes: string[] = [];
    const concerned = (d: Dossier) => d.procedure === code && d.version === version && d.status !== 9;
    for (const dossier of dossiers.filter(concerned)) {
      outcomes.push(await end(ports, actor, dossier, ended, body.legalBasis));
    }
    const count = (outcome: string) => outcomes.filter((each) => each === outcome).length;
    const counts = { refused: count('refuse'), stopped: count('stop'), waiting: count('waiting') };
    const answer = { code, version, ...counts, ...(next && { next: encodeCursor(next) }) };
    const now = ports.clock.now();
    const first = await ports.answers.answered({ ...idempotency, status: 200, body: answer }, now);
    // The same request at the same time: both did the same work, both give the first answer.
    return first ? ok({ status: 200, body: answer }) : applyTransition(ports)(request);
  };

const notYet = ({ transition, effective }: ProcedureData, today: string): Refusal | undefined => {
  if (transition !== 'stop-and-return')
    return { code: 'TRANSITION_NOT_DUE', detail: `its rule is ${transition}` };
  const over = effective.to !== undefined && effective.to < today;
  return over
    ? undefined
    : { code: 'TRANSITION_NOT_DUE', detail: `in force until ${effective.to ?? 'further notice'}` };
};

const end = async (
  ports: ExecutePorts,
  actor: AdminRequest['actor'],
  { id }: Dossier,
  ended: ProcedureData,
  legalBasis: string,
): Promise<'refuse' | 'stop' | 'waiting'> => {
  const reason =
    ended.closedReason?.vi ?? `Thủ tục ${ended.code} hết hiệu lực từ sau ngày ${ended.effective.to ?? ''}`;
  let done: 'refuse' | 'stop' = 'stop';
  const command = async (d: Dossier): Promise<Result<Command, Refusal>> => {
    done = d.status === 1 ? 'refuse' : 'stop';
    return ok(done === 'refuse' ? { type: 'refuse', reason } : { type: 'stop', reason, legalBasis });
  };
  const result = await execute(ports)({ id, actor, command, wholeOffice: true });
  if (result.ok) return done;
  if (result.error.code === 'ILLEGAL_TRANSITION') return 'waiting';
  throw new Error(`ending refused: ${result.error.code}`);
};
