import { Aws, type CfnParameter, Fn } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { resourceName, type StageConfig } from '../config.ts';
import { grant } from './grants.ts';
import type { Machine } from './machine.ts';

export interface SweepScheduleProps {
  readonly config: StageConfig;
  readonly machine: Machine;
  readonly minutes: CfnParameter;
  readonly deadLetters: Queue;
}

/** Starts the sweep every so many minutes; a start that fails is tried again until the next one is due. */
export class SweepSchedule extends Construct {
  constructor(scope: Construct, id: string, { config, machine, minutes, deadLetters }: SweepScheduleProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    grant(role, ['states:StartExecution'], [machine.machine.stateMachineArn]);
    grant(role, ['sqs:SendMessage'], [deadLetters.queueArn]);
    const schedule = new CfnSchedule(this, 'Schedule', {
      name: resourceName(config, 'sla-sweep'),
      description: 'Evaluates deadlines that are due and revives spines that do not move.',
      scheduleExpression: Fn.join('', ['rate(', minutes.valueAsString, ' minutes)']),
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: machine.machine.stateMachineArn,
        roleArn: role.roleArn,
        input: '{}',
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 900 },
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
    });
    schedule.node.addDependency(role);
  }
}
