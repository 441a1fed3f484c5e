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
    workflow.resourceCountIs('AWS::Events::Rule', 7);
    workflow.allResourcesProperties('AWS::Events::Rule', {
      State: 'ENABLED',
      Targets: [
        Match.objectLike({
          DeadLetterConfig: { Arn: queueArn('Events') },
          RetryPolicy: { MaximumEventAgeInSeconds: 21_600, MaximumRetryAttempts: 20 },
        }),
      ],
    });
    // Those of the rules, and those that are called by the clock.
    workflow.resourceCountIs('AWS::Lambda::EventInvokeConfig', 9);
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
    const changes = ['vn.mot-cua.dossier.status-changed', 'vn.mot-cua.dossier.progressed'];
    const { EventPattern: changed } = ours(...changes);
    // What is kept of a dossier is put together when it is closed: returned, withdrawn, refused or stopped.
    workflow.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: bus,
      EventPattern: { ...changed, detail: { data: { status: [3, 7, 8, 10] } } },
    });
    workflow.hasResourceProperties('AWS::Events::Rule', ours(...changes, 'vn.mot-cua.notice.redrive'));
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

describe('schedules', () => {
  const rate = (parameter: string) => ({ 'Fn::Join': ['', ['rate(', { Ref: parameter }, ' minutes)']] });
  const functionArn = (name: string) => ({
    'Fn::GetAtt': [Match.stringLikeRegexp(`^${name}FunctionLambda`), 'Arn'],
  });

  it.each([
    [
      'the sweep every SweepMinutes',
      rate('SweepMinutes'),
      { Ref: Match.stringLikeRegexp('^SlaSweepStateMachine') },
    ],
    [
      'the recount by RecountSchedule',
      { Ref: 'RecountSchedule' },
      { Ref: Match.stringLikeRegexp('^RecountStateMachine') },
    ],
    [
      'the check of the archive by FixitySchedule',
      { Ref: 'FixitySchedule' },
      { Ref: Match.stringLikeRegexp('^FixityStateMachine') },
    ],
    ['the digests by DigestSchedule', { Ref: 'DigestSchedule' }, functionArn('Digest')],
    ['the measurement every ObserveMinutes', rate('ObserveMinutes'), functionArn('Observe')],
  ])('%s: local time, a retry limit and a dead letter queue', (_, ScheduleExpression, Arn) => {
    workflow.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression,
      ScheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn,
        RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 900 },
        DeadLetterConfig: { Arn: queueArn('Schedule') },
      },
    });
  });

  it('strike for the digests every day of the week, first at 07:30: which days are worked is the calendar’s to say', () => {
    workflow.hasParameter('DigestSchedule', { Default: 'cron(30 7-10 * * ? *)' });
    workflow.hasParameter('RecountSchedule', { Default: 'cron(30 1 * * ? *)' });
    workflow.resourceCountIs('AWS::Scheduler::Schedule', 5);
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

  const own = (MetricName: string, more: object) =>
    workflow.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ...{ Namespace: 'MotCua', MetricName, Dimensions: [{ Name: 'Stage', Value: 'dev' }], ...more },
    });

  it('watch what is open, at risk, overdue and stuck; nothing measured is an alarm of its own', () => {
    for (const [name, Threshold] of [
      ['Open', 1000],
      ['AtRisk', 50],
      ['Overdue', 10],
      ['OldestOverdueDays', 5],
      ['Stuck', 1],
    ] as const)
      own(name, { Threshold, Statistic: 'Maximum', TreatMissingData: 'notBreaching' });
    own('Open', {
      Statistic: 'SampleCount',
      Threshold: 1,
      Period: 3600,
      EvaluationPeriods: 3,
      TreatMissingData: 'breaching',
    });
  });

  it('watch the recount: any difference, whatever its sign, and none for 26 hours', () => {
    own('ReconcileDifference', {
      ...{ Statistic: 'SampleCount', Period: 3600, EvaluationPeriods: 26 },
      ...{ ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' },
    });
    workflow.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 1,
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: 'ABS(difference)' }),
        Match.objectLike({
          MetricStat: { Metric: { Namespace: 'MotCua', MetricName: 'ReconcileDifference' } },
          ReturnData: false,
        }),
      ]),
    });
  });

  it('watch the archive: any damage, and none looked for in 26 hours', () => {
    own('ArchiveDamage', { Statistic: 'Maximum', Threshold: 1, TreatMissingData: 'notBreaching' });
    own('ArchiveDamage', {
      ...{ Statistic: 'SampleCount', Period: 3600, EvaluationPeriods: 26 },
      ...{ ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' },
    });
  });

  it('stand on the dashboard with what they watch', () => {
    const [dashboard] = ofType(templates.Workflow, 'AWS::CloudWatch::Dashboard');
    expect(dashboard?.[1].Properties).toMatchObject({ DashboardName: 'mot-cua-dev-operations' });
    const body = JSON.stringify(dashboard?.[1].Properties.DashboardBody);
    const shown = [
      ...['Open', 'AtRisk', 'Overdue', 'OldestOverdueDays', 'Stuck', 'ReconcileDifference', 'ArchiveDamage'],
      ...['IteratorAge', 'ApproximateNumberOfMessagesVisible', 'ExecutionsSucceeded', 'ExecutionsFailed'],
      ...ofType(templates.Workflow, 'AWS::CloudWatch::Alarm').map(([id]) => `"${id}"`),
    ];
    for (const each of shown) expect(body.replaceAll('\\"', '"'), each).toContain(each);
  });
});
