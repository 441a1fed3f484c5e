import { expect, test } from 'vitest';
import { dynamoNeeds, sfnNeeds, snsNeeds } from '../../../local/iam/needs.ts';

const table = (name: string) => `arn:aws:dynamodb:ap-southeast-1:000000000000:table/${name}`;

test.each([
  ['GetItem', { TableName: 'T' }, [['GetItem', table('T')]]],
  ['Query', { TableName: 'T', IndexName: 'due' }, [['Query', `${table('T')}/index/due`]]],
  ['GetItem', { TableName: table('T') }, [['GetItem', table('T')]]],
  [
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: { TableName: 'T' } },
        { Update: { TableName: 'T' } },
        { Delete: { TableName: 'U' } },
        { ConditionCheck: { TableName: 'U' } },
      ],
    },
    [
      ['PutItem', table('T')],
      ['UpdateItem', table('T')],
      ['DeleteItem', table('U')],
      ['ConditionCheckItem', table('U')],
    ],
  ],
  ['TransactGetItems', { TransactItems: [{ Get: { TableName: 'T' } }] }, [['GetItem', table('T')]]],
  [
    'BatchGetItem',
    { RequestItems: { T: { Keys: [] }, U: { Keys: [] } } },
    [
      ['BatchGetItem', table('T')],
      ['BatchGetItem', table('U')],
    ],
  ],
  ['ListTables', {}, [['ListTables', '*']]],
  ['GetItem', { TableName: 7 }, [['GetItem', '*']]], // odd input slips through no gap
])('DynamoDB %s %j', (operation, input, expected) => {
  const needs = dynamoNeeds(operation, JSON.stringify(input));
  expect(needs).toEqual(
    expected.map(([action, resource]) => ({ action: `dynamodb:${action}`, resources: [resource] })),
  );
});

test.each([
  ['StartExecution', { stateMachineArn: 'M', name: 'n' }, ['M']],
  ['StopExecution', { executionArn: 'E' }, ['E']],
  ['SendTaskSuccess', { taskToken: 'open', output: '{}' }, ['machine of open']],
  ['ListStateMachines', {}, ['*']],
])('Step Functions %s %j', (operation, input, resources) => {
  expect(sfnNeeds(operation, JSON.stringify(input), (token) => [`machine of ${token}`])).toEqual([
    { action: `states:${operation}`, resources },
  ]);
});

test('what is no JSON needs a right on everything', () => {
  expect(dynamoNeeds('GetItem', '{')).toEqual([{ action: 'dynamodb:GetItem', resources: ['*'] }]);
  expect(sfnNeeds('StartExecution', '[]', () => [])).toEqual([
    { action: 'states:StartExecution', resources: ['*'] },
  ]);
});

test('SNS', () => {
  expect(snsNeeds('Action=Publish&TopicArn=arn%3Atopic&Message=m')).toEqual([
    { action: 'sns:Publish', resources: ['arn:topic'] },
  ]);
});
