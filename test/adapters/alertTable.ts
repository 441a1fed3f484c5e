import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { alertItem } from '../../functions/adapters/dynamo/alertItem.ts';
import { dynamoAlertStore } from '../../functions/adapters/dynamo/alertStore.ts';
import type { AlertRef, AlertStore } from '../../functions/app/alerts.ts';
import type { Dossier } from '../../functions/core/dossier/dossier.ts';
import { type Rig, rig } from '../local/dynamo/host.ts';

const TABLE = 'Alerts';
const key = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });

/** The real engine with the part of the state table that alerts and digests stand in, and what they are counted by. */
export interface AlertTable {
  readonly engine: Rig;
  readonly name: string;
  readonly store: AlertStore;
  /** Decides an alert, as a commit does. */
  decide(
    dossier: Dossier,
    alert: Omit<AlertRef, 'dossierId'> & { at: number; due: number },
  ): Promise<AlertRef>;
}

export const alertTable = async (): Promise<AlertTable> => {
  const engine = await rig();
  await engine.host.createTable({
    TableName: TABLE,
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: ['pk', 'sk', 'inboxPk', 'inboxSk', 'shard', 'stuckSince'].map(key),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'inbox',
        KeySchema: [
          { AttributeName: 'inboxPk', KeyType: 'HASH' },
          { AttributeName: 'inboxSk', KeyType: 'RANGE' },
        ],
        Projection: {
          ProjectionType: 'INCLUDE',
          NonKeyAttributes: ['restricted', 'risk', 'step', 'holderPk', 'heldUntil'],
        },
      },
      {
        IndexName: 'stuck',
        KeySchema: [
          { AttributeName: 'shard', KeyType: 'HASH' },
          { AttributeName: 'stuckSince', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    stream: false,
  });
  return {
    engine,
    name: TABLE,
    store: dynamoAlertStore(engine.db, TABLE),
    async decide(dossier, alert) {
      const Item = alertItem(dossier, { kind: 'ALERT', ...alert }, dossier.seq);
      await engine.db.send(new PutCommand({ TableName: TABLE, Item }));
      return { dossierId: dossier.id, stage: alert.stage, version: alert.version };
    },
  };
};
