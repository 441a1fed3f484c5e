/** Connects what the template says sends events to what receives them. */
import type { Clock } from '../clock.ts';
import type { DynamoHost } from '../dynamo/index.ts';
import type { Deliver } from '../dynamo/stream.ts';
import type { Delay, Faults } from '../faults.ts';
import type { LambdaPool } from '../lambda/pool.ts';
import type { SfnHost, StatusChange } from '../sfn/index.ts';
import type { Deployment } from '../template/deployment.ts';
import { parseJson } from '../template/json.ts';
import { RUN_HERE } from '../template/support.ts';
import { type BusEvent, DEFAULT_BUS, type Rule } from './bus.ts';
import { type DeadLetter, deliver, reasonOf, type Target } from './delivery.ts';
import type { LendingClock } from './lending.ts';
import type { List } from './list.ts';
import { startSchedule } from './schedule.ts';
import { streamDelivery } from './stream.ts';

/** What receivers and senders are made of. */
export interface Hosts {
  readonly deployment: Deployment;
  readonly clock: Clock;
  readonly pool: LambdaPool;
  readonly sfn: SfnHost;
  readonly deadLetters: List<DeadLetter>;
  readonly faults?: Faults | undefined;
  randomId(): string;
}

interface SenderPolicy {
  readonly RetryPolicy: {
    readonly MaximumRetryAttempts?: number | undefined;
    readonly MaximumEventAgeInSeconds?: number | undefined;
  };
  readonly DeadLetterConfig?: { readonly Arn: string } | undefined;
}

/**
 * The receiver behind an ARN. A function's own asynchronous settings decide how often it is tried: the sender has
 * done its part once Lambda has taken the event. For a state machine the sender's settings do.
 */
function targetFor({ deployment, pool, sfn }: Hosts, arn: string, policy: SenderPolicy): Target {
  const fn = deployment.all(RUN_HERE['AWS::Lambda::Function']).find((f) => f.arn === arn);
  if (fn) {
    const settings = deployment
      .all(RUN_HERE['AWS::Lambda::EventInvokeConfig'])
      .find((config) => [fn.name, fn.arn].includes(config.props.FunctionName))?.props;
    return {
      arn,
      attempts: settings?.MaximumRetryAttempts ?? 2,
      maxAgeSeconds: settings?.MaximumEventAgeInSeconds ?? 21_600,
      deadLetterQueue: settings?.DestinationConfig.OnFailure?.Destination,
      send: async (event) => reasonOf(await pool.invoke(arn, event)),
    };
  }
  const machines = deployment.all(RUN_HERE['AWS::StepFunctions::StateMachine']);
  if (!machines.some((machine) => machine.arn === arn))
    throw new Error(`Event target ${arn} is not supported locally`);
  return {
    arn,
    attempts: policy.RetryPolicy.MaximumRetryAttempts ?? 185,
    maxAgeSeconds: policy.RetryPolicy.MaximumEventAgeInSeconds ?? 86_400,
    deadLetterQueue: policy.DeadLetterConfig?.Arn,
    async send(event, id) {
      try {
        sfn.startExecution(arn, id, JSON.stringify(event));
        return undefined;
      } catch (error) {
        return String(error);
      }
    },
  };
}

/** The rules of all buses. */
export const busRules = (hosts: Hosts): Rule[] =>
  hosts.deployment.all(RUN_HERE['AWS::Events::Rule']).map(({ name, props }) => ({
    name,
    bus: props.EventBusName ?? DEFAULT_BUS,
    pattern: props.EventPattern,
    targets: props.Targets.map((target) => targetFor(hosts, target.Arn, target)),
  }));

/** Subscribes every event source mapping to its table's stream. */
export function connectStreams(hosts: Hosts, dynamo: DynamoHost, lending: LendingClock): void {
  for (const { id, props } of hosts.deployment.all(RUN_HERE['AWS::Lambda::EventSourceMapping'])) {
    const table = hosts.deployment
      .all(RUN_HERE['AWS::DynamoDB::Table'])
      .find(({ arn }) => props.EventSourceArn.startsWith(`${arn}/stream/`));
    if (!table?.props.StreamSpecification)
      throw new Error(`${id}: ${props.EventSourceArn} is not a stream here`);
    const deliverBatch = streamDelivery(
      { lending, pool: hosts.pool, deadLetters: hosts.deadLetters },
      {
        id,
        functionName: props.FunctionName,
        streamArn: props.EventSourceArn,
        filters: (props.FilterCriteria?.Filters ?? []).map(({ Pattern }) => parseJson(Pattern)),
        reportFailures: props.FunctionResponseTypes.length > 0,
        bisect: props.BisectBatchOnFunctionError,
        maxRetries: props.MaximumRetryAttempts,
        maxAgeSeconds: props.MaximumRecordAgeInSeconds,
        onFailure: props.DestinationConfig.OnFailure?.Destination,
      },
    );
    dynamo.onRecord(table.name, faulty(deliverBatch, id, hosts.faults), {
      name: id,
      batchSize: props.BatchSize,
    });
  }
}

/** A stream that stops for a while, has lost what was too old, or brings a batch again that was acknowledged. */
const faulty =
  (deliverBatch: Deliver, id: string, faults: Faults | undefined): Deliver =>
  async (records) => {
    const kept = faults ? records.filter(({ at, eventID }) => faults.keeps(at, `${id} ${eventID}`)) : records;
    if (kept.length === 0) return;
    const fate = faults?.batch(`${id} ${kept[0]?.eventID}`);
    if (fate === 'stopped') throw new Error('the stream does not deliver');
    await deliverBatch(kept);
    if (fate === 'again') await deliverBatch(kept);
  };

/** Arms every schedule. */
export function startSchedules(hosts: Hosts): void {
  for (const { id, props } of hosts.deployment.all(RUN_HERE['AWS::Scheduler::Schedule'])) {
    if (props.State === 'DISABLED') continue;
    const target = targetFor(hosts, props.Target.Arn, props.Target);
    const input = parseJson(props.Target.Input);
    const fire = (): void => void deliver(hosts, target, input, `${id}-${hosts.randomId()}`);
    startSchedule(hosts.clock, props.ScheduleExpression, props.ScheduleExpressionTimezone, () => {
      const { lateMs, twice, never }: Delay = hosts.faults?.schedule(id) ?? { lateMs: 0, twice: false };
      if (never) return;
      if (twice) fire();
      if (lateMs > 0) hosts.clock.timer(hosts.clock.now() + lateMs, fire);
      else fire();
    });
  }
}

/** The event Step Functions sends when an execution changes its status. */
export const statusEvent = (change: StatusChange): BusEvent => ({
  source: 'aws.states',
  detailType: 'Step Functions Execution Status Change',
  resources: [change.executionArn],
  detail: { stopDate: null, output: null, error: null, cause: null, ...change },
});
