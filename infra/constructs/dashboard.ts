import { Duration, Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { resourceName, type StageConfig } from '../config.ts';
import type { MachineSpec } from '../manifest.ts';
import type { BoundFunction } from './bound-function.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import type { Machine } from './machine.ts';
import { ownMetric } from './office-alarms.ts';
import type { WorkflowQueues } from './workflow-triggers.ts';

export interface OperationsDashboardProps {
  readonly config: StageConfig;
  readonly functions: ReadonlyMap<string, BoundFunction>;
  readonly queues: WorkflowQueues;
  readonly machine: (name: MachineSpec['name']) => Machine;
}

const period = Duration.minutes(15);
const WHOLE = 24;
const HALF = 12;

/** One page for whoever is on duty: the office on top, the machinery below it, and every alarm of the workflow. */
export class OperationsDashboard extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { config, functions, queues, machine }: OperationsDashboardProps,
  ) {
    super(scope, id);
    const own = (...names: Parameters<typeof ownMetric>[1][]) => names.map((name) => ownMetric(config, name));
    const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: HALF });
    const ages = [...functions.values()].flatMap(({ spec, lambda }) =>
      typeof spec.trigger === 'object' && 'stream' in spec.trigger
        ? [lambda.metric('IteratorAge', { statistic: 'Maximum', period, label: spec.name })]
        : [],
    );
    const letters = Object.entries(queues.all).map(([label, { queue }]) =>
      queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period, label }),
    );
    const sweep = machine('sla-sweep').machine;
    const failures = (['dossier', 'digitisation', 'sla-sweep'] as const).map((name) =>
      machine(name).machine.metricFailed({ statistic: 'Sum', period, label: name }),
    );
    const alarms = Stack.of(this)
      .node.findAll()
      .filter((each) => each instanceof ImpactAlarm);
    new Dashboard(this, 'Dashboard', {
      dashboardName: resourceName(config, 'operations'),
      defaultInterval: Duration.days(7),
      widgets: [
        [
          new TextWidget({
            markdown: `# Một cửa, ${config.stage}\nMỗi cảnh báo có một mục trong docs/runbook.md. Every alarm has an entry in docs/runbook.md.`,
            ...{ width: WHOLE, height: 2 },
          }),
        ],
        [
          new SingleValueWidget({
            title: 'Hồ sơ / Dossiers',
            metrics: own('Open', 'AtRisk', 'Overdue', 'OldestOverdueDays', 'Stuck'),
            width: WHOLE,
          }),
        ],
        [
          graph('Đang xử lý, nguy cơ, quá hạn / Open, at risk, overdue', own('Open', 'AtRisk', 'Overdue')),
          graph('Quá hạn lâu nhất, ngày làm việc / Oldest overdue, working days', own('OldestOverdueDays')),
        ],
        [
          graph('Không chuyển động / Stuck', own('Stuck')),
          graph('Nhịp quét / Sweep heartbeat', [
            sweep.metricSucceeded({
              statistic: 'Sum',
              period: Duration.hours(1),
              label: 'succeeded per hour',
            }),
          ]),
        ],
        [graph('Tuổi luồng sự kiện / Stream age (ms)', ages), graph('Hàng thư chết / Dead letters', letters)],
        [
          graph('Luồng hỏng / Failed executions', failures),
          graph('Chênh lệch đếm lại / Reconcile difference', own('ReconcileDifference')),
        ],
        [graph('Tệp lưu trữ hỏng / Archive damage', own('ArchiveDamage'))],
        [new AlarmStatusWidget({ title: 'Cảnh báo / Alarms', alarms, width: WHOLE, height: 6 })],
      ],
    });
  }
}
