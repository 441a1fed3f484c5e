import type { IncomingHttpHeaders } from 'node:http';
import { beforeEach, expect, test } from 'vitest';
import { bodyOf } from '../../../local/body.ts';
import { virtualClock } from '../../../local/clock.ts';
import { createWire } from '../../../local/front/wire.ts';
import { type FunctionAnswer, sdkInvoker, TaskError, type TaskInvoker } from '../../../local/sfn/index.ts';

interface Seen {
  headers: IncomingHttpHeaders;
  body: string;
}

const clock = virtualClock(0);
const ctx = { executionArn: 'arn:aws:states:ap-southeast-1:000000000000:execution:m:run' };
let seen: Seen[] = [];
let answer: { status: number; body: string };
let invoke: TaskInvoker;
let fault: TaskError | undefined;
let functionAnswer: FunctionAnswer;

beforeEach(() => {
  seen = [];
  fault = undefined;
  answer = { status: 200, body: '{}' };
  const wire = createWire(async (req, res) => {
    seen.push({ headers: req.headers, body: (await bodyOf(req)).toString() });
    res.writeHead(answer.status).end(answer.body);
  });
  invoke = sdkInvoker({
    wire,
    clock,
    invokeFunction: async () => functionAnswer,
    fault: () => fault,
  });
});

const failure = (error: string, cause: unknown = expect.anything()) =>
  expect.objectContaining({ error, cause });

test('DynamoDB items are respelt on the way out and back', async () => {
  answer.body = '{"Item":{"open":{"BOOL":true},"gone":{"NULL":true},"list":{"L":[{"SS":["a"]}]}}}';
  const args = { TableName: 'State', Key: { pk: { S: 'a' }, m: { M: { flag: { Bool: true } } } } };
  const result = await invoke('aws-sdk:dynamodb:getItem', args, ctx);
  expect(seen[0]?.headers['x-amz-target']).toBe('DynamoDB_20120810.GetItem');
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
    TableName: 'State',
    Key: { pk: { S: 'a' }, m: { M: { flag: { BOOL: true } } } },
  });
  expect(result).toEqual({
    Item: { open: { Bool: true }, gone: { Nul: true }, list: { L: [{ Ss: ['a'] }] } },
  });
});

test('the spelling that AWS refuses in ASL is refused here too', async () => {
  const args = { TableName: 'State', Key: { pk: { BOOL: true } } };
  await expect(invoke('aws-sdk:dynamodb:getItem', args, ctx)).rejects.toThrow(failure('States.Runtime'));
  expect(seen).toEqual([]);
});

test('the errors of a service carry its name', async () => {
  answer = {
    status: 400,
    body: '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"no"}',
  };
  const args = { TableName: 'State' };
  await expect(invoke('aws-sdk:dynamodb:updateItem.waitForTaskToken', args, ctx)).rejects.toThrow(
    failure('DynamoDb.ConditionalCheckFailedException'),
  );
  answer = { status: 400, body: '{"__type":"ExecutionAlreadyExists","message":"there"}' };
  await expect(invoke('aws-sdk:sfn:startExecution', {}, ctx)).rejects.toThrow(
    failure('Sfn.ExecutionAlreadyExistsException'),
  );
  await expect(invoke('states:startExecution', {}, ctx)).rejects.toThrow(
    failure('StepFunctions.ExecutionAlreadyExistsException'),
  );
  // An outage of Step Functions is no error of its model: the SDK knows it by the name of the service.
  answer = { status: 500, body: '{"__type":"InternalFailure","message":"later"}' };
  await expect(invoke('aws-sdk:sfn:startExecution', {}, ctx)).rejects.toThrow(failure('Sfn.SfnException'));
  answer = { status: 500, body: '{"__type":"InternalServerError","message":"later"}' };
  await expect(invoke('aws-sdk:dynamodb:updateItem', {}, ctx)).rejects.toThrow(
    failure('DynamoDb.InternalServerErrorException'),
  );
});

test('an execution is started with an object as its input', async () => {
  answer.body = '{"executionArn":"arn:x","startDate":1.5}';
  const args = { StateMachineArn: 'arn:m', Name: 'n', Input: { a: 1 } };
  const result = await invoke('aws-sdk:sfn:startExecution', args, ctx);
  const sent = { stateMachineArn: 'arn:m', name: 'n', input: '{"a":1}' };
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual(sent);
  expect(result).toEqual({ ExecutionArn: 'arn:x', StartDate: '1970-01-01T00:00:01.500Z' });
});

test('a function answers with a payload, and fails with the type of its error', async () => {
  functionAnswer = { ok: { n: 1 } };
  const args = { FunctionName: 'f', Payload: {} };
  expect(await invoke('lambda:invoke', args, ctx)).toMatchObject({ Payload: { n: 1 }, StatusCode: 200 });
  functionAnswer = { error: { errorType: 'TypeError', errorMessage: 'x is not a function' } };
  await expect(invoke('lambda:invoke', args, ctx)).rejects.toThrow(
    failure('TypeError', '{"errorType":"TypeError","errorMessage":"x is not a function"}'),
  );
});

test('a topic gets a form', async () => {
  answer.body = '<PublishResponse><MessageId>m-1</MessageId></PublishResponse>';
  const result = await invoke('sns:publish', { TopicArn: 't', Message: { a: 1 } }, ctx);
  expect(result).toEqual({ MessageId: 'm-1' });
  expect(new URLSearchParams(seen[0]?.body).get('Message')).toBe('{"a":1}');
});

test('a fault is injected before the call', async () => {
  fault = new TaskError('DynamoDb.TransactionConflictException', 'injected');
  await expect(invoke('aws-sdk:dynamodb:updateItem', {}, ctx)).rejects.toThrow(fault);
  expect(seen).toEqual([]);
});

test('what is not run is refused by name', () => {
  expect(invoke.refusal?.('aws-sdk:dynamodb:updateItem.waitForTaskToken')).toBeUndefined();
  expect(invoke.refusal?.('aws-sdk:textract:analyzeDocument')).toMatch(/textract/);
  expect(invoke.refusal?.('states:startExecution.sync:2')).toMatch(/not run here/);
});
