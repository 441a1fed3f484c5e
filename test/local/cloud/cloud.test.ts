// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholders
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, expect, test } from 'vitest';
import { clamdAt } from '../../../local/clamd.ts';
import { virtualClock } from '../../../local/clock.ts';
import { type Cloud, startCloud } from '../../../local/cloud.ts';
import { eicarScanner } from '../../../local/events/scan.ts';
import { fakeClamd } from '../../support/clamd.ts';
import { eicar, lambda, role, tempDir, writeAssembly } from '../fixture.ts';

const START = Date.parse('2026-03-02T01:00:00Z');
const call = `
  const call = (target, body, service) => fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', body: JSON.stringify(body), headers: {
    'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target,
    authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/x/' + service + '/aws4_request, SignedHeaders=host, Signature=0' } });
  const publish = (message) => fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', body: new URLSearchParams({ Action: 'Publish', TopicArn: process.env.TOPIC, Message: message }), headers: {
    authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/x/sns/aws4_request, SignedHeaders=host, Signature=0' } });`;

const bundles = {
  write: `${call} export const handler = async (event) => {
    const { who } = JSON.parse(event.body);
    const answer = await call('DynamoDB_20120810.PutItem', { TableName: process.env.TABLE, ConditionExpression: 'attribute_not_exists(pk)',
      Item: { pk: { S: who }, seq: { N: '1' }, wakes: { N: '1' }, by: { S: event.requestContext.authorizer.jwt.claims.sub } } }, 'dynamodb');
    return { statusCode: answer.status === 200 ? 201 : 409, body: new Date().toISOString() }; };`,
  consume: `${call} export const handler = async ({ Records }) => {
    for (const { dynamodb } of Records) {
      if (dynamodb.NewImage.pk.S === 'poison') return { batchItemFailures: [{ itemIdentifier: dynamodb.SequenceNumber }] };
      await publish('stream ' + dynamodb.NewImage.pk.S + ' by ' + dynamodb.NewImage.by.S);
    }
    return { batchItemFailures: [] }; };`,
  tick: `${call} export const handler = async () => { await publish('tick ' + new Date().toISOString()); return 'done'; };`,
  stopped: `${call} export const handler = async ({ detail }) => {
    await publish(detail.name.slice(0, 5) + ' ' + detail.status + ' ' + detail.error);
    throw new Error('not today'); };`,
};

const machine = (definition: object, substitutions: object = {}) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: {
    DefinitionString: JSON.stringify({ QueryLanguage: 'JSONata', ...definition }),
    DefinitionSubstitutions: substitutions,
    RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
  },
});
const topic = { TOPIC: { Ref: 'Topic' } };
const queueArn = { 'Fn::GetAtt': ['Dead', 'Arn'] };

const stacks = {
  Data: {
    Resources: {
      Events: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'seq', KeyType: 'RANGE' },
          ],
          AttributeDefinitions: [
            { AttributeName: 'pk', AttributeType: 'S' },
            { AttributeName: 'seq', AttributeType: 'N' },
          ],
          StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
        },
      },
    },
    Outputs: {
      Name: { Value: { Ref: 'Events' }, Export: { Name: 'Data-Name' } },
      Stream: { Value: { 'Fn::GetAtt': ['Events', 'StreamArn'] }, Export: { Name: 'Data-Stream' } },
    },
  },
  App: {
    Parameters: { IssuerUrl: { Type: 'String' }, Minutes: { Type: 'Number', Default: 15 } },
    Resources: {
      Role: role('dynamodb:PutItem', 'sns:Publish', 'lambda:InvokeFunction'),
      Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
      Dead: { Type: 'AWS::SQS::Queue', Properties: {} },
      Write: lambda('write', { TABLE: { 'Fn::ImportValue': 'Data-Name' } }),
      Consume: lambda('consume', topic),
      Tick: lambda('tick', topic),
      Stopped: lambda('stopped', topic),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { Ref: 'Consume' },
          EventSourceArn: { 'Fn::ImportValue': 'Data-Stream' },
          StartingPosition: 'TRIM_HORIZON',
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          MaximumRetryAttempts: 3,
          FilterCriteria: { Filters: [{ Pattern: '{"dynamodb":{"NewImage":{"wakes":{"N":["1"]}}}}' }] },
          DestinationConfig: { OnFailure: { Destination: queueArn } },
        },
      },
      Machine: machine(
        {
          StartAt: 'Call',
          States: {
            Call: {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke',
              Arguments: { FunctionName: '${TickFunction}' },
              Next: 'Stop',
            },
            Stop: { Type: 'Fail', Error: 'Broken' },
          },
        },
        { TickFunction: { 'Fn::GetAtt': ['Tick', 'Arn'] } },
      ),
      Schedule: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          ScheduleExpression: { 'Fn::Join': ['', ['rate(', { Ref: 'Minutes' }, ' minutes)']] },
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: { Arn: { Ref: 'Machine' }, RoleArn: 'r', Input: '{}' },
        },
      },
      Failures: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: {
            source: ['aws.states'],
            detail: { status: ['FAILED', 'ABORTED'], stateMachineArn: [{ Ref: 'Machine' }] },
          },
          Targets: [{ Id: 'T', Arn: { 'Fn::GetAtt': ['Stopped', 'Arn'] } }],
        },
      },
      Async: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          FunctionName: { Ref: 'Stopped' },
          Qualifier: '$LATEST',
          MaximumRetryAttempts: 1,
          DestinationConfig: { OnFailure: { Destination: queueArn } },
        },
      },
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'a', ProtocolType: 'HTTP' } },
      Jwt: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          ApiId: { Ref: 'Api' },
          Name: 'jwt',
          AuthorizerType: 'JWT',
          IdentitySource: ['$request.header.Authorization'],
          JwtConfiguration: { Issuer: { Ref: 'IssuerUrl' }, Audience: ['here'] },
        },
      },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId: { Ref: 'Api' },
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: { 'Fn::GetAtt': ['Write', 'Arn'] },
          PayloadFormatVersion: '2.0',
        },
      },
      Route: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          ApiId: { Ref: 'Api' },
          RouteKey: 'POST /items',
          Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
          AuthorizationType: 'JWT',
          AuthorizerId: { Ref: 'Jwt' },
        },
      },
    },
  },
};

