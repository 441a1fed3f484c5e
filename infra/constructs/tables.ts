import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import type { IndexName } from '../manifest.ts';
import { removalPolicy } from './logs.ts';

interface IndexShape {
  readonly keys: readonly [partition: string, sort: string];
  /** What its rows are filtered by; nothing else is copied. */
  readonly include?: string[];
}

/** Every index is sparse and holds keys and, for an inbox, what it is filtered by: decisions are taken from the table. */
const indexes: Readonly<Record<IndexName, IndexShape>> = {
  due: { keys: ['shard', 'dueSk'] },
  stuck: { keys: ['shard', 'stuckSince'] },
  inbox: {
    keys: ['inboxPk', 'inboxSk'],
    include: ['procedure', 'status', 'step', 'restricted', 'risk', 'holderPk', 'heldUntil'],
  },
  holder: {
    keys: ['holderPk', 'inboxSk'],
    include: ['procedure', 'status', 'step', 'restricted', 'risk', 'heldUntil'],
  },
};

/** The two tables: STATE is what is true now, EVENT is everything that happened. */
export class Tables extends Construct {
  readonly state: Table;
  readonly event: Table;

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    const common = {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: config.retain,
      removalPolicy: removalPolicy(config),
    };
    this.state = new Table(this, 'State', {
      ...common,
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
    });
    for (const [indexName, { keys, include }] of Object.entries(indexes)) {
      const [partition, sort] = keys;
      this.state.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: partition, type: AttributeType.STRING },
        sortKey: { name: sort, type: AttributeType.STRING },
        ...(include
          ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: include }
          : { projectionType: ProjectionType.KEYS_ONLY }),
      });
    }
    this.event = new Table(this, 'Event', {
      ...common,
      sortKey: { name: 'seq', type: AttributeType.NUMBER },
      stream: StreamViewType.NEW_IMAGE,
    });
  }
}
