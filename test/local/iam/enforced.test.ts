import {
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import {
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { virtualClock } from '../../../local/clock.ts';
import { type Cloud, startCloud } from '../../../local/cloud.ts';
import { LOCAL } from '../../../local/template/physical.ts';
import { writeAssembly } from '../fixture.ts';
import { allow, bundles, machine, policy, resources } from './template.ts';

const START = Date.parse('2026-03-02T01:00:00Z');

let cloud: Cloud;
const lines: string[] = [];
const clients = (accessKeyId: string, secretAccessKey: string) => {
  const common = {
    endpoint: cloud.url,
    region: LOCAL.region,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
    systemClockOffset: START - Date.now(), // signatures are checked by the clock of the simulation
  };
  return {
    dynamo: new DynamoDBClient(common),
    s3: new S3Client({ ...common, forcePathStyle: true }),
    sfn: new SFNClient(common),
    sns: new SNSClient(common),
    ses: new SESv2Client(common),
    events: new EventBridgeClient(common),
  };
};
let mine: ReturnType<typeof clients>;
let admin: ReturnType<typeof clients>;
beforeAll(async () => {
  cloud = await startCloud({
    assembly: writeAssembly({ App: { Resources: resources } }, bundles),
    clock: virtualClock(START),
    log: (line) => lines.push(line),
  });
  mine = clients('local-App-Role', 'local-secret-Role');
  admin = clients(LOCAL.accessKeyId, LOCAL.secretAccessKey);
});
afterAll(async () => {
  for (const client of [mine, admin].flatMap(Object.values<{ destroy(): void }>)) client.destroy();
  await cloud.stop();
});

/** `<status> <name>: <message>` of what a client throws. */
const outcome = (sent: Promise<object>): Promise<string> =>
  sent.then(
    () => 'done',
    ({ $metadata, name, message }) => `${$metadata.httpStatusCode} ${name}: ${message}`,
  );
const topic = (name: string) => `arn:aws:sns:${LOCAL.region}:${LOCAL.account}:${name}`;
const machineArn = (name: string) => `arn:aws:states:${LOCAL.region}:${LOCAL.account}:stateMachine:${name}`;
const put = { TableName: 'Table', Item: { pk: { S: 'a' } } };
const key = { TableName: 'Table', Key: { pk: { S: 'a' } } };

test('DynamoDB: an item may be put and not deleted, alone or in a transaction', async () => {
  expect(await outcome(mine.dynamo.send(new PutItemCommand(put)))).toBe('done');
  expect(await outcome(mine.dynamo.send(new DeleteItemCommand(key)))).toMatch(
    /^400 AccessDeniedException: User: arn:aws:sts::0+:assumed-role\/App-Role-\w+\/local is not authorized to perform: dynamodb:DeleteItem on resource: arn:aws:dynamodb:[\w-]+:0+:table\/Table because no identity-based policy allows/,
  );
  const both = { TransactItems: [{ Put: put }, { Delete: key }] };
  expect(await outcome(mine.dynamo.send(new TransactWriteItemsCommand(both)))).toContain(
    'dynamodb:DeleteItem',
  );
  expect(
    await outcome(mine.dynamo.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: put }] }))),
  ).toBe('done');
  expect(await outcome(admin.dynamo.send(new DeleteItemCommand(key)))).toBe('done');
  expect(lines.filter((line) => line.startsWith('IAM: role App-Role-'))).toContainEqual(
    expect.stringMatching(/may not dynamodb:DeleteItem on arn:aws:dynamodb:[\w-]+:0+:table\/Table /),
  );
});

