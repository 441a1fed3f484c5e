import { Duration } from 'aws-cdk-lib';
import { EventBus, type EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { CfnEventInvokeConfig, CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StreamMark } from '../manifest.ts';
import type { BoundFunction } from './bound-function.ts';

/** After this long a delivery goes to its dead letter queue: well inside the 24 hours of a stream. */
const maxAge = Duration.hours(6);

/** Calls the function with inserted events that carry the mark, in order per dossier, at least once. */
export function onMarkedEvents(
  fn: BoundFunction,
  mark: StreamMark,
  streamArn: string,
  deadLetters: Queue,
): void {
  fn.allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [streamArn]);
  fn.allow(['dynamodb:ListStreams'], ['*'], 'dynamodb:ListStreams has no resource-level permissions.');
  fn.allow(['sqs:SendMessage'], [deadLetters.queueArn]);
  const pattern = { eventName: ['INSERT'], dynamodb: { NewImage: { [mark]: { N: ['1'] } } } };
  // Lambda tries the role's permissions at creation; the function it refers to waits for them already.
  new CfnEventSourceMapping(fn, 'Stream', {
    functionName: fn.lambda.functionName,
    eventSourceArn: streamArn,
    startingPosition: 'TRIM_HORIZON',
    batchSize: 25,
    bisectBatchOnFunctionError: true,
    functionResponseTypes: ['ReportBatchItemFailures'],
    maximumRecordAgeInSeconds: maxAge.toSeconds(),
    maximumRetryAttempts: 20,
    filterCriteria: { filters: [{ pattern: JSON.stringify(pattern) }] },
    destinationConfig: { onFailure: { destination: deadLetters.queueArn } },
  });
}

/** Two queues, since the two failures are told apart: never handed over, or handed over and failed. */
export interface EventDeadLetters {
  readonly undelivered: Queue;
  readonly failed: Queue;
}

/** What a function listens to: events that match, on the default bus or another. */
export interface Subscription {
  readonly pattern: EventPattern;
  readonly busName?: string;
}

/** Calls the function with every event that matches; each step has a retry limit and a dead letter queue. */
export function onEvent(
  fn: BoundFunction,
  id: string,
  { pattern, busName }: Subscription,
  queues: EventDeadLetters,
): void {
  new Rule(fn, id, {
    description: `Hands over to ${fn.spec.context}/${fn.spec.name}`,
    eventPattern: pattern,
    ...(busName !== undefined && { eventBus: EventBus.fromEventBusName(fn, 'Bus', busName) }),
    targets: [
      new LambdaFunction(fn.lambda, {
        deadLetterQueue: queues.undelivered,
        retryAttempts: 20,
        maxEventAge: maxAge,
      }),
    ],
  });
  keepFailures(fn, queues.failed);
}

/** What was handed over and failed is tried twice more, and kept. */
export function keepFailures(fn: BoundFunction, failed: Queue): void {
  fn.allow(['sqs:SendMessage'], [failed.queueArn]);
  new CfnEventInvokeConfig(fn, 'Failures', {
    functionName: fn.lambda.functionName,
    qualifier: '$LATEST',
    maximumRetryAttempts: 2,
    maximumEventAgeInSeconds: maxAge.toSeconds(),
    destinationConfig: { onFailure: { destination: failed.queueArn } },
  });
}
