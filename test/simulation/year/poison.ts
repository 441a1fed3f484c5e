import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Cloud } from '../../../local/cloud.ts';
import { POISON } from '../../support/invariants.ts';
import { dynamoNear } from '../../support/tables.ts';
import type { Agenda } from './agenda.ts';

/** At an instant somebody writes an event of no dossier into the log, on which every consumer of the stream fails until it is given up. */
export const poison = async (cloud: Cloud, agenda: Agenda, at: number): Promise<void> => {
  await agenda.until(at);
  await dynamoNear(cloud).send(
    new PutCommand({
      TableName: cloud.names.eventTable,
      Item: { pk: POISON, seq: 1, wakes: 1, published: 1 },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
};