describe('S3', () => {
  const file = (Key: string) => ({ Bucket: 'files', Key });
  const store = (s3: S3Client, Key: string) => s3.send(new PutObjectCommand({ ...file(Key), Body: 'x' }));

  test('an object may be put where the policy says, unless another statement denies it', async () => {
    expect(await outcome(store(mine.s3, 'in/a'))).toBe('done');
    expect(await outcome(store(mine.s3, 'out/a'))).toMatch(
      /^403 AccessDenied: .*s3:PutObject .*files\/out\/a/,
    );
    expect(await outcome(store(mine.s3, 'in/secret'))).toMatch(/^403 AccessDenied: .*with an explicit deny/);
  });

  test('without ListBucket a missing object is 403, with it 404', async () => {
    const missing = new GetObjectCommand(file('in/none'));
    expect(await outcome(mine.s3.send(missing))).toMatch(/^403 AccessDenied: .*s3:ListBucket .*:::files /);
    expect(await outcome(admin.s3.send(missing))).toMatch(/^404 NoSuchKey/);
    expect(await outcome(mine.s3.send(new HeadObjectCommand(file('in/none'))))).toMatch(/^403 /);
  });

  test('a named version is another right than the current one, also as the source of a copy', async () => {
    const { VersionId } = await store(admin.s3, 'out/v');
    expect(await outcome(mine.s3.send(new GetObjectCommand(file('out/v'))))).toBe('done');
    expect(await outcome(mine.s3.send(new GetObjectCommand({ ...file('out/v'), VersionId })))).toMatch(
      /^403 AccessDenied: .*s3:GetObjectVersion/,
    );
    const copy = (CopySource: string, to: string) =>
      outcome(mine.s3.send(new CopyObjectCommand({ ...file(to), CopySource })));
    expect(await copy('files/out/v', 'in/copy')).toBe('done');
    expect(await copy('files/out/v', 'out/copy')).toContain('s3:PutObject');
    expect(await copy(`files/out/v?versionId=${VersionId}`, 'in/copy')).toContain('s3:GetObjectVersion');
  });

  test('a presigned form is worth what its signer may do when it is used', async () => {
    const post = async (Key: string) => {
      const { url, fields } = await createPresignedPost(mine.s3, { ...file(Key), Expires: 300 });
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      form.set('file', new Blob(['x']));
      const answer = await fetch(url, { method: 'POST', body: form });
      return `${answer.status} ${await answer.text()}`;
    };
    expect(await post('in/form')).toBe('204 ');
    expect(await post('out/form')).toMatch(/^403 .*<Code>AccessDenied<\/Code>.*s3:PutObject/s);
  });
});

test('Step Functions: one machine may be started, executions may not be described, tokens not answered', async () => {
  const start = (name: string) =>
    outcome(mine.sfn.send(new StartExecutionCommand({ stateMachineArn: machineArn(name), name: 'e' })));
  expect(await start('willing')).toBe('done');
  expect(await start('unable')).toMatch(/^400 AccessDeniedException: .*states:StartExecution/);
  const executionArn = `${machineArn('willing').replace('stateMachine', 'execution')}:e`;
  expect(await outcome(mine.sfn.send(new DescribeExecutionCommand({ executionArn })))).toMatch(
    /^400 AccessDeniedException: .*states:DescribeExecution .*execution:willing:e/,
  );
  const callback = new SendTaskSuccessCommand({ taskToken: 'used up', output: '{}' });
  expect(await outcome(mine.sfn.send(callback))).toMatch(
    /^400 AccessDeniedException: .*states:SendTaskSuccess/,
  );
  expect(await outcome(admin.sfn.send(callback))).toMatch(/^400 InvalidToken/);
});

test('a state machine calls with the rights of its own role', async () => {
  const run = async (name: string) => {
    const started = { stateMachineArn: machineArn(name), name: 'own' };
    const { executionArn } = await admin.sfn.send(new StartExecutionCommand(started));
    await cloud.clock.settle();
    const { status, error, cause } = await admin.sfn.send(new DescribeExecutionCommand({ executionArn }));
    return [status, error, cause];
  };
  expect(await run('willing')).toEqual(['SUCCEEDED', undefined, undefined]);
  expect(await run('unable')).toEqual([
    'FAILED',
    'Lambda.AWSLambdaException',
    expect.stringMatching(/lambda:InvokeFunction on resource: .*function:noop/),
  ]);
  expect(await run('reader')).toEqual([
    'FAILED',
    'DynamoDb.AccessDeniedException',
    expect.stringMatching(/role\/App-Caller-.* dynamodb:GetItem on resource: .*table\/Table/),
  ]);
});

