import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { ImpactAlarm } from './impact-alarm.ts';

/** What the product measures of itself, written to the log as embedded metrics by `observe`, the nightly recount and the nightly check of the archive. */
export type OwnMetric =
  | ('Open' | 'AtRisk' | 'Overdue' | 'OldestOverdueDays' | 'Stuck')
  | ('ReconcileDifference' | 'ArchiveDamage');

/** One of them; the stage is its only dimension. */
export const ownMetric = (
  { stage }: StageConfig,
  metricName: OwnMetric,
  o: { period?: Duration; statistic?: 'Maximum' | 'SampleCount' } = {},
): Metric =>
  new Metric({
    namespace: 'MotCua',
    metricName,
    dimensionsMap: { Stage: stage },
    statistic: o.statistic ?? 'Maximum',
    period: o.period ?? Duration.minutes(30),
  });

/** The alarms over what is open, at risk, overdue and stuck, over the recount of the counters and the check of the archive. */
export function watchOffice(scope: Construct, config: StageConfig, topicArn: string): void {
  const common = { config, topicArn };
  const { open, atRisk, overdue, oldestOverdueDays } = config.limits;
  new ImpactAlarm(scope, 'ManyOpen', {
    ...common,
    impact: 'More dossiers are open than the office usually carries: deadlines will be missed.',
    runbook: 'docs/runbook.md#dossiers-open',
    metric: ownMetric(config, 'Open'),
    threshold: open,
  });
  new ImpactAlarm(scope, 'ManyAtRisk', {
    ...common,
    impact: 'Many applicants will wait beyond their appointed date unless work is shifted now.',
    runbook: 'docs/runbook.md#dossiers-at-risk',
    metric: ownMetric(config, 'AtRisk'),
    threshold: atRisk,
  });
  new ImpactAlarm(scope, 'ManyOverdue', {
    ...common,
    impact: 'Many applicants have no result on their appointed date.',
    runbook: 'docs/runbook.md#dossiers-overdue',
    metric: ownMetric(config, 'Overdue'),
    threshold: overdue,
  });
  new ImpactAlarm(scope, 'LongOverdue', {
    ...common,
    impact: 'An applicant has been waiting for many working days beyond the appointed date.',
    runbook: 'docs/runbook.md#oldest-overdue',
    metric: ownMetric(config, 'OldestOverdueDays'),
    threshold: oldestOverdueDays,
  });
  new ImpactAlarm(scope, 'Stuck', {
    ...common,
    impact: 'Dossiers do not move although somebody has acted; the sweep has not revived them.',
    runbook: 'docs/runbook.md#dossiers-stuck',
    metric: ownMetric(config, 'Stuck'),
    periods: 2,
  });
  new ImpactAlarm(scope, 'Unobserved', {
    ...common,
    impact: 'Nothing has been measured for three hours: the alarms above are blind.',
    runbook: 'docs/runbook.md#observe-silent',
    metric: ownMetric(config, 'Open', { statistic: 'SampleCount', period: Duration.hours(1) }),
    below: 1,
    periods: 3,
  });
  const hour = Duration.hours(1);
  new ImpactAlarm(scope, 'CountsDiffer', {
    ...common,
    impact: 'The numbers that are reported are not those of the log.',
    runbook: 'docs/runbook.md#reconcile-difference',
    metric: new MathExpression({
      expression: 'ABS(difference)',
      label: 'difference',
      period: hour,
      usingMetrics: { difference: ownMetric(config, 'ReconcileDifference', { period: hour }) },
    }),
  });
  new ImpactAlarm(scope, 'NotRecounted', {
    ...common,
    impact: 'The counters have not been compared with the log for 26 hours: a wrong number goes unnoticed.',
    runbook: 'docs/runbook.md#reconcile-silent',
    metric: ownMetric(config, 'ReconcileDifference', { statistic: 'SampleCount', period: hour }),
    below: 1,
    periods: 26,
  });
  new ImpactAlarm(scope, 'ArchiveDamaged', {
    ...common,
    impact: 'Papers or results in the archive are missing or not what was kept.',
    runbook: 'docs/runbook.md#archive-damaged',
    metric: ownMetric(config, 'ArchiveDamage', { period: hour }),
  });
  new ImpactAlarm(scope, 'ArchiveNotChecked', {
    ...common,
    impact: 'The archive has not been read for 26 hours: a damaged paper goes unnoticed.',
    runbook: 'docs/runbook.md#archive-unchecked',
    metric: ownMetric(config, 'ArchiveDamage', { statistic: 'SampleCount', period: hour }),
    below: 1,
    periods: 26,
  });
}
