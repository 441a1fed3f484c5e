import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { type EventName, pascal } from '../manifest.ts';
import type { BoundFunction } from './bound-function.ts';
import { DeadLetters } from './dead-letters.ts';
import { onEvent, onMarkedEvents } from './triggers.ts';

/** The four places where something can end up undelivered, each with its alarm. */
export class WorkflowQueues extends Construct {
  readonly stream: DeadLetters;
  readonly events: DeadLetters;
  readonly functions: DeadLetters;
  readonly schedule: DeadLetters;

  constructor(scope: Construct, id: string, props: { config: StageConfig; topicArn: string }) {
    super(scope, id);
    this.stream = new DeadLetters(this, 'Stream', {
      ...props,
      impact:
        'A dossier may wait for the next sweep instead of moving at once, an alert may not have been sent, or a form may not have been rendered.',
      runbook: 'docs/runbook.md#stream-dead-letters',
    });
    this.events = new DeadLetters(this, 'Events', {
      ...props,
      impact: 'An upload, a scan verdict or a stopped execution was not noticed.',
      runbook: 'docs/runbook.md#event-dead-letters',
    });
    this.functions = new DeadLetters(this, 'Functions', {
      ...props,
      impact: 'An upload, a scan verdict or a stopped execution was noticed but could not be recorded.',
      runbook: 'docs/runbook.md#function-dead-letters',
    });
    this.schedule = new DeadLetters(this, 'Schedule', {
      ...props,
      impact: 'A sweep could not be started; reminders and revivals come later than they should.',
      runbook: 'docs/runbook.md#schedule-dead-letters',
    });
  }
}

export interface TriggerSources {
  readonly streamArn: string;
  readonly quarantineName: string;
  /** Machines whose failed executions are put right. */
  readonly watchedMachineArns: readonly string[];
}

/** Connects every function to the stream or the event that its row in operations.ts names. */
export function connectTriggers(
  functions: Iterable<BoundFunction>,
  queues: WorkflowQueues,
  sources: TriggerSources,
): void {
  const bucket = { name: [sources.quarantineName] };
  const patterns: Readonly<Record<EventName, EventPattern>> = {
    objectCreated: { source: ['aws.s3'], detailType: ['Object Created'], detail: { bucket } },
    scanResult: {
      source: ['aws.guardduty'],
      detailType: ['GuardDuty Malware Protection Object Scan Result'],
      detail: { s3ObjectDetails: { bucketName: [sources.quarantineName] } },
    },
    executionStopped: {
      source: ['aws.states'],
      detailType: ['Step Functions Execution Status Change'],
      detail: {
        status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        stateMachineArn: [...sources.watchedMachineArns],
      },
    },
  };
  for (const fn of functions) {
    const { trigger } = fn.spec;
    if (trigger === undefined || trigger === 'machine') continue;
    if ('stream' in trigger) onMarkedEvents(fn, trigger.stream, sources.streamArn, queues.stream.queue);
    else {
      const deadLetters = { undelivered: queues.events.queue, failed: queues.functions.queue };
      onEvent(fn, pascal(trigger.event), patterns[trigger.event], deadLetters);
    }
  }
}
