import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { type EventName, pascal } from '../manifest.ts';
import type { BoundFunction } from './bound-function.ts';
import { DeadLetters } from './dead-letters.ts';
import { keepFailures, onEvent, onMarkedEvents, type Subscription } from './triggers.ts';

/** The four places where something can end up undelivered, each with its alarm. */
export class WorkflowQueues extends Construct {
  readonly stream: DeadLetters;
  readonly events: DeadLetters;
  readonly functions: DeadLetters;
  readonly schedule: DeadLetters;
  readonly all: Readonly<Record<string, DeadLetters>>;

  constructor(scope: Construct, id: string, props: { config: StageConfig; topicArn: string }) {
    super(scope, id);
    this.stream = new DeadLetters(this, 'Stream', {
      ...props,
      impact:
        'A dossier may wait for the next sweep, or an event did not leave: nobody was told and no form was rendered.',
      runbook: 'docs/runbook.md#stream-dead-letters',
    });
    this.events = new DeadLetters(this, 'Events', {
      ...props,
      impact:
        'An upload, a scan verdict, a stopped execution, a notice, an alert or a closed dossier was not taken up.',
      runbook: 'docs/runbook.md#event-dead-letters',
    });
    this.functions = new DeadLetters(this, 'Functions', {
      ...props,
      impact:
        'An upload, a verdict or a stopped execution was not recorded, a notice, alert or digest not sent, a form not rendered, a manifest not written.',
      runbook: 'docs/runbook.md#function-dead-letters',
    });
    this.schedule = new DeadLetters(this, 'Schedule', {
      ...props,
      impact:
        'A sweep, the morning digest, a measurement or a nightly check could not be started; alerts and revivals come later than they should.',
      runbook: 'docs/runbook.md#schedule-dead-letters',
    });
    const { stream, events, functions, schedule } = this;
    this.all = { stream, events, functions, schedule };
  }
}

export interface TriggerSources {
  readonly streamArn: string;
  readonly quarantineName: string;
  /** The bus of the product's own events. */
  readonly busName: string;
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
  const ours = (...detailType: string[]): Subscription => ({
    pattern: { source: ['vn.mot-cua'], detailType },
    busName: sources.busName,
  });
  const subscriptions: Readonly<Record<EventName, Subscription>> = {
    objectCreated: { pattern: { source: ['aws.s3'], detailType: ['Object Created'], detail: { bucket } } },
    scanResult: {
      pattern: {
        source: ['aws.guardduty'],
        detailType: ['GuardDuty Malware Protection Object Scan Result'],
        detail: { s3ObjectDetails: { bucketName: [sources.quarantineName] } },
      },
    },
    executionStopped: {
      pattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: [...sources.watchedMachineArns],
        },
      },
    },
    alert: ours('vn.mot-cua.dossier.alert-decided'),
    // An operator stands on a leaf: EventBridge never matches one against an object.
    formIssued: {
      pattern: { source: ['vn.mot-cua'], detail: { data: { form: { n: [{ exists: true }] } } } },
      busName: sources.busName,
    },
    dossierClosed: {
      pattern: {
        source: ['vn.mot-cua'],
        detailType: ['vn.mot-cua.dossier.status-changed', 'vn.mot-cua.dossier.progressed'],
        // The statuses in which a dossier is closed.
        detail: { data: { status: [3, 7, 8, 10] } },
      },
      busName: sources.busName,
    },
    notice: ours(
      'vn.mot-cua.dossier.status-changed',
      'vn.mot-cua.dossier.progressed',
      'vn.mot-cua.notice.redrive',
    ),
  };
  for (const fn of functions) {
    const { trigger } = fn.spec;
    if (trigger === undefined || trigger === 'machine') continue;
    if ('stream' in trigger) onMarkedEvents(fn, trigger.stream, sources.streamArn, queues.stream.queue);
    if ('schedule' in trigger) keepFailures(fn, queues.functions.queue);
    if ('event' in trigger) {
      const deadLetters = { undelivered: queues.events.queue, failed: queues.functions.queue };
      onEvent(fn, pascal(trigger.event), subscriptions[trigger.event], deadLetters);
    }
  }
}
