import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { acknowledge } from './grants.ts';
import { ImpactAlarm } from './impact-alarm.ts';

export interface DeadLettersProps {
  readonly config: StageConfig;
  readonly topicArn: string;
  readonly impact: string;
  readonly runbook: `docs/runbook.md#${string}`;
}

/** A queue for what could not be delivered, and the alarm that says so. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: DeadLettersProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(
      this.queue,
      'SQS3',
      'This queue is itself the dead letter queue, of a rule, stream, function or schedule.',
    );
    new ImpactAlarm(this, 'NotEmpty', {
      ...props,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        statistic: 'Maximum',
        period: Duration.minutes(5),
      }),
    });
  }
}
