import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { grantsOf, ofType, type StackTemplate, type StackTemplates, templatesOf } from './fixture.ts';

/** How applicants are told: parameters decide, and what is off has neither identity nor right. */
let templates: StackTemplates;
beforeAll(async () => {
  templates = await templatesOf('dev');
});
const workflow = () => templates.Workflow;
const conditionOf = (id: string) => workflow().Conditions[workflow().Resources[id]?.Condition ?? ''];

const Policy = z.object({
  PolicyName: z.string(),
  PolicyDocument: z.object({ Statement: z.array(z.looseObject({ Effect: z.string() })) }),
});
const policyNamed = (name: string) => {
  for (const [id, { Properties }] of ofType(workflow(), 'AWS::IAM::Policy')) {
    const policy = Policy.parse(Properties);
    if (policy.PolicyName === name) return { id, statements: policy.PolicyDocument.Statement };
  }
  throw new Error(`no policy ${name}`);
};
const hasSender = { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'NoticeSender' }, ''] }] };
const hasSms = { 'Fn::Equals': [{ Ref: 'SmsEnabled' }, 'true'] };

it('by default nobody is written to', () => {
  expect(workflow().Parameters).toMatchObject({
    NoticeSender: { Default: '' },
    SmsEnabled: { Default: 'false', AllowedValues: ['true', 'false'] },
  });
});

it('mail needs a sender: its identity and the right to use it exist only with one', () => {
  const [identity] = ofType(workflow(), 'AWS::SES::EmailIdentity');
  expect(identity?.[1].Properties).toMatchObject({ EmailIdentity: { Ref: 'NoticeSender' } });
  expect(conditionOf(identity?.[0] ?? '')).toEqual(hasSender);
  const { id, statements } = policyNamed('SendMail');
  expect(conditionOf(id)).toEqual(hasSender);
  expect(statements).toEqual([
    {
      Effect: 'Allow',
      Action: 'ses:SendEmail',
      Resource: { 'Fn::Join': ['', expect.arrayContaining([':identity/', { Ref: 'NoticeSender' }])] },
    },
  ]);
});

it('text messages may go to telephones and to no topic, if they are on', () => {
  const { id, statements } = policyNamed('SendSms');
  expect(conditionOf(id)).toEqual(hasSms);
  expect(statements).toEqual([
    { Effect: 'Allow', Action: 'sns:Publish', Resource: '*' },
    {
      Effect: 'Deny',
      Action: 'sns:Publish',
      Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sns:*:*:*']] },
    },
  ]);
});

it('one function alone may send to applicants, and two may publish on the bus', () => {
  const roles = (pattern: RegExp) =>
    Object.values<StackTemplate>(templates)
      .flatMap(grantsOf)
      .filter(({ action, resource }) => pattern.test(`${action} ${resource}`))
      .map(({ role }) => role.replace(/Role\w+$/, ''));
  expect(roles(/^ses:SendEmail/)).toEqual(['SendNoticeFunction']);
  expect(roles(/^sns:Publish "\*"/)).toEqual(['SendNoticeFunction']);
  expect(roles(/^events:PutEvents/).sort()).toEqual(['PublishFunction', 'RedriveNoticesFunction']);
});
