import { describe, expect, test } from 'vitest';
import { evaluator, PolicyDocument } from '../../../local/iam/policy.ts';

const decide = (...Statement: object[]) =>
  evaluator(PolicyDocument.parse({ Version: '2012-10-17', Statement }).Statement);
const allow = (Action: string | string[], Resource: string | string[]) => ({
  Effect: 'Allow',
  Action,
  Resource,
});
const deny = (Action: string | string[], Resource: string | string[]) => ({
  Effect: 'Deny',
  Action,
  Resource,
});
const table = 'arn:aws:dynamodb:r:1:table/State';

describe('one statement', () => {
  test.each([
    // action and resource, one or several
    ['dynamodb:GetItem', table, 'dynamodb:GetItem', table, true],
    ['dynamodb:GetItem', table, 'dynamodb:PutItem', table, false],
    ['dynamodb:GetItem', table, 'dynamodb:GetItem', `${table}s`, false],
    [['s3:GetObject', 'dynamodb:GetItem'], ['arn:aws:s3:::b/*', table], 'dynamodb:GetItem', table, true],
    // actions regardless of case, resources not
    ['DynamoDB:getitem', table, 'dynamodb:GetItem', table, true],
    ['dynamodb:GetItem', table.replace('State', 'state'), 'dynamodb:GetItem', table, false],
    // wildcards
    ['*', '*', 'dynamodb:GetItem', table, true],
    ['dynamodb:*', '*', 's3:GetObject', 'arn:aws:s3:::b/k', false],
    ['dynamodb:Get*', table, 'dynamodb:GetItem', table, true],
    ['dynamodb:Get*', table, 'dynamodb:BatchGetItem', table, false],
    ['dynamodb:?etItem', table, 'dynamodb:GetItem', table, true],
    ['dynamodb:?etItem', table, 'dynamodb:tGetItem', table, false],
    ['dynamodb:Query', `${table}/index/*`, 'dynamodb:Query', `${table}/index/due`, true],
    ['dynamodb:Query', `${table}/index/*`, 'dynamodb:Query', table, false],
    ['dynamodb:Query', table, 'dynamodb:Query', `${table}/index/due`, false],
    ['s3:GetObject', 'arn:aws:s3:::b/*', 's3:GetObject', 'arn:aws:s3:::b/a/b:c\n', true],
    ['s3:GetObject', 'arn:aws:s3:::b/*', 's3:GetObject', 'arn:aws:s3:::bb/a', false],
    ['s3:GetObject', 'arn:aws:s3:::b/?', 's3:GetObject', 'arn:aws:s3:::b/ab', false],
    ['s3:GetObject', 'arn:aws:s3:::a.b/*', 's3:GetObject', 'arn:aws:s3:::a-b/k', false],
    // a wildcard stays within its part of the ARN, the last part holds the rest
    [
      'states:*',
      'arn:aws:states:*:1:execution:m:*',
      'states:StopExecution',
      'arn:aws:states:r:1:execution:m:e:x',
      true,
    ],
    [
      'states:*',
      'arn:aws:states:*:execution:m:e',
      'states:StopExecution',
      'arn:aws:states:r:1:execution:m:e',
      false,
    ],
    [
      'lambda:InvokeFunction',
      'arn:aws:lambda:r:1:function:f',
      'lambda:InvokeFunction',
      'arn:aws:lambda:r:1:function:f:2',
      false,
    ],
    [
      'lambda:InvokeFunction',
      'arn:aws:lambda:r:1:function:f:*',
      'lambda:InvokeFunction',
      'arn:aws:lambda:r:1:function:f:2',
      true,
    ],
    [
      'lambda:InvokeFunction',
      'arn:aws:lambda:r:1:function:f:*',
      'lambda:InvokeFunction',
      'arn:aws:lambda:r:1:function:f',
      false,
    ],
  ])('%j on %j, asked for %s on %s: %s', (actions, resources, action, resource, expected) => {
    expect(decide(allow(actions, resources))(action, resource)).toBe(expected ? 'allowed' : 'notAllowed');
    expect(decide(deny(actions, resources))(action, resource)).toBe(expected ? 'denied' : 'notAllowed');
  });
});

test('a Deny outweighs every Allow, in whatever order; the second answer is as the first', () => {
  for (const statements of [
    [allow('s3:*', '*'), deny('s3:PutObject', 'arn:aws:s3:::b/secret/*')],
    [deny('s3:PutObject', 'arn:aws:s3:::b/secret/*'), allow('s3:*', '*')],
  ]) {
    const decided = decide(...statements);
    for (let again = 0; again < 2; again++) {
      expect(decided('s3:PutObject', 'arn:aws:s3:::b/secret/1')).toBe('denied');
      expect(decided('s3:PutObject', 'arn:aws:s3:::b/open/1')).toBe('allowed');
      expect(decided('s3:GetObject', 'arn:aws:s3:::b/secret/1')).toBe('allowed');
    }
  }
  expect(decide()('s3:GetObject', 'arn:aws:s3:::b/k')).toBe('notAllowed');
});

test('what could not be decided rightly is refused', () => {
  expect(() => decide({ ...allow('s3:*', '*'), Condition: { Bool: {} } })).toThrow('conditions');
  expect(() => decide(allow('s3:GetObject', 'bucket/*'))).toThrow('not a plain ARN: bucket/*');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
  expect(() => decide(allow('s3:GetObject', 'arn:aws:s3:::b/${aws:userid}'))).toThrow('not a plain ARN');
  expect(() => decide(allow('GetObject', '*'))).toThrow('not an action: GetObject');
  const { Action, ...rest } = allow('s3:*', '*');
  expect(() => decide({ ...rest, NotAction: Action })).toThrow('NotAction');
});
