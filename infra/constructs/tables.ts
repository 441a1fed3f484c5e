import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import type { EventIndexName, IndexName } from '../manifest.ts';
import { removalPolicy } from './logs.ts';

interface IndexShape {
  readonly keys: readonly [partition: string, sort: string];
  /** What its rows are filtered by; nothing else is copied. */
  readonly include?: string[];
}

/** Every index is sparse and holds keys and what its readers filter or add up: decisions are taken from the table. */
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
  reuse: { keys: ['reusePk', 'reuseSk'], include: ['component', 'mediaType', 'filer', 'unit'] },
};

const eventIndexes: Readonly<Record<EventIndexName, IndexShape>> = {
  counted: { keys: ['countedPk', 'countedSk'], include: ['procedure', 'channel', 'moved'] },
};

const addIndexes = (table: Table, shapes: Readonly<Record<string, IndexShape>>): void => {
  for (const [indexName, { keys, include }] of Object.entries(shapes)) {
    const [partition, sort] = keys;
    table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: { name: partition, type: AttributeType.STRING },
      sortKey: { name: sort, type: AttributeType.STRING },
      ...(include
        ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: include }
        : { projectionType: ProjectionType.KEYS_ONLY }),
    });
  }
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
    addIndexes(this.state, indexes);
    this.event = new Table(this, 'Event', {
      ...common,
      sortKey: { name: 'seq', type: AttributeType.NUMBER },
      stream: StreamViewType.NEW_IMAGE,
    });
    addIndexes(this.event, eventIndexes);
  }
}
