/**
 * What the embedded cloud does with each CloudFormation type: RUN_HERE (emulated; every property either used or set
 * aside with a reason), INERT (accepted, does nothing, and why), and everything else refuses the boot.
 */
import * as z from 'zod';
import { PolicyDocument } from '../iam/policy.ts';

/** A property that is accepted but has no effect here, and why. */
const aside = (why: string) => z.unknown().optional().describe(why);
const text = z.string();
const count = z.coerce.number();
const flag = z.union([z.boolean(), z.stringbool()]);
const tags = aside('labels only');
const billing = aside('nothing is billed or throttled locally');
const atRest = aside('the data folder is protected by the file system');
const role = aside('what AWS itself delivers or scans is not checked locally');
/** The properties of a type: these and no other, apart from tags. */
const runs = <S extends z.ZodRawShape>(shape: S) => z.strictObject({ ...shape, Tags: tags });
const tracing = aside('no X-Ray locally');

const keySchema = z.array(z.strictObject({ AttributeName: text, KeyType: z.enum(['HASH', 'RANGE']) }));
const index = z.strictObject({
  IndexName: text,
  KeySchema: keySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(text).optional(),
  }),
});
const deadLetter = z.strictObject({ Arn: text });
const retries = z.strictObject({
  MaximumRetryAttempts: count.optional(),
  MaximumEventAgeInSeconds: count.optional(),
});

/** Types that run, each with the properties it may have. An unknown property refuses the boot. */
export const RUN_HERE = {
  'AWS::DynamoDB::Table': runs({
    TableName: text.optional(),
    KeySchema: keySchema,
    AttributeDefinitions: z.array(
      z.strictObject({ AttributeName: text, AttributeType: z.enum(['S', 'N', 'B']) }),
    ),
    BillingMode: billing,
    GlobalSecondaryIndexes: z.array(index).optional(),
    StreamSpecification: z.strictObject({ StreamViewType: z.literal('NEW_IMAGE') }).optional(),
    TimeToLiveSpecification: z.strictObject({ AttributeName: text, Enabled: flag }).optional(),
    SSESpecification: atRest,
    PointInTimeRecoverySpecification: aside('copy the data folder instead'),
    DeletionProtectionEnabled: aside('nothing deletes tables locally'),
  }),
  'AWS::S3::Bucket': runs({
    BucketName: text.optional(),
    VersioningConfiguration: z.strictObject({ Status: z.enum(['Enabled', 'Suspended']) }).optional(),
    ObjectLockEnabled: flag.optional(),
    NotificationConfiguration: z
      .strictObject({
        EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: flag.optional() }).optional(),
      })
      .optional(),
    CorsConfiguration: aside('browsers: one port, so one origin'),
    LifecycleConfiguration: aside('files are not expired locally'),
    PublicAccessBlockConfiguration: aside('unsigned requests are always refused'),
    BucketEncryption: atRest,
    LoggingConfiguration: aside('no access logs locally'),
  }),
  'AWS::Lambda::Function': runs({
    FunctionName: text.optional(),
    Code: z.strictObject({ S3Bucket: z.unknown(), S3Key: text }),
    Handler: text,
    Runtime: text.regex(/^nodejs\d+\.x$/),
    Timeout: count.default(3),
    MemorySize: count.default(128).describe('reported to the function, not enforced'),
    Environment: z.strictObject({ Variables: z.record(text, z.coerce.string()).default({}) }).optional(),
    Role: text,
    Architectures: aside('bundles hold no native code'),
    Description: tags,
    LoggingConfig: aside('logs go to <data>/logs'),
    TracingConfig: tracing,
  }),
  'AWS::Lambda::EventInvokeConfig': runs({
    FunctionName: text,
    Qualifier: z.literal('$LATEST'),
    MaximumRetryAttempts: count.default(2),
    MaximumEventAgeInSeconds: count.default(21_600),
    DestinationConfig: z
      .strictObject({ OnFailure: z.strictObject({ Destination: text }).optional() })
      .default({}),
  }),
  'AWS::Lambda::EventSourceMapping': runs({
    EventSourceArn: text,
    FunctionName: text,
    StartingPosition: z
      .enum(['LATEST', 'TRIM_HORIZON'])
      .describe('every record since the table was created is delivered'),
    BatchSize: count.default(100),
    Enabled: z.literal(true).optional(),
    FilterCriteria: z.strictObject({ Filters: z.array(z.strictObject({ Pattern: text })) }).optional(),
    FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
    BisectBatchOnFunctionError: flag.default(false),
    MaximumRetryAttempts: count.default(-1),
    MaximumRecordAgeInSeconds: count.default(-1),
    DestinationConfig: z
      .strictObject({ OnFailure: z.strictObject({ Destination: text }).optional() })
      .default({}),
  }),
  'AWS::StepFunctions::StateMachine': runs({
    StateMachineName: text.optional(),
    StateMachineType: z.enum(['STANDARD', 'EXPRESS']).default('STANDARD'),
    DefinitionString: text,
    DefinitionSubstitutions: z.record(text, z.coerce.string()).default({}),
    RoleArn: text,
    LoggingConfiguration: aside('the history is kept and can be read by GetExecutionHistory'),
    TracingConfiguration: tracing,
  }),
  'AWS::IAM::Role': runs({
    RoleName: text.optional(),
    Description: tags,
    AssumeRolePolicyDocument: aside('a role the service cannot assume is refused when it is deployed'),
    Policies: z.array(z.strictObject({ PolicyName: text, PolicyDocument })).default([]),
  }),
  'AWS::IAM::Policy': runs({
    PolicyName: text,
    PolicyDocument,
    Roles: z.array(text),
  }),
  'AWS::ApiGatewayV2::Api': runs({
    Name: text,
    ProtocolType: z.literal('HTTP'),
    CorsConfiguration: aside('browsers: one port, so one origin'),
    Description: tags,
  }),
  'AWS::ApiGatewayV2::Route': runs({
    ApiId: text,
    RouteKey: text.regex(/^(GET|POST|PUT|PATCH|DELETE) \/[^+]*$/),
    Target: text,
    AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
    AuthorizerId: text.optional(),
  }),
  'AWS::ApiGatewayV2::Integration': runs({
    ApiId: text,
    IntegrationType: z.literal('AWS_PROXY'),
    IntegrationUri: text,
    IntegrationMethod: aside('always POST for Lambda'),
    PayloadFormatVersion: z.literal('2.0'),
    TimeoutInMillis: aside('a function is ended by its own timeout'),
  }),
  'AWS::ApiGatewayV2::Authorizer': runs({
    ApiId: text,
    Name: text,
    AuthorizerType: z.literal('JWT'),
    IdentitySource: z.tuple([z.literal('$request.header.Authorization')]),
    JwtConfiguration: z.strictObject({ Issuer: text, Audience: z.array(text) }),
  }),
  'AWS::ApiGatewayV2::Stage': runs({
    ApiId: text,
    StageName: z.literal('$default'),
    AutoDeploy: z.literal(true),
    AccessLogSettings: aside('no access log locally'),
    DefaultRouteSettings: aside('nothing is throttled locally'),
    RouteSettings: aside('nothing is throttled locally'),
    Description: tags,
  }),
  'AWS::Events::EventBus': runs({ Name: text, Description: tags }),
  'AWS::Events::Rule': runs({
    Name: text.optional(),
    EventBusName: text.optional(),
    EventPattern: z.record(text, z.unknown()),
    State: z.literal('ENABLED').optional(),
    Description: tags,
    Targets: z.array(
      z.strictObject({
        Id: text,
        Arn: text,
        RoleArn: role,
        RetryPolicy: retries.default({}),
        DeadLetterConfig: deadLetter.optional(),
      }),
    ),
  }),
  'AWS::Scheduler::Schedule': runs({
    Name: text.optional(),
    GroupName: tags,
    Description: tags,
    ScheduleExpression: text,
    ScheduleExpressionTimezone: text.default('UTC'),
    FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF') }),
    State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
    Target: z.strictObject({
      Arn: text,
      Input: text.default('{}'),
      RoleArn: role,
      RetryPolicy: retries.default({}),
      DeadLetterConfig: deadLetter.optional(),
    }),
  }),
  'AWS::SNS::Topic': runs({
    TopicName: text.optional(),
    DisplayName: tags,
    TracingConfig: tracing,
  }),
  'AWS::SNS::Subscription': runs({
    TopicArn: text,
    Protocol: z.enum(['email', 'email-json']),
    Endpoint: text.describe('mail is not sent: messages are listed by GET /_local/outbox'),
  }),
  'AWS::SES::EmailIdentity': runs({
    EmailIdentity: text.describe('counts as verified; mail is not sent, see GET /_local/outbox'),
  }),
  'AWS::SQS::Queue': runs({
    QueueName: text.optional(),
    MessageRetentionPeriod: aside('dead letters are kept until --empty'),
    VisibilityTimeout: aside('a dead letter sink that can be listed, not a queue'),
    SqsManagedSseEnabled: atRest,
  }),
  'AWS::GuardDuty::MalwareProtectionPlan': runs({
    ProtectedResource: z.strictObject({
      S3Bucket: z.strictObject({ BucketName: text, ObjectPrefixes: z.array(text).default([]) }),
    }),
    Actions: aside('objects are not tagged locally; the verdict comes as an event'),
    Role: role,
  }),
} as const;

