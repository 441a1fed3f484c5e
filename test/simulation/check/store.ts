import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { CloudLike } from '../../support/cloudLike.ts';
import { dynamo, type Item } from '../../support/tables.ts';

/** Where a dossier stands, from its head alone. */
export interface Standing {
  readonly id: string;
  readonly seq: number;
  /** What the spine has written on the head, which no event tells. */
  readonly spine: Item;
}

const SPINE = ['spineRun', 'spineSeq', 'taskToken', 'stuckSince'];

/** What checks read of the tables: keys and queries only, so that a look costs what it looks at. */
export class CheckedStore {
  private readonly client;
  private readonly tables: { readonly state: string; readonly event: string };

  constructor(cloud: CloudLike) {
    this.client = dynamo(cloud);
    this.tables = { state: cloud.names.stateTable, event: cloud.names.eventTable };
  }

  /** All items of a dossier. */
  dossier(id: string): Promise<Item[]> {
    return this.query(this.tables.state, 'pk = :pk', { ':pk': `DOSSIER#${id}` });
  }

  /** The events of a dossier after one. */
  events(id: string, after: number): Promise<Item[]> {
    return this.query(this.tables.event, 'pk = :pk AND seq > :seq', { ':pk': id, ':seq': after });
  }

  /** The items under a partition key of the state table whose sort key begins with a text. */
  items(pk: string, prefix = ''): Promise<Item[]> {
    if (prefix === '') return this.query(this.tables.state, 'pk = :pk', { ':pk': pk });
    return this.query(this.tables.state, 'pk = :pk AND begins_with(sk, :sk)', { ':pk': pk, ':sk': prefix });
  }

  /** How far the logs of dossiers have come; drafts have no head and are left out. */
  async standings(ids: readonly string[]): Promise<Standing[]> {
    const found: Standing[] = [];
    for (let i = 0; i < ids.length; i += 100) {
      const Keys = ids.slice(i, i + 100).map((id) => ({ pk: `DOSSIER#${id}`, sk: 'HEAD' }));
      const { Responses } = await this.client.send(
        new BatchGetCommand({
          RequestItems: {
            [this.tables.state]: {
              Keys,
              ConsistentRead: true,
              ProjectionExpression: `pk, seq, ${SPINE.join(', ')}`,
            },
          },
        }),
      );
      for (const { pk, seq, ...own } of Responses?.[this.tables.state] ?? []) {
        const spine = Object.fromEntries(SPINE.map((name) => [name, own[name]]));
        found.push({ id: String(pk).slice('DOSSIER#'.length), seq: Number(seq), spine });
      }
    }
    return found;
  }

  private async query(
    TableName: string,
    KeyConditionExpression: string,
    ExpressionAttributeValues: Item,
  ): Promise<Item[]> {
    const items: Item[] = [];
    let ExclusiveStartKey: Item | undefined;
    do {
      const page = await this.client.send(
        new QueryCommand({
          ...{ TableName, KeyConditionExpression, ExpressionAttributeValues, ExclusiveStartKey },
          ConsistentRead: true,
        }),
      );
      items.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return items;
  }
}
