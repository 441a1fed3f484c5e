import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { DigestStore } from '../../app/digest.ts';
import { officeRoles } from '../../core/alerts/digest/sections.ts';
import { DAY_MS } from '../../core/calendar/index.ts';
import { keys } from './keys.ts';

/** Longer than sending one digest takes, shorter than the minute after which a failed run is repeated. */
const LEASE = 45_000;
/** A digest is remembered long enough to answer "was it sent?". */
const KEPT = 40 * DAY_MS;

const doneSchema = z.object({ recipient: z.enum(officeRoles), outcome: z.string().optional() });

/** Digests as `DIGEST#<unit>`, `<day>#<role>`: claimed by a condition, so that one of two runs sends. */
export const dynamoDigestStore = (client: DynamoDBDocumentClient, TableName: string): DigestStore => ({
  async done(unit, day) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :day)',
        ExpressionAttributeValues: { ':pk': keys.digest(unit, day, '').pk, ':day': `${day}#` },
      }),
    );
    return z
      .array(doneSchema)
      .parse(Items)
      .filter(({ outcome }) => outcome !== undefined)
      .map(({ recipient }) => recipient);
  },
  async claim({ unit, day, recipient }, now) {
    const Key = keys.digest(unit, day, recipient);
    const claim = new UpdateCommand({
      TableName,
      Key,
      UpdateExpression: 'SET recipient = :recipient, claimedUntil = :until, expiresAt = :expires',
      ConditionExpression:
        'attribute_not_exists(outcome) AND (attribute_not_exists(claimedUntil) OR claimedUntil <= :now)',
      ExpressionAttributeValues: {
        ...{ ':recipient': recipient, ':now': now, ':until': now + LEASE },
        ':expires': Math.ceil((now + KEPT) / 1000),
      },
    });
    try {
      await client.send(claim);
      return 'mine';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      return Item?.outcome === undefined ? 'inFlight' : 'done';
    }
  },
  async finish({ unit, day, recipient }, outcome, now) {
    await client.send(
      new UpdateCommand({
        TableName,
        Key: keys.digest(unit, day, recipient),
        UpdateExpression: 'SET outcome = :outcome, doneAt = :at REMOVE claimedUntil',
        ExpressionAttributeValues: { ':outcome': outcome, ':at': now },
      }),
    );
  },
});