test('SNS: one topic and not the other', async () => {
  const publish = (name: string) =>
    outcome(mine.sns.send(new PublishCommand({ TopicArn: topic(name), Message: 'm' })));
  expect(await publish('open')).toBe('done');
  expect(await publish('closed')).toMatch(/^403 AuthorizationError.*: .*sns:Publish .*:closed/i);
});

test('SNS: a telephone is on no topic, and a right to topics does not reach it', async () => {
  const message = { PhoneNumber: '+84912345678', Message: 'm' };
  expect(await outcome(mine.sns.send(new PublishCommand(message)))).toMatch(/^403 AuthorizationError/);
  const texter = clients('local-App-Texter', 'local-secret-Texter');
  expect(await outcome(texter.sns.send(new PublishCommand(message)))).toBe('done');
  expect(
    await outcome(texter.sns.send(new PublishCommand({ TopicArn: topic('open'), Message: 'm' }))),
  ).toMatch(/explicit deny/);
  for (const client of Object.values<{ destroy(): void }>(texter)) client.destroy();
});

test('EventBridge: one bus and not the other, whoever else is in the request', async () => {
  const put = (...buses: string[]) => {
    const entry = { Source: 'me', DetailType: 'Thing', Detail: '{}' };
    const Entries = buses.map((EventBusName) => ({ ...entry, EventBusName }));
    return outcome(mine.events.send(new PutEventsCommand({ Entries })));
  };
  expect(await put('open')).toBe('done');
  expect(await put('open', 'closed')).toMatch(/^400 AccessDenied.*: .*events:PutEvents .*event-bus\/closed/);
  expect(await put('default')).toMatch(/event-bus\/default/);
});

test('SES: mail in one name and not in another', async () => {
  const mail = (FromEmailAddress: string) =>
    outcome(
      mine.ses.send(
        new SendEmailCommand({
          FromEmailAddress,
          Destination: { ToAddresses: ['a@example.vn'] },
          Content: { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } },
        }),
      ),
    );
  expect(await mail('office@example.vn')).toBe('done');
  expect(await mail('boss@example.vn')).toMatch(/^400 AccessDenied.*: .*ses:SendEmail .*identity\/boss@/);
});

test('a key that nobody was given is refused', async () => {
  const { dynamo, s3 } = clients('local-App-Nobody', 'x');
  expect(await outcome(dynamo.send(new PutItemCommand(put)))).toMatch(/^400 UnrecognizedClientException/);
  expect(await outcome(s3.send(new GetObjectCommand({ Bucket: 'files', Key: 'in/a' })))).toMatch(
    /^403 InvalidAccessKeyId/,
  );
  dynamo.destroy();
  s3.destroy();
});

describe('the boot is refused', () => {
  const boot = (changes: object) => {
    const changed = { App: { Resources: { ...resources, ...changes } } };
    return startCloud({ assembly: writeAssembly(changed, bundles), clock: virtualClock(START) });
  };
  test.each([
    [
      'a condition',
      policy({ ...allow('s3:*', '*'), Condition: { Bool: { 'aws:SecureTransport': true } } }),
      /Policies of App\/Role: conditions/,
    ],
    [
      'NotAction',
      policy({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }),
      /App\/Attached .*NotAction/s,
    ],
    [
      'a managed policy',
      { Type: 'AWS::IAM::ManagedPolicy', Properties: {} },
      /ManagedPolicy is not supported/,
    ],
    [
      'managed policies of a role',
      { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: [] } },
      /ManagedPolicyArns/,
    ],
  ])('%s', async (_, Attached, reason) => {
    await expect(boot({ Attached })).rejects.toThrow(reason);
  });

  test('a role that is not there', async () => {
    const stranger = machine('unable', 'Idle');
    const Unable = { ...stranger, Properties: { ...stranger.Properties, RoleArn: 'arn:aws:iam::1:role/x' } };
    await expect(boot({ Unable })).rejects.toThrow('arn:aws:iam::1:role/x is not a role of this template');
  });
});
