import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Claim, NoticeStore } from '../../app/notices.ts';
import { keys } from './keys.ts';
import { undeliveredKey } from './noticeItem.ts';
import { noticeReads } from './noticeReads.ts';

/** Longer than a sender may run, shorter than the minute after which it is run again. */
const LEASE = 45_000;

/**
 * Notices beside the dossier: `NOTICE#<seq>#<channel>`. One that goes well costs two small writes. Whatever is taken up a
 * second time, or failed, stands in the sparse inbox index of the unit until it is sent.
 */
export const dynamoNoticeStore = (client: DynamoDBDocumentClient, TableName: string): NoticeStore => ({
  ...noticeReads(client, TableName),
  async claim(notice, now, again) {
    const { dossierId, seq, channel, kind, unit } = notice;
    const Key = keys.notice(dossierId, seq, channel);
    const first = { status: 'PENDING', kind, attempts: 1, claimedUntil: now + LEASE };
    try {
      await client.send(
        new PutCommand({
          TableName,
          Item: { ...Key, ...first },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return { outcome: 'mine', attempt: 1 };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
    const item = await noticeReads(client, TableName).item(notice);
    if (!item) return { outcome: 'inFlight' };
    if (item.status === 'SENT') return { outcome: 'alreadySent' };
    if (item.rejected && !again) return { outcome: 'rejected' };
    if ((item.claimedUntil ?? 0) > now) return { outcome: 'inFlight' };
    const attempt = item.attempts + 1;
    const taken = new UpdateCommand({
      TableName,
      Key,
      UpdateExpression:
        'SET #status = :pending, attempts = :attempt, claimedUntil = :until, inboxPk = :pk, inboxSk = if_not_exists(inboxSk, :sk)',
      ConditionExpression: 'attempts = :before AND #status <> :sent',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ...{ ':pending': 'PENDING', ':sent': 'SENT', ':attempt': attempt, ':before': item.attempts },
        ':until': now + LEASE,
        ...undeliveredKey(unit, notice, now),
      },
    });
    return client.send(taken).then(
      (): Claim => ({ outcome: 'mine', attempt }),
      (error: unknown): Claim => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return { outcome: 'inFlight' };
      },
    );
  },
  async sent({ dossierId, seq, channel }, providerId, at) {
    await client.send(
      new UpdateCommand({
        TableName,
        Key: keys.notice(dossierId, seq, channel),
        UpdateExpression:
          'SET #status = :sent, sentAt = :at, providerId = :id REMOVE claimedUntil, lastError, rejected, inboxPk, inboxSk',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':sent': 'SENT', ':at': at, ':id': providerId },
      }),
    );
  },
  async failed(notice, attempt, { error, rejected }, at) {
    const failure = new UpdateCommand({
      TableName,
      Key: keys.notice(notice.dossierId, notice.seq, notice.channel),
      UpdateExpression:
        'SET #status = :failed, lastError = :error, rejected = :rejected, inboxPk = :pk, inboxSk = if_not_exists(inboxSk, :sk) REMOVE claimedUntil',
      ConditionExpression: '#status = :pending AND attempts = :attempt',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ...{ ':failed': 'FAILED', ':error': error, ':rejected': rejected },
        ...{ ':pending': 'PENDING', ':attempt': attempt },
        ...undeliveredKey(notice.unit, notice, at),
      },
    });
    await client.send(failure).catch((problem: unknown) => {
      // A later attempt has it now; what became of this one no longer matters.
      if (!(problem instanceof ConditionalCheckFailedException)) throw problem;
    });
  },
});
