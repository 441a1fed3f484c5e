import { CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import type { ScheduleName } from '../manifest.ts';
import type { BoundFunction } from './bound-function.ts';
import type { Machine } from './machine.ts';
import { Schedule } from './schedule.ts';

export interface SchedulesProps {
  readonly config: StageConfig;
  readonly sweep: Machine;
  readonly recount: Machine;
  readonly fixity: Machine;
  readonly functions: ReadonlyMap<string, BoundFunction>;
  readonly deadLetters: Queue;
}

/** Everything that is done by the clock: the sweep, the nightly recount and check of the archive, the morning digests, the measurement. */
export class Schedules extends Construct {
  constructor(scope: Construct, id: string, props: SchedulesProps) {
    super(scope, id);
    const { config, sweep, recount, fixity, functions, deadLetters } = props;
    const stack = Stack.of(this);
    const { sweepMinutes, observeMinutes, digestSchedule } = config.parameters;
    const sweeps = new CfnParameter(stack, 'SweepMinutes', {
      type: 'Number',
      default: sweepMinutes,
      minValue: 2,
      maxValue: 60,
      description: 'Minutes between two sweeps; the law is day-grained.',
    });
    const digests = new CfnParameter(stack, 'DigestSchedule', {
      default: digestSchedule,
      allowedPattern: '^cron\\(.+\\)$',
      description:
        'When digests are looked after, local time: every day at 07:30, and three times more to make up for a run that failed. The calendar decides which days are worked, the setting alerts.digestAt of a unit from when.',
    });
    const observations = new CfnParameter(stack, 'ObserveMinutes', {
      type: 'Number',
      default: observeMinutes,
      minValue: 2,
      maxValue: 1440,
      description: 'Minutes between two measurements of what is open, at risk, overdue and stuck.',
    });
    const nights = new CfnParameter(stack, 'RecountSchedule', {
      default: 'cron(30 1 * * ? *)',
      allowedPattern: '^cron\\(.+\\)$',
      description: 'When the counters are compared with the events and periods summed up, local time.',
    });
    const checks = new CfnParameter(stack, 'FixitySchedule', {
      default: 'cron(30 2 * * ? *)',
      allowedPattern: '^cron\\(.+\\)$',
      description: 'When a thirtieth of the archive is read and hashed again, local time.',
    });
    const minutes = (parameter: CfnParameter) => Fn.join('', ['rate(', parameter.valueAsString, ' minutes)']);
    new Schedule(this, 'Sweep', {
      ...{ config, deadLetters, name: 'sla-sweep', expression: minutes(sweeps) },
      description: 'Evaluates deadlines that are due and revives spines that do not move.',
      target: { arn: sweep.machine.stateMachineArn, action: 'states:StartExecution' },
    });
    new Schedule(this, 'Recount', {
      ...{ config, deadLetters, name: 'recount', expression: nights.valueAsString },
      description: 'Counts the last weeks again from the events and sums up months, quarters and years.',
      target: { arn: recount.machine.stateMachineArn, action: 'states:StartExecution' },
    });
    new Schedule(this, 'Fixity', {
      ...{ config, deadLetters, name: 'fixity', expression: checks.valueAsString },
      description: 'Reads a thirtieth of the archive and hashes it again.',
      target: { arn: fixity.machine.stateMachineArn, action: 'states:StartExecution' },
    });
    const timed: Readonly<Record<ScheduleName, { expression: string; description: string }>> = {
      digest: {
        expression: digests.valueAsString,
        description: 'Sends the digests of the working morning to each role of each unit.',
      },
      observe: {
        expression: minutes(observations),
        description: 'Measures what is open, at risk, overdue and stuck.',
      },
    };
    for (const [name, { lambda, spec }] of functions) {
      const { trigger } = spec;
      if (typeof trigger !== 'object' || !('schedule' in trigger)) continue;
      new Schedule(this, trigger.schedule === 'digest' ? 'Digest' : 'Observe', {
        ...{ config, deadLetters, name, ...timed[trigger.schedule] },
        target: { arn: lambda.functionArn, action: 'lambda:InvokeFunction' },
      });
    }
  }
}
