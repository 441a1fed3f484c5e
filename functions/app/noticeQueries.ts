import { maySee } from '../core/dossier/gate.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { redriveEvent } from '../core/partners/statusEvent.ts';
import { ok, type Result } from '../core/result.ts';
import { rolesToday } from '../core/rights/standing.ts';
import { type Reply, replayed } from './execute.ts';
import { type NoticeCursor, type NoticeRecord, type NoticeStore, undeliveredOf } from './notices.ts';
import type { DossierStore } from './ports.ts';
import type { CalendarStore } from './publication.ts';
import type { BusPort } from './publishEvent.ts';
import { type StandingPorts, standingNow } from './standingNow.ts';
import { localTime } from './views.ts';

type Answer = Promise<Result<Reply, Refusal>>;

export interface NoticeListPorts extends StandingPorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly notices: Pick<NoticeStore, 'ofDossier'>;
}

const PER_PAGE = 50;

/** What became of the notices of a dossier, for whoever may see it. No address, no text. */
export const listNotices =
  (ports: NoticeListPorts) =>
  async (id: DossierId, caller: Actor, after: string | undefined): Answer => {
    const [dossier, standing] = await Promise.all([ports.store.head(id), standingNow(ports, caller)]);
    if (!standing.ok) return standing;
    if (!dossier || !maySee(dossier, standing.value)) return refuse('NOT_FOUND');
    const office = await ports.catalogue.office(dossier.unit);
    if (!office) throw new Error(`unit ${dossier.unit} is not in the catalogue`);
    const page = await ports.notices.ofDossier(id, PER_PAGE, after);
    const time = (at: number) => localTime(at, office.calendar);
    const view = ({ seq, channel, kind, status, attempts, lastError, sentAt, providerId }: NoticeRecord) => ({
      ...{ seq, channel, kind, status, attempts },
      ...(lastError !== undefined && { lastError }),
      ...(providerId !== undefined && { providerId }),
      ...(sentAt !== undefined && { sentAt: time(sentAt) }),
    });
    const next = page.next === undefined ? {} : { next: page.next };
    return ok({ status: 200, body: { notices: page.notices.map(view), ...next } });
  };

export interface RedrivePorts extends StandingPorts {
  readonly store: Pick<DossierStore, 'replay'>;
  readonly notices: Pick<NoticeStore, 'undelivered'>;
  readonly bus: BusPort;
  /** Keeps the answer to a request whose work is many. */
  readonly answers: Pick<CalendarStore, 'answered'>;
}

export interface RedriveRequest {
  readonly actor: Actor;
  readonly idempotency: { readonly key: string; readonly fingerprint: string };
  readonly cursor: NoticeCursor | undefined;
}

const PAGE = 25;

/**
 * Has one page of the unit's undelivered notices sent again, what was refused for good included. Each is only asked for:
 * the sender takes it from the bus, and asking twice sends once.
 */
export const redriveNotices =
  (ports: RedrivePorts) =>
  async (request: RedriveRequest): Answer => {
    const { idempotency, cursor } = request;
    const standing = await standingNow(ports, request.actor);
    if (!standing.ok) return standing;
    const actor = standing.value;
    const mayRedrive = rolesToday(actor).some((role) => role === 'administrator' || role === 'headOfOneStop');
    if (actor.kind !== 'staff' || actor.unit === undefined || !mayRedrive)
      return refuse('ROLE_NOT_ALLOWED', 'redrive: administrator, headOfOneStop');
    if (cursor && cursor.inboxPk !== undeliveredOf(actor.unit)) {
      return refuse('VALIDATION_FAILED', undefined, [
        { field: 'cursor', detail: 'take the cursor from `next` of an earlier page' },
      ]);
    }
    const before = await ports.store.replay(idempotency.key);
    if (before) return replayed(before, request);
    const now = ports.clock.now();
    const { notices, next } = await ports.notices.undelivered(actor.unit, PAGE, cursor);
    const free = notices.filter(({ claimedUntil = 0 }) => claimedUntil <= now);
    await Promise.all(free.map((notice) => ports.bus.publish(redriveEvent(notice, now))));
    const body = {
      requested: free.map(({ dossierId, seq, channel }) => ({ dossierId, seq, channel })),
      ...(next && { next: Buffer.from(JSON.stringify(next)).toString('base64url') }),
    };
    const first = await ports.answers.answered({ ...idempotency, status: 200, body }, now);
    return first ? ok({ status: 200, body }) : redriveNotices(ports)(request);
  };