let cloud: Cloud | undefined;
afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
});

async function post(at: Cloud, who: string): Promise<Response> {
  const token = await at.token({ sub: 'officer-1', roles: ['frontDesk'] });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return fetch(`${at.apiUrl}/items`, { method: 'POST', body: JSON.stringify({ who }), headers });
}
const messages = (at: Cloud): string[] => at.outbox().map(({ message }) => message);

test('an unmodified assembly runs: API, table, stream, machine, schedule, events, and state survives a stop', async () => {
  const assembly = writeAssembly(stacks, bundles);
  const dir = tempDir();
  const boot = (at: number) => startCloud({ assembly, dir, clock: virtualClock(at), seed: 7 });
  cloud = await boot(START);
  const created = await post(cloud, 'an');
  expect([created.status, await created.text()]).toEqual([201, '2026-03-02T01:00:00.000Z']);
  expect((await post(cloud, 'an')).status).toBe(409);
  await cloud.clock.settle();
  expect(messages(cloud)).toEqual(['stream an by officer-1']);

  await cloud.clock.advanceTo(START + 20 * 60_000);
  expect(messages(cloud).slice(1)).toEqual([
    'tick 2026-03-02T01:15:00.000Z',
    'Sched FAILED Broken',
    'Sched FAILED Broken', // the one retry, a minute later
  ]);
  expect(cloud.deadLetters().map(({ reason, at }) => [reason, at - START])).toEqual([
    ['Error: not today', 16 * 60_000],
  ]);

  await post(cloud, 'poison');
  await cloud.clock.settle();
  expect(cloud.deadLetters()).toHaveLength(1); // still retrying, and time can pass meanwhile
  await cloud.stop();

  cloud = await boot(START + 21 * 60_000);
  expect(messages(cloud)).toHaveLength(4);
  await cloud.clock.advanceTo(START + 22 * 60_000);
  expect(cloud.deadLetters().map(({ source }) => source)).toEqual([
    expect.stringContaining('function:stopped'),
    'Mapping',
  ]);
  expect((await post(cloud, 'an')).status).toBe(409);
});

const uploads = {
  App: {
    Resources: {
      Role: role('sns:Publish'),
      Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
      Files: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: 'files',
          VersioningConfiguration: { Status: 'Enabled' },
          NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
        },
      },
      Quiet: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'quiet' } },
      Plan: {
        Type: 'AWS::GuardDuty::MalwareProtectionPlan',
        Properties: { Role: 'r', ProtectedResource: { S3Bucket: { BucketName: { Ref: 'Files' } } } },
      },
      Tell: lambda('tell', topic),
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: { source: ['aws.s3', 'aws.guardduty'] },
          Targets: [{ Id: 'T', Arn: { 'Fn::GetAtt': ['Tell', 'Arn'] } }],
        },
      },
    },
  },
};
const tell = `${call} export const handler = async (e) => publish([e['detail-type'], e.time,
  e.detail.object?.key ?? e.detail.s3ObjectDetails.objectKey, e.detail.scanResultDetails?.scanResultStatus ?? e.detail.object.size,
  typeof (e.detail.object?.['version-id'] ?? e.detail.s3ObjectDetails.versionId)].join(' ')).then(() => {});`;

test.each(['the stub', 'a clamd'])(
  'an upload raises its event and, from a protected bucket, the verdict of %s',
  async (which) => {
    // The clamd finds the other file, so that the two cannot be taken for each other.
    const clamd = await fakeClamd((data, socket) =>
      socket.end(data.includes('EICAR') ? 'stream: OK\0' : 'stream: Test FOUND\0'),
    );
    const isStub = which === 'the stub';
    const scanner = isStub ? eicarScanner : clamdAt(clamd.address);
    const assembly = writeAssembly(uploads, { tell });
    cloud = await startCloud({ assembly, clock: virtualClock(START), scanner });
    const s3 = new S3Client({
      endpoint: cloud.url,
      region: 'ap-southeast-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret' },
      systemClockOffset: START - Date.now(), // signatures are checked by the clock of the simulation
    });
    await s3.send(new PutObjectCommand({ Bucket: 'files', Key: 'clean.pdf', Body: '%PDF-1.7' }));
    await s3.send(new PutObjectCommand({ Bucket: 'files', Key: 'bad.pdf', Body: `%PDF-1.7 ${eicar}` }));
    await s3.send(new PutObjectCommand({ Bucket: 'quiet', Key: 'x', Body: 'x' }));
    await cloud.clock.settle();
    s3.destroy();
    const at = '2026-03-02T01:00:00Z';
    expect(messages(cloud).sort()).toEqual([
      `GuardDuty Malware Protection Object Scan Result ${at} bad.pdf ${isStub ? 'THREATS_FOUND' : 'NO_THREATS_FOUND'} string`,
      `GuardDuty Malware Protection Object Scan Result ${at} clean.pdf ${isStub ? 'NO_THREATS_FOUND' : 'THREATS_FOUND'} string`,
      `Object Created ${at} bad.pdf 77 string`,
      `Object Created ${at} clean.pdf 8 string`,
    ]);
    clamd.close();
  },
);
