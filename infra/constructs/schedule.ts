import { Aws } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { resourceName, type StageConfig } from '../config.ts';
import { grant } from './grants.ts';

export interface ScheduleProps {
  readonly config: StageConfig;
  readonly name: string;
  readonly description: string;
  /** `rate(…)`, or `cron(…)` by the clock of Viet Nam. */
  readonly expression: string;
  readonly target: {
    readonly arn: string;
    readonly action: 'states:StartExecution' | 'lambda:InvokeFunction';
  };
  readonly deadLetters: Queue;
}

/** Starts something by the clock; a start that fails is tried again for a quarter of an hour, then kept. */
export class Schedule extends Construct {
  constructor(scope: Construct, id: string, props: ScheduleProps) {
    super(scope, id);
    const { config, name, description, expression, target, deadLetters } = props;
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    grant(role, [target.action], [target.arn]);
    grant(role, ['sqs:SendMessage'], [deadLetters.queueArn]);
    const schedule = new CfnSchedule(this, 'Schedule', {
      name: resourceName(config, name),
      description,
      scheduleExpression: expression,
      scheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.arn,
        roleArn: role.roleArn,
        input: '{}',
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 900 },
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
    });
    schedule.node.addDependency(role);
  }
}
