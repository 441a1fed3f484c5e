import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';

const retentions: Readonly<Record<number, RetentionDays>> = {
  14: RetentionDays.TWO_WEEKS,
  30: RetentionDays.ONE_MONTH,
  90: RetentionDays.THREE_MONTHS,
  365: RetentionDays.ONE_YEAR,
};

/** A log group that forgets after the stage's retention and outlives the stack where the stage retains. */
export function retainedLogs(scope: Construct, logGroupName: string, config: StageConfig): LogGroup {
  const retention = retentions[config.logRetentionDays];
  if (retention === undefined)
    throw new Error(`No log retention of ${config.logRetentionDays} days; see constructs/logs.ts.`);
  return new LogGroup(scope, 'Logs', { logGroupName, retention, removalPolicy: removalPolicy(config) });
}

/** What happens to data when its stack goes. */
export const removalPolicy = (config: StageConfig): RemovalPolicy =>
  config.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
