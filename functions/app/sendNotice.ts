import { mobileNumber, type NoticeChannel, noticeChannels } from '../core/notices/address.ts';
import { noticeOf } from '../core/notices/kind.ts';
import type { Letter } from '../core/notices/render.ts';
import { eventId } from '../core/partners/statusEvent.ts';
import { type EventRef, moveAt } from './moves.ts';
import { type Contact, type LetterPorts, noticeLetter } from './noticeLetter.ts';
import type { NoticeRef, NoticeStore } from './notices.ts';
import type { ClockPort } from './ports.ts';
import type { ReadStore } from './reads.ts';

/** The provider refuses this address or message for good; `cause` is what it said. */
export class RejectedByProvider extends Error {
  override readonly name = 'RejectedByProvider';
}

/** A notice was not sent: thrown so that its event is delivered again. Names ways and errors, no address. */
export class NoticeNotSent extends Error {
  override readonly name = 'NoticeNotSent';
}

/** Sends one message and answers the provider's id of it. */
export type Sender = (message: { to: string; id: string; letter: Letter }) => Promise<string>;

export interface SendNoticePorts extends LetterPorts {
  readonly reads: Pick<ReadStore, 'events'>;
  readonly notices: Pick<NoticeStore, 'claim' | 'sent' | 'failed'>;
  /** Ways that are switched on. */
  readonly senders: Readonly<Partial<Record<NoticeChannel, Sender>>>;
  readonly clock: ClockPort;
}

export interface SendNoticeRequest extends EventRef {
  /** One way only; by default all by which the applicant can be reached. */
  readonly channel?: NoticeChannel | undefined;
  /** A person asks for it: also what was refused for good is tried again. */
  readonly again: boolean;
}

export type NoticeOutcome = 'sent' | 'alreadySent' | 'rejected';
type Failure = { readonly failed: string };

/**
 * Tells the applicant of one event by every way there is. At least once: after a crash between sending and noting it, the
 * retry sends a second message with the same id in it. An event that is delivered twice or late sends once. A way that
 * fails keeps no other from being used; a failure that may pass is thrown in the end, to be tried again.
 */
export const sendNotice =
  (ports: SendNoticePorts) =>
  async (request: SendNoticeRequest): Promise<readonly (readonly [NoticeChannel, NoticeOutcome])[]> => {
    const { dossierId, seq } = request;
    const move = await moveAt(ports.reads)(request);
    const kind = noticeOf(move.before, move.after, move.event.type);
    if (kind === undefined) return [];
    const contact = await ports.letters.contact(dossierId);
    if (!contact) throw new Error(`dossier ${dossierId} has no applicant`);
    const ways = waysTo(contact, ports.senders, request.channel);
    if (ways.length === 0) return [];
    const letter = await noticeLetter(ports)(kind, move, contact);
    const { unit } = move.after;
    const send = async ({ channel, to, sender }: Way): Promise<NoticeOutcome | Failure> => {
      const notice = { dossierId, seq, channel, kind, unit };
      const claim = await ports.notices.claim(notice, ports.clock.now(), request.again);
      if (claim.outcome === 'inFlight') return { failed: 'in flight' };
      if (claim.outcome !== 'mine') return claim.outcome;
      const sent = await sender({ to, id: noticeId(notice), letter }).catch(failureOf);
      if (typeof sent !== 'string') {
        await ports.notices.failed(notice, claim.attempt, sent, ports.clock.now());
        return sent.rejected ? 'rejected' : { failed: sent.error };
      }
      await ports.notices.sent(notice, sent, ports.clock.now());
      return 'sent';
    };
    const done: (readonly [NoticeChannel, NoticeOutcome | Failure])[] = [];
    for (const way of ways) {
      const outcome = await send(way).catch((error: unknown) => ({ failed: nameOf(error) }));
      done.push([way.channel, outcome]);
    }
    const failures = done.flatMap(([channel, each]) =>
      typeof each === 'object' ? [`${channel} ${each.failed}`] : [],
    );
    if (failures.length > 0) throw new NoticeNotSent(`${eventId(dossierId, seq)}: ${failures.join(', ')}`);
    return done.flatMap(([channel, each]) => (typeof each === 'object' ? [] : [[channel, each] as const]));
  };

/** The same at every attempt; it stands in the message, so that a receiver can drop a repetition. */
const noticeId = ({ dossierId, seq, channel }: NoticeRef): string => `${eventId(dossierId, seq)}#${channel}`;

interface Way {
  readonly channel: NoticeChannel;
  readonly to: string;
  readonly sender: Sender;
}

const waysTo = (
  contact: Contact,
  senders: SendNoticePorts['senders'],
  only: NoticeChannel | undefined,
): readonly Way[] =>
  noticeChannels.flatMap((channel) => {
    const to = channel === 'email' ? contact.email : contact.phone && mobileNumber(contact.phone);
    const sender = senders[channel];
    return to && sender && (only ?? channel) === channel ? [{ channel, to, sender }] : [];
  });

const failureOf = (error: unknown): { error: string; rejected: boolean } => {
  const rejected = error instanceof RejectedByProvider;
  return { error: nameOf(rejected ? error.cause : error), rejected };
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'UnknownError');
