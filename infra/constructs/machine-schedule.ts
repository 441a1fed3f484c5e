import { Aws } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { resourceName, type StageConfig } from '../config.ts';
import { grant } from './grants.ts';
import type { Machine } from './machine.ts';

export interface MachineScheduleProps {
  readonly config: StageConfig;
  readonly machine: Machine;
  /** Of the schedule and its resource. */
  readonly name: string;
  readonly description: string;
  readonly expression: string;
  /** Of a `cron(…)`. */
  readonly timeZone?: string;
  /** ENABLED or DISABLED. */
  readonly state?: string;
  readonly deadLetters: Queue;
}

/** Starts a state machine by the clock; a start that fails is tried again for a quarter of an hour. */
export class MachineSchedule extends Construct {
  constructor(scope: Construct, id: string, props: MachineScheduleProps) {
    super(scope, id);
    const { config, machine, deadLetters, timeZone, state } = props;
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    grant(role, ['states:StartExecution'], [machine.machine.stateMachineArn]);
    grant(role, ['sqs:SendMessage'], [deadLetters.queueArn]);
    const schedule = new CfnSchedule(this, 'Schedule', {
      name: resourceName(config, props.name),
      description: props.description,
      scheduleExpression: props.expression,
      ...(timeZone !== undefined && { scheduleExpressionTimezone: timeZone }),
      ...(state !== undefined && { state }),
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
