import * as z from 'zod';
import { type NoticeRecord, type NoticeRef, undeliveredOf } from '../../app/notices.ts';
import { dossierId } from '../../core/dossier/ids.ts';
import { noticeChannels } from '../../core/notices/address.ts';
import { noticeKinds } from '../../core/notices/kind.ts';
import { instant } from './partSchemas.ts';

const key = z
  .object({ pk: z.string(), sk: z.string() })
  .transform(({ pk, sk }) => {
    const [, seq = '', channel = ''] = sk.split('#');
    return { dossierId: dossierId(pk.slice('DOSSIER#'.length)), seq: Number(seq), channel };
  })
  .pipe(
    z.object({
      dossierId: z.custom<NoticeRef['dossierId']>((value) => value !== undefined, 'dossier id'),
      seq: z.int().positive(),
      channel: z.enum(noticeChannels),
    }),
  );

const state = z.object({
  kind: z.enum(noticeKinds),
  status: z.enum(['PENDING', 'SENT', 'FAILED']),
  attempts: z.int(),
  claimedUntil: instant.optional(),
  lastError: z.string().optional(),
  rejected: z.boolean().optional(),
  providerId: z.string().optional(),
  sentAt: instant.optional(),
});

/** A notice as it is read back. */
export const recordOf = (item: unknown): NoticeRecord => ({ ...key.parse(item), ...state.parse(item) });

/** Its keys as values of an expression; in order of the first failure. */
export const undeliveredKey = (unit: string, { dossierId: id, seq, channel }: NoticeRef, at: number) => ({
  ':pk': undeliveredOf(unit),
  ':sk': `${at}#${id}#${seq}#${channel}`,
});
