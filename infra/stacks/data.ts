import { CfnOutput, CfnParameter, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { resourceName, type StageConfig, stackName } from '../config.ts';
import { AlertTopic } from '../constructs/alert-topic.ts';
import { type Bound, BoundBucket, BoundBus, BoundTable, BoundTopic } from '../constructs/bindings.ts';
import { Buckets } from '../constructs/buckets.ts';
import { MalwareScan } from '../constructs/malware-scan.ts';
import { Tables } from '../constructs/tables.ts';

/** What outlives every deployment: tables, buckets, the scan of the quarantine, the topic for alerts, the bus. */
export class DataStack extends Stack {
  /** The same things as the other stacks see them, through named exports. */
  readonly bound: Bound;
  readonly eventStreamArn: string;

  constructor(scope: Construct, config: StageConfig, props: StackProps) {
    super(scope, stackName(config, 'Data'), props);
    const email = new CfnParameter(this, 'AlertEmail', {
      default: '',
      description: 'Mailbox for alerts; empty for none.',
    });
    const uploadOrigin = new CfnParameter(this, 'UploadOrigin', {
      default: config.parameters.uploadOrigin,
      description: 'Web origin whose pages may post uploads.',
    });
    const tables = new Tables(this, 'Tables', config);
    const buckets = new Buckets(this, 'Buckets', { config, uploadOrigin: uploadOrigin.valueAsString });
    new MalwareScan(this, 'MalwareScan', buckets.quarantine);
    const { topic } = new AlertTopic(this, 'Alerts', email);
    const bus = new EventBus(this, 'Events', { eventBusName: resourceName(config, 'events') });
    const out = (name: string, value: string) => this.#export(name, value);
    this.bound = {
      state: new BoundTable(
        'STATE_TABLE',
        out('StateTableName', tables.state.tableName),
        out('StateTableArn', tables.state.tableArn),
      ),
      event: new BoundTable(
        'EVENT_TABLE',
        out('EventTableName', tables.event.tableName),
        out('EventTableArn', tables.event.tableArn),
      ),
      quarantine: new BoundBucket(
        'QUARANTINE_BUCKET',
        out('QuarantineBucketName', buckets.quarantine.bucketName),
        out('QuarantineBucketArn', buckets.quarantine.bucketArn),
      ),
      archive: new BoundBucket(
        'ARCHIVE_BUCKET',
        out('ArchiveBucketName', buckets.archive.bucketName),
        out('ArchiveBucketArn', buckets.archive.bucketArn),
        'archive/',
      ),
      alerts: new BoundTopic(out('AlertTopicArn', topic.topicArn)),
      bus: new BoundBus(out('EventBusName', bus.eventBusName), out('EventBusArn', bus.eventBusArn)),
    };
    this.eventStreamArn = out('EventStreamArn', tables.event.tableStreamArn ?? '');
  }

  #export(name: string, value: string): string {
    const exportName = `${this.stackName}-${name}`;
    new CfnOutput(this, name, { value, exportName });
    return Fn.importValue(exportName);
  }
}
