import { readFileSync } from 'node:fs';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ofType, type StackTemplates, templatesOf } from './fixture.ts';

let templates: StackTemplates;
let workflow: Template;
beforeAll(async () => {
  templates = await templatesOf('dev');
  workflow = Template.fromJSON(templates.Workflow);
});
const queueArn = (which: string) => ({
  'Fn::GetAtt': [Match.stringLikeRegexp(`^DeadLetters${which}Queue`), 'Arn'],
});

describe('streams', () => {
  const consumer = (mark: string) => ({
    EventSourceArn: { 'Fn::ImportValue': 'MotCua-dev-Data-EventStreamArn' },
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 25,
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    MaximumRecordAgeInSeconds: 21_600,
    MaximumRetryAttempts: 20,
    FilterCriteria: {
      Filters: [{ Pattern: `{"eventName":["INSERT"],"dynamodb":{"NewImage":{"${mark}":{"N":["1"]}}}}` }],
    },
    DestinationConfig: { OnFailure: { Destination: queueArn('Stream') } },
  });

  it('call signal with waking events and publish with those that leave, within limits, inserts only', () => {
    for (const [mark, fn] of [
      ['wakes', 'SignalFunction'],
      ['published', 'PublishFunction'],
    ] as const) {
      workflow.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
        ...consumer(mark),
        FunctionName: { Ref: Match.stringLikeRegexp(`^${fn}Lambda`) },
      });
    }
    workflow.resourceCountIs('AWS::Lambda::EventSourceMapping', 2);
  });

  it('are mapped only after the role may read them, by way of the function', () => {
    for (const [id, { Properties }] of ofType(templates.Workflow, 'AWS::Lambda::EventSourceMapping')) {
      const { FunctionName } = z
        .looseObject({ FunctionName: z.object({ Ref: z.string() }) })
        .parse(Properties);
      const fn = templates.Workflow.Resources[FunctionName.Ref];
      expect(
        fn?.DependsOn.some((name) => name.includes('RoleDefaultPolicy')),
        id,
      ).toBe(true);
    }
  });
});

describe('rules', () => {
  it('each have one target with a retry limit and a dead letter queue, and asynchronous failures are kept', () => {
    workflow.resourceCountIs('AWS::Events::Rule', 6);
    workflow.allResourcesProperties('AWS::Events::Rule', {
      State: 'ENABLED',
      Targets: [
        Match.objectLike({
          DeadLetterConfig: { Arn: queueArn('Events') },
          RetryPolicy: { MaximumEventAgeInSeconds: 21_600, MaximumRetryAttempts: 20 },
        }),
      ],
    });
    workflow.resourceCountIs('AWS::Lambda::EventInvokeConfig', 6);
    workflow.allResourcesProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 21_600,
      DestinationConfig: { OnFailure: { Destination: queueArn('Functions') } },
    });
  });

  it('listen to the quarantine, its scans and stopped executions, and to our own bus', () => {
    const bus = { 'Fn::ImportValue': 'MotCua-dev-Data-EventBusName' };
    const ours = (...types: string[]) => ({
      EventBusName: bus,
      EventPattern: { source: ['vn.mot-cua'], 'detail-type': types },
    });
    workflow.hasResourceProperties('AWS::Events::Rule', ours('vn.mot-cua.dossier.alert-decided'));
    workflow.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: bus,
      EventPattern: { source: ['vn.mot-cua'], detail: { data: { form: { n: [{ exists: true }] } } } },
    });
    workflow.hasResourceProperties(
      'AWS::Events::Rule',
      ours('vn.mot-cua.dossier.status-changed', 'vn.mot-cua.dossier.progressed', 'vn.mot-cua.notice.redrive'),
    );
    const bucket = { 'Fn::ImportValue': 'MotCua-dev-Data-QuarantineBucketName' };
    const patterns = [
      { source: ['aws.s3'], 'detail-type': ['Object Created'], detail: { bucket: { name: [bucket] } } },
      {
        source: ['aws.guardduty'],
        'detail-type': ['GuardDuty Malware Protection Object Scan Result'],
        detail: { s3ObjectDetails: { bucketName: [bucket] } },
      },
      {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: [
            { Ref: Match.stringLikeRegexp('^DossierStateMachine') },
            { Ref: Match.stringLikeRegexp('^DigitisationStateMachine') },
          ],
        },
      },
    ];
    for (const EventPattern of patterns)
      workflow.hasResourceProperties('AWS::Events::Rule', { EventPattern });
  });
});

