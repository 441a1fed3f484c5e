import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { resourceName, type StageConfig } from '../config.ts';

/** What every alarm must be able to say, beside its number. */
export interface ImpactAlarmProps {
  readonly config: StageConfig;
  readonly topicArn: string;
  /** What people notice if nobody acts: the first sentence of the alarm. */
  readonly impact: string;
  /** The entry that says what to do. */
  readonly runbook: `docs/runbook.md#${string}`;
  readonly metric: IMetric;
  /** Alarms at this value and above… */
  readonly threshold?: number;
  /** …or, to notice that something no longer happens, below it (and when nothing is measured at all). */
  readonly below?: number;
  readonly periods?: number;
}

/** An alarm that states its impact and its runbook entry. */
export class ImpactAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: ImpactAlarmProps) {
    const { config, impact, runbook, metric, threshold = 1, below, periods = 1 } = props;
    super(scope, id, {
      alarmName: resourceName(config, runbook.replace('docs/runbook.md#', '')),
      alarmDescription: `${impact} See ${runbook}`,
      metric,
      threshold: below ?? threshold,
      evaluationPeriods: periods,
      comparisonOperator:
        below === undefined
          ? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
          : ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: below === undefined ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
    });
    this.addAlarmAction({ bind: () => ({ alarmActionArn: props.topicArn }) });
  }
}
