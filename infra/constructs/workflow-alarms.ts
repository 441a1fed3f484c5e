import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { StageConfig } from '../config.ts';
import type { MachineSpec, StreamMark } from '../manifest.ts';
import type { BoundFunction } from './bound-function.ts';
import { ImpactAlarm, type ImpactAlarmProps } from './impact-alarm.ts';
import type { Machine } from './machine.ts';

export interface Watched {
  readonly config: StageConfig;
  readonly topicArn: string;
  readonly functions: ReadonlyMap<string, BoundFunction>;
  readonly machine: (name: MachineSpec['name']) => Machine;
}

const fiveMinutes = Duration.minutes(5);

/** Executions that failed or timed out; aborted ones are left out, since a restart stops the old execution. */
const broken = ({ machine }: Machine) =>
  new MathExpression({
    expression: 'failed + timedOut',
    label: 'failed or timed out',
    period: fiveMinutes,
    usingMetrics: {
      failed: machine.metricFailed({ statistic: 'Sum', period: fiveMinutes }),
      timedOut: machine.metricTimedOut({ statistic: 'Sum', period: fiveMinutes }),
    },
  });

/** What people notice when a consumer of the stream is behind, and the entry that says what to do. */
const behind: Readonly<Record<StreamMark, Pick<ImpactAlarmProps, 'impact' | 'runbook'>>> = {
  wakes: {
    impact: 'Dossiers move late: what people did more than five minutes ago has not reached the workflow.',
    runbook: 'docs/runbook.md#stream-behind-signal',
  },
  published: {
    impact:
      'Applicants, partner systems and officers are told more than five minutes late; forms come as late.',
    runbook: 'docs/runbook.md#stream-behind-publish',
  },
};

/** The alarms over streams, spines, digitisation and the sweep; those over dead letters come with their queues. */
export function watchWorkflow({ config, topicArn, functions, machine }: Watched): void {
  for (const fn of functions.values()) {
    const { trigger } = fn.spec;
    if (trigger === undefined || trigger === 'machine' || !('stream' in trigger)) continue;
    new ImpactAlarm(fn, 'Behind', {
      config,
      topicArn,
      ...behind[trigger.stream],
      metric: fn.lambda.metric('IteratorAge', { statistic: 'Maximum', period: fiveMinutes }),
      threshold: fiveMinutes.toMilliseconds(),
      periods: 2,
    });
  }
  new ImpactAlarm(machine('dossier'), 'Broken', {
    config,
    topicArn,
    impact: 'The workflow of a dossier stopped; its deadline still runs and the next sweep should revive it.',
    runbook: 'docs/runbook.md#spine-failed',
    metric: broken(machine('dossier')),
  });
  new ImpactAlarm(machine('digitisation'), 'Broken', {
    config,
    topicArn,
    impact: 'Files of a dossier were not checked or archived; the dossier waits.',
    runbook: 'docs/runbook.md#digitisation-failed',
    metric: broken(machine('digitisation')),
  });
  new ImpactAlarm(machine('sla-sweep'), 'Broken', {
    config,
    topicArn,
    impact: 'Sweeps fail: stuck dossiers are not revived and missed deadlines are not noticed.',
    runbook: 'docs/runbook.md#sweep-failed',
    metric: broken(machine('sla-sweep')),
  });
  new ImpactAlarm(machine('sla-sweep'), 'Silent', {
    config,
    topicArn,
    impact:
      'No sweep has succeeded for two hours: stuck dossiers are not revived and missed deadlines are not noticed.',
    runbook: 'docs/runbook.md#sweep-silent',
    metric: machine('sla-sweep').machine.metricSucceeded({ statistic: 'Sum', period: Duration.hours(1) }),
    below: 1,
    periods: 2,
  });
}
