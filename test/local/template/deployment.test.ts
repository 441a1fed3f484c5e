// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholders
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assemblyHash, loadAssembly } from '../../../local/template/assembly.ts';
import { deploy } from '../../../local/template/deployment.ts';
import { resolve, type Scope } from '../../../local/template/intrinsics.ts';
import { INERT, RUN_HERE, STUBS } from '../../../local/template/support.ts';
import { tempDir, writeAssembly } from '../fixture.ts';

const url = 'http://127.0.0.1:1';
const deployed = (stacks: Record<string, object>, parameters: Record<string, string> = {}) =>
  deploy(loadAssembly(writeAssembly(stacks)), parameters, url);
const bucket = (name: unknown) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName: name } });
const bucketNames = (stacks: Record<string, object>, parameters: Record<string, string> = {}) =>
  deployed(stacks, parameters)
    .all(RUN_HERE['AWS::S3::Bucket'])
    .map(({ name }) => name);

const scope: Scope = {
  ref: (name) => `ref-${name}`,
  getAtt: (id, attribute) => `${id}:${attribute}`,
  condition: (name) => name === 'Yes',
  importValue: (name) => `imported-${name}`,
};

test.each([
  [{ Ref: 'A' }, 'ref-A'],
  [{ 'Fn::GetAtt': ['A', 'Arn'] }, 'A:Arn'],
  [{ 'Fn::GetAtt': 'A.Sub.Arn' }, 'A:Sub.Arn'],
  [{ 'Fn::Join': ['/', ['a', { Ref: 'B' }, ['c']]] }, 'a/ref-B/c'],
  [{ 'Fn::Select': [1, { 'Fn::Split': [':', 'x:y:z'] }] }, 'y'],
  [{ 'Fn::Sub': '${A} ${B.Arn} ${!C}' }, 'ref-A B:Arn ${C}'],
  [{ 'Fn::Sub': ['${v}-${A}', { v: { Ref: 'V' } }] }, 'ref-V-ref-A'],
  [{ 'Fn::If': ['Yes', 1, 2] }, 1],
  [{ 'Fn::If': ['No', 1, { 'Fn::If': ['Yes', 'inner', 0] }] }, 'inner'],
  [{ 'Fn::ImportValue': { 'Fn::Sub': '${A}-x' } }, 'imported-ref-A-x'],
  [
    { keep: 1, gone: { Ref: 'AWS::NoValue' }, list: [1, { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }] },
    { keep: 1, list: [1] },
  ],
  [{ Condition: { StringEquals: 'an IAM field' } }, { Condition: { StringEquals: 'an IAM field' } }],
])('%j resolves to %j', (value, expected) => {
  expect(resolve(value, scope)).toEqual(expected);
});

test('an unknown function or a dynamic reference is refused', () => {
  expect(() => resolve({ 'Fn::Cidr': [] }, scope)).toThrow('Fn::Cidr is not supported');
  expect(() => resolve('{{resolve:ssm:/a}}', scope)).toThrow('Dynamic references');
});

test('parameters, conditions and exports decide what is deployed', () => {
  const stacks = {
    Api: {
      Parameters: { Mail: { Type: 'String', Default: '' }, Stage: { Type: 'String' } },
      Conditions: {
        NoMail: { 'Fn::Equals': [{ Ref: 'Mail' }, ''] },
        HasMail: { 'Fn::Not': [{ Condition: 'NoMail' }] },
        Both: {
          'Fn::And': [
            { Condition: 'HasMail' },
            { 'Fn::Or': [{ Condition: 'NoMail' }, { 'Fn::Equals': ['x', 'x'] }] },
          ],
        },
      },
      Resources: {
        Always: bucket({ 'Fn::Sub': '${Stage}-${AWS::Region}-${AWS::AccountId}' }),
        Sometimes: { ...bucket('mail'), Condition: 'Both' },
        Imported: bucket({ 'Fn::ImportValue': 'Data-Name' }),
      },
    },
    Data: {
      Resources: { Own: { Type: 'AWS::S3::Bucket', Properties: {} } },
      Outputs: { Name: { Value: { Ref: 'Own' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}-Name' } } } },
    },
  };
  const own = expect.stringMatching(/^data-own-[0-9a-f]{8}$/);
  expect(bucketNames(stacks, { Stage: 'dev' })).toEqual(['dev-ap-southeast-1-000000000000', own, own]);
  expect(bucketNames(stacks, { Stage: 'dev', Mail: 'a@b' })).toContain('mail');
  expect(() => bucketNames(stacks)).toThrow('Parameter Stage of Api has no value');
});

test('what cannot be honoured refuses the boot, naming every resource and type', () => {
  const resources = {
    Cache: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: {} },
    Files: { Type: 'AWS::S3::Bucket', Properties: { ReplicationConfiguration: {} } },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        KeySchema: [],
        AttributeDefinitions: [],
        StreamSpecification: { StreamViewType: 'OLD_IMAGE' },
      },
    },
    Log: { Type: 'AWS::Logs::LogGroup', Properties: { Anything: 1 } },
  };
  let text = '';
  try {
    deployed({ App: { Resources: resources } });
  } catch (error) {
    text = String(error);
  }
  expect(text).toContain('App/Cache: AWS::ElastiCache::ReplicationGroup is not supported locally');
  expect(text).toMatch(/App\/Files \(AWS::S3::Bucket\): .*ReplicationConfiguration/);
  expect(text).toMatch(/App\/Table \(AWS::DynamoDB::Table\).*NEW_IMAGE[\s\S]*StreamSpecification/);
  expect(text).not.toContain('App/Log');
});

test('a template with a transform is refused rather than half read', () => {
  expect(() => deployed({ App: { Transform: 'AWS::Serverless-2016-10-31', Resources: {} } })).toThrow(
    'Transform',
  );
});

test('the three lists do not overlap, and every inert type and stub says why', () => {
  expect(Object.keys(RUN_HERE).filter((type) => type in INERT)).toEqual([]);
  for (const why of [...Object.values(INERT), ...Object.values(STUBS)]) expect(why).toMatch(/\w+ \w+/);
  const inert = deployed({
    App: { Resources: { A: { Type: 'AWS::Logs::LogGroup' }, B: { Type: 'AWS::Logs::LogGroup' } } },
  }).inert;
  expect(inert).toEqual([{ type: 'AWS::Logs::LogGroup', count: 2, why: INERT['AWS::Logs::LogGroup'] }]);
});

test('the assembly hash ignores formatting and the order of keys, and nothing else', () => {
  const dir = writeAssembly({ App: { Resources: { A: bucket('a'), B: bucket('b') } } });
  const other = tempDir();
  cpSync(dir, other, { recursive: true });
  const file = join(other, 'App.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8'));
  const { A, B } = template.Resources;
  writeFileSync(file, JSON.stringify({ Resources: { B, A } }, null, 2));
  expect(assemblyHash(other)).toBe(assemblyHash(dir));
  writeFileSync(file, JSON.stringify({ Resources: { B, A: B } }));
  expect(assemblyHash(other)).not.toBe(assemblyHash(dir));
});
