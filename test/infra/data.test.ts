import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { ofType, type StackTemplates, templatesOf } from './fixture.ts';

let dev: StackTemplates;
let prod: StackTemplates;
let data: Template;
beforeAll(async () => {
  dev = await templatesOf('dev');
  prod = await templatesOf('prod');
  data = Template.fromJSON(dev.Data);
});

const index = (IndexName: string, partition: string, sort: string, include?: readonly string[]) => ({
  IndexName,
  KeySchema: [
    { AttributeName: partition, KeyType: 'HASH' },
    { AttributeName: sort, KeyType: 'RANGE' },
  ],
  Projection: include
    ? { ProjectionType: 'INCLUDE', NonKeyAttributes: include }
    : { ProjectionType: 'KEYS_ONLY' },
});

describe('tables', () => {
  it('STATE has indexes of keys and of what inboxes are filtered by, TTL and recovery, and no stream', () => {
    data.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      StreamSpecification: Match.absent(),
      GlobalSecondaryIndexes: [
        index('due', 'shard', 'dueSk'),
        index('stuck', 'shard', 'stuckSince'),
        index('inbox', 'inboxPk', 'inboxSk', [
          ...['procedure', 'status', 'step', 'restricted', 'risk', 'holderPk', 'heldUntil'],
        ]),
        index('holder', 'holderPk', 'inboxSk', [
          ...['procedure', 'status', 'step', 'restricted', 'risk', 'heldUntil'],
        ]),
        index('reuse', 'reusePk', 'reuseSk', ['component', 'mediaType', 'filer', 'unit']),
      ],
    });
  });

  it('EVENT has a stream of new images, an index of what counted and recovery, and never forgets', () => {
    data.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'seq', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: Match.arrayWith([{ AttributeName: 'seq', AttributeType: 'N' }]),
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: Match.absent(),
      GlobalSecondaryIndexes: [index('counted', 'countedPk', 'countedSk', ['procedure', 'channel', 'moved'])],
    });
    expect(ofType(dev.Data, 'AWS::DynamoDB::Table')).toHaveLength(2);
  });

  it('cannot be deleted in prod, and buckets and logs outlive the stack there', () => {
    for (const type of ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Logs::LogGroup']) {
      for (const part of Object.values(prod)) {
        for (const [id, resource] of ofType(part, type)) {
          expect(resource.DeletionPolicy, id).toBe('Retain');
          if (type === 'AWS::DynamoDB::Table')
            expect(resource.Properties.DeletionProtectionEnabled).toBe(true);
        }
      }
    }
    for (const [, table] of ofType(dev.Data, 'AWS::DynamoDB::Table'))
      expect(table.DeletionPolicy).toBe('Delete');
  });
});

describe('buckets', () => {
  it('are private, encrypted, versioned and refuse plain HTTP', () => {
    data.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: Match.anyValue(),
      VersioningConfiguration: { Status: 'Enabled' },
    });
    data.allResourcesProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
    data.resourceCountIs('AWS::S3::BucketPolicy', 2);
  });

  it('quarantine takes browser posts, tells EventBridge without a custom resource, and forgets after 30 days', () => {
    data.hasResourceProperties('AWS::S3::Bucket', {
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      CorsConfiguration: {
        CorsRules: [
          Match.objectLike({ AllowedMethods: ['POST'], AllowedOrigins: [{ Ref: 'UploadOrigin' }] }),
        ],
      },
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          Match.objectLike({ ExpirationInDays: 30, NoncurrentVersionExpiration: { NoncurrentDays: 30 } }),
        ]),
      },
    });
    data.resourceCountIs('AWS::Lambda::Function', 0);
  });

  it('archive can lock versions, and locks nothing by itself', () => {
    const archive = ofType(dev.Data, 'AWS::S3::Bucket').find(([id]) => id.includes('Archive'));
    expect(archive?.[1].Properties).toMatchObject({ ObjectLockEnabled: true });
    expect(archive?.[1].Properties).not.toHaveProperty('ObjectLockConfiguration');
  });

  it('archive expires nothing', () => {
    const rules = ofType(dev.Data, 'AWS::S3::Bucket')
      .filter(([id]) => id.includes('Archive'))
      .map(([, { Properties }]) => JSON.stringify(Properties.LifecycleConfiguration));
    expect(rules).toHaveLength(1);
    expect(rules[0]).not.toMatch(/Expiration/);
  });

  it('quarantine is scanned by a plan whose role exists first', () => {
    data.hasResource('AWS::GuardDuty::MalwareProtectionPlan', {
      Properties: {
        ProtectedResource: {
          S3Bucket: { BucketName: { Ref: Match.stringLikeRegexp('^BucketsQuarantine') } },
        },
      },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^MalwareScanRoleDefaultPolicy')]),
    });
  });
});

describe('alert topic', () => {
  it('subscribes a mailbox only when one is named', () => {
    expect(dev.Data.Parameters.AlertEmail).toMatchObject({ Default: '' });
    const [subscription] = ofType(dev.Data, 'AWS::SNS::Subscription').map(([, resource]) => resource);
    expect(subscription?.Properties).toMatchObject({ Protocol: 'email', Endpoint: { Ref: 'AlertEmail' } });
    expect(dev.Data.Conditions[subscription?.Condition ?? '']).toEqual({
      'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'AlertEmail' }, ''] }],
    });
  });

  it('refuses plain HTTP and lets alarms of this account publish', () => {
    data.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      },
    });
  });
});

it('stacks have the parameters that an installation may set, and outputs that name everything', () => {
  expect(Object.keys(dev.Data.Parameters).sort()).toEqual(['AlertEmail', 'UploadOrigin']);
  expect(Object.keys(dev.Workflow.Parameters).sort()).toEqual([
    ...[
      'ConsoleUrl',
      'DigestSchedule',
      'FixitySchedule',
      'NoticeSender',
      'ObserveMinutes',
      'RecountSchedule',
    ],
    ...['RunbookUrl', 'SmsEnabled', 'SweepMinutes'],
  ]);
  expect(Object.keys(dev.Api.Parameters).sort()).toEqual(['Audience', 'IssuerUrl']);
  expect(dev.Workflow.Parameters.SweepMinutes).toMatchObject({ Type: 'Number', Default: 15, MinValue: 2 });
  expect(dev.Api.Parameters.IssuerUrl).not.toHaveProperty('Default');
  expect(Object.keys({ ...dev.Data.Outputs, ...dev.Workflow.Outputs, ...dev.Api.Outputs }).sort()).toEqual([
    'AlertTopicArn',
    'ApiId',
    'ApiUrl',
    'ArchiveBucketArn',
    'ArchiveBucketName',
    'AuthorizerId',
    'DigitisationStateMachineArn',
    'DossierStateMachineArn',
    'EventBusArn',
    'EventBusName',
    'EventStreamArn',
    'EventTableArn',
    'EventTableName',
    'FixityStateMachineArn',
    'QuarantineBucketArn',
    'QuarantineBucketName',
    'RecountStateMachineArn',
    'SlaSweepStateMachineArn',
    'StateTableArn',
    'StateTableName',
  ]);
});