/** A type that runs here. */
export type RunType = keyof typeof RUN_HERE;

const RESOURCE_POLICY =
  'policies of resources are not evaluated locally, only those of roles: API, events, schedules, streams and dead letters deliver freely';

/** Types accepted without effect, and why that is honest. */
export const INERT: Readonly<Record<string, string>> = {
  'AWS::Lambda::Permission': RESOURCE_POLICY,
  'AWS::S3::BucketPolicy': RESOURCE_POLICY,
  'AWS::SNS::TopicPolicy': RESOURCE_POLICY,
  'AWS::SQS::QueuePolicy': RESOURCE_POLICY,
  'AWS::Logs::LogGroup': 'logs go to <data>/logs and are not expired',
  'AWS::CloudWatch::Alarm': 'no metrics are collected locally',
  'AWS::CloudWatch::Dashboard': 'no metrics are collected locally',
  'AWS::CDK::Metadata': 'CDK bookkeeping',
};

/** Types that run as a stand-in which a person should know about; printed at boot. */
export const STUBS: Readonly<Partial<Record<RunType, string>>> = {
  'AWS::SNS::Subscription': 'mail is not sent; see GET /_local/outbox',
  'AWS::SES::EmailIdentity': 'mail and text messages are not sent; see GET /_local/outbox',
  'AWS::SQS::Queue': 'a list of dead letters; see GET /_local/dead-letters',
};