it('the sweep runs every SweepMinutes, with a retry limit and a dead letter queue', () => {
  workflow.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: { 'Fn::Join': ['', ['rate(', { Ref: 'SweepMinutes' }, ' minutes)']] },
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: { Ref: Match.stringLikeRegexp('^SlaSweepStateMachine') },
      RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 900 },
      DeadLetterConfig: { Arn: queueArn('Schedule') },
    },
  });
});

it('the recount runs every night at 01:30 of the office', () => {
  workflow.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'cron(30 1 * * ? *)',
    ScheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
    Target: {
      Arn: { Ref: Match.stringLikeRegexp('^RecountStateMachine') },
      DeadLetterConfig: { Arn: queueArn('Schedule') },
    },
  });
});

it('queues keep messages for 14 days, are encrypted and refuse plain HTTP', () => {
  workflow.resourceCountIs('AWS::SQS::Queue', 4);
  workflow.allResourcesProperties('AWS::SQS::Queue', {
    MessageRetentionPeriod: 1_209_600,
    SqsManagedSseEnabled: true,
  });
  workflow.resourceCountIs('AWS::SQS::QueuePolicy', 4);
  workflow.allResourcesProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      ]),
    },
  });
});

describe('alarms', () => {
  const Alarm = z.object({
    AlarmName: z.string(),
    AlarmDescription: z.string(),
    AlarmActions: z.tuple([z.object({ 'Fn::ImportValue': z.literal('MotCua-dev-Data-AlertTopicArn') })]),
    MetricName: z.string().optional(),
    Dimensions: z.array(z.object({ Value: z.unknown() })).optional(),
  });
  const alarms = () =>
    Object.values(templates).flatMap((template) =>
      ofType(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Alarm.parse(Properties)),
    );

  it('each state an impact and an entry of the runbook, and every entry belongs to an alarm', () => {
    const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
    const entries = [...runbook.matchAll(/^## (\S+)$/gm)].map(([, entry]) => entry);
    const named = alarms().map(({ AlarmName, AlarmDescription }) => {
      const [, impact, anchor] = /^(.{20,}\.) See docs\/runbook\.md#([a-z-]+)$/.exec(AlarmDescription) ?? [];
      expect(impact, AlarmName).toBeDefined();
      expect(AlarmName).toBe(`mot-cua-dev-${anchor}`);
      return anchor;
    });
    expect(new Set(named)).toEqual(new Set(entries));
    expect(named).toHaveLength(entries.length);
    for (const entry of runbook.split(/^## (?=\S+$)/m).slice(1)) expect(entry).toMatch(/\*\*Impact\*\*: .+/);
  });

  it('watch every dead letter queue and every stream consumer', () => {
    const queues = ofType(templates.Workflow, 'AWS::SQS::Queue').map(([id]) => id);
    const watched = alarms()
      .filter(({ MetricName }) => MetricName === 'ApproximateNumberOfMessagesVisible')
      .map(({ Dimensions }) => JSON.stringify(Dimensions?.[0]?.Value));
    expect(watched.sort()).toEqual(queues.map((id) => `{"Fn::GetAtt":["${id}","QueueName"]}`).sort());
    expect(alarms().filter(({ MetricName }) => MetricName === 'IteratorAge')).toHaveLength(2);
  });
});
