import { lambda, role } from '../fixture.ts';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const inside = (id: string, path: string) => ({ 'Fn::Join': ['', [arn(id), path]] });
export const allow = (Action: string | string[], Resource: unknown) => ({
  Effect: 'Allow',
  Action,
  Resource,
});
export const machine = (name: string, roleId: string, call: object = callNoop) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: {
    StateMachineName: name,
    DefinitionString: JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Call',
      States: { Call: { Type: 'Task', ...call, End: true } },
    }),
    RoleArn: arn(roleId),
  },
});
const callNoop = { Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'noop' } };
const getItem = {
  Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem',
  Arguments: { TableName: 'Table', Key: { pk: { S: 'a' } } },
};
export const policy = (...Statement: object[]) => ({
  Type: 'AWS::IAM::Policy',
  Properties: {
    PolicyName: 'Attached',
    Roles: [{ Ref: 'Role' }],
    PolicyDocument: { Version: '2012-10-17', Statement },
  },
});

/** A role with a policy of its own and one attached, and one of everything it may or may not use. */
export const resources = {
  Role: role('sns:GetTopicAttributes'),
  Idle: role(),
  Caller: role('lambda:InvokeFunction'),
  Attached: policy(
    allow('dynamodb:PutItem', arn('Table')),
    allow('s3:PutObject', inside('Files', '/in/*')),
    allow('s3:GetObject', inside('Files', '/*')),
    { ...allow('s3:PutObject', inside('Files', '/in/secret*')), Effect: 'Deny' },
    allow('states:StartExecution', { Ref: 'Willing' }),
    allow('sns:Publish', { Ref: 'Open' }),
    allow('events:PutEvents', arn('OpenBus')),
    allow('ses:SendEmail', 'arn:aws:ses:ap-southeast-1:000000000000:identity/office@example.vn'),
  ),
  Noop: lambda('noop'),
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'Table',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    },
  },
  Files: {
    Type: 'AWS::S3::Bucket',
    Properties: { BucketName: 'files', VersioningConfiguration: { Status: 'Enabled' } },
  },
  Open: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'open' } },
  Closed: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'closed' } },
  OpenBus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'open' } },
  ClosedBus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'closed' } },
  Office: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'office@example.vn' } },
  Boss: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'boss@example.vn' } },
  Texter: role('sns:Publish'),
  Topicless: {
    ...policy({ ...allow('sns:Publish', 'arn:aws:sns:*:*:*'), Effect: 'Deny' }),
    Properties: {
      ...policy({ ...allow('sns:Publish', 'arn:aws:sns:*:*:*'), Effect: 'Deny' }).Properties,
      Roles: [{ Ref: 'Texter' }],
    },
  },
  TextNoop: {
    ...lambda('textNoop'),
    Properties: { ...lambda('noop').Properties, FunctionName: 'textNoop', Role: arn('Texter') },
  },
  Willing: machine('willing', 'Caller'),
  Unable: machine('unable', 'Idle'),
  Reader: machine('reader', 'Caller', getItem),
};
export const bundles = { noop: 'export const handler = async () => "done";' };
