/** Physical names, `Ref` values and attributes of resources: stable across restarts, and valid as names on AWS. */
import { createHash } from 'node:crypto';

/** Where the embedded cloud pretends to be. */
export const LOCAL = {
  region: 'ap-southeast-1',
  account: '000000000000',
  partition: 'aws',
  accessKeyId: 'local',
  secretAccessKey: 'local-secret',
} as const;

/** Names of one resource. */
export interface Identity {
  readonly name: string;
  readonly arn: string;
  readonly ref: string;
  attribute(name: string): string | undefined;
}

interface Kind {
  readonly property?: string;
  readonly max?: number;
  readonly lower?: boolean;
  readonly arn?: (name: string) => string;
  readonly refIsArn?: boolean;
  readonly attributes?: (name: string, arn: string, url: string) => Record<string, string>;
}

const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${LOCAL.region}:${LOCAL.account}:${resource}`;

const KINDS: Record<string, Kind> = {
  'AWS::DynamoDB::Table': {
    property: 'TableName',
    arn: (name) => arn('dynamodb', `table/${name}`),
    attributes: (_name, tableArn) => ({ StreamArn: `${tableArn}/stream/local` }),
  },
  'AWS::S3::Bucket': { property: 'BucketName', max: 63, lower: true, arn: (name) => `arn:aws:s3:::${name}` },
  'AWS::Lambda::Function': {
    property: 'FunctionName',
    max: 64,
    arn: (name) => arn('lambda', `function:${name}`),
  },
  'AWS::StepFunctions::StateMachine': {
    property: 'StateMachineName',
    max: 80,
    refIsArn: true,
    arn: (name) => arn('states', `stateMachine:${name}`),
    attributes: (name) => ({ Name: name }),
  },
  'AWS::IAM::Role': {
    property: 'RoleName',
    max: 64,
    arn: (name) => `arn:aws:iam::${LOCAL.account}:role/${name}`,
  },
  'AWS::SNS::Topic': {
    property: 'TopicName',
    refIsArn: true,
    arn: (name) => arn('sns', name),
    attributes: (name, topicArn) => ({ TopicArn: topicArn, TopicName: name }),
  },
  'AWS::SQS::Queue': {
    property: 'QueueName',
    max: 80,
    arn: (name) => arn('sqs', name),
    attributes: (name) => ({ QueueName: name, QueueUrl: `https://sqs.invalid/${name}` }),
  },
  'AWS::Events::EventBus': { property: 'Name', max: 256, arn: (name) => arn('events', `event-bus/${name}`) },
  'AWS::Events::Rule': { property: 'Name', max: 64, arn: (name) => arn('events', `rule/${name}`) },
  'AWS::Scheduler::Schedule': {
    property: 'Name',
    max: 64,
    arn: (name) => arn('scheduler', `schedule/default/${name}`),
  },
  'AWS::ApiGatewayV2::Api': { attributes: (name, _arn, url) => ({ ApiEndpoint: url, ApiId: name }) },
  'AWS::ApiGatewayV2::Authorizer': { attributes: (name) => ({ AuthorizerId: name }) },
  'AWS::ApiGatewayV2::Stage': { property: 'StageName' },
};

/** The identity of a resource, from its (resolved) explicit name or its stack and logical id. */
export function identify(
  type: string,
  stack: string,
  logicalId: string,
  properties: Record<string, unknown>,
  url: string,
): Identity {
  const kind = KINDS[type] ?? {};
  const explicit = kind.property === undefined ? undefined : properties[kind.property];
  const name = typeof explicit === 'string' ? explicit : generate(stack, logicalId, kind);
  const service = type.split('::')[1]?.toLowerCase() ?? 'aws';
  const resourceArn = kind.arn?.(name) ?? arn(service, name);
  const attributes: Record<string, string> = {
    Arn: resourceArn,
    ...kind.attributes?.(name, resourceArn, url),
  };
  return {
    name,
    arn: resourceArn,
    ref: kind.refIsArn ? resourceArn : name,
    // Types without an entry are inert: nobody acts on the value, so any stable text will do.
    attribute: (a) => attributes[a] ?? (type in KINDS ? undefined : `${resourceArn}/${a}`),
  };
}

function generate(stack: string, logicalId: string, kind: Kind): string {
  const suffix = createHash('sha256').update(`${stack}/${logicalId}`).digest('hex').slice(0, 8);
  const name = `${`${stack}-${logicalId}`.slice(0, (kind.max ?? 128) - 9)}-${suffix}`;
  return kind.lower ? name.toLowerCase() : name;
}
