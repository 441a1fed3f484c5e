import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { allFunctions } from '../../infra/operations.ts';
import {
  grantsOf,
  ofType,
  type Resource,
  type StackTemplate,
  type StackTemplates,
  templatesOf,
} from './fixture.ts';

const GetAtt = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) });
const FunctionShape = z.object({
  FunctionName: z.string(),
  Role: GetAtt,
  LoggingConfig: z.object({ LogGroup: z.object({ Ref: z.string() }) }),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
  Runtime: z.literal('nodejs24.x'),
  Architectures: z.tuple([z.literal('arm64')]),
  MemorySize: z.number(),
  Timeout: z.number(),
});

let templates: StackTemplates;
beforeAll(async () => {
  templates = await templatesOf('dev');
});
const each = () => Object.values(templates);
const functionsOf = (template: StackTemplate) =>
  ofType(template, 'AWS::Lambda::Function').map(([id, { Properties }]) => ({
    id,
    ...FunctionShape.parse(Properties),
  }));
const functionNamed = (name: string) => {
  for (const template of each()) {
    const fn = functionsOf(template).find((one) => one.FunctionName === `mot-cua-dev-${name}`);
    if (fn !== undefined) return { ...fn, template };
  }
  throw new Error(`no function ${name}`);
};
/** What a function may do beyond its logs, as `action on resource`. */
const rightsOf = (name: string) => {
  const { Role, template } = functionNamed(name);
  return grantsOf(template)
    .filter(({ role, action }) => role === Role['Fn::GetAtt'][0] && !action.startsWith('logs:'))
    .map(({ action, resource }) => `${action} on ${resource}`)
    .sort();
};
const imported = (name: string) => `{"Fn::ImportValue":"MotCua-dev-Data-${name}"}`;
const inside = (name: string, suffix: string) => `{"Fn::Join":["",[${imported(name)},"${suffix}"]]}`;

describe('functions', () => {
  it('are exactly those of operations.ts', () => {
    const names = each().flatMap((template) => functionsOf(template).map((fn) => fn.FunctionName));
    expect(names.sort()).toEqual(allFunctions.map(({ name }) => `mot-cua-dev-${name}`).sort());
  });

  it('have a role and a log group each, with retention, and write to no other log group', () => {
    for (const template of each()) {
      const functions = functionsOf(template);
      expect(new Set(functions.map((fn) => fn.Role['Fn::GetAtt'][0])).size).toBe(functions.length);
      expect(new Set(functions.map((fn) => fn.LoggingConfig.LogGroup.Ref)).size).toBe(functions.length);
      for (const fn of functions) {
        const group = fn.LoggingConfig.LogGroup.Ref;
        expect(template.Resources[group]?.Properties).toMatchObject({ RetentionInDays: 14 });
        const logging = grantsOf(template).filter(
          ({ role, action }) => role === fn.Role['Fn::GetAtt'][0] && action.startsWith('logs:'),
        );
        expect(logging.map(({ action }) => action).sort()).toEqual([
          'logs:CreateLogStream',
          'logs:PutLogEvents',
        ]);
        for (const { resource } of logging) expect(resource).toBe(`{"Fn::GetAtt":["${group}","Arn"]}`);
      }
    }
  });

  it('know the names of what they are bound to and of nothing else', () => {
    const variables = {
      state: 'STATE_TABLE',
      indexes: 'STATE_TABLE',
      event: 'EVENT_TABLE',
      quarantine: 'QUARANTINE_BUCKET',
      archive: 'ARCHIVE_BUCKET',
      dossier: 'DOSSIER_STATE_MACHINE_ARN',
      digitisation: 'DIGITISATION_STATE_MACHINE_ARN',
      alerts: 'ALERT_TOPIC_ARN',
      bus: 'EVENT_BUS',
      mail: 'NOTICE_SENDER',
      sms: 'SMS_ENABLED',
      stage: 'STAGE',
      links: 'CONSOLE_URL RUNBOOK_URL',
      inspection: 'INSPECTION_LIMITS',
    };
    for (const { name, bind } of allFunctions) {
      const expected = new Set(['LOG_LEVEL']);
      for (const [binding, names] of Object.entries(variables))
        if (binding in bind) for (const variable of names.split(' ')) expected.add(variable);
      expect(Object.keys(functionNamed(name).Environment.Variables).sort(), name).toEqual(
        [...expected].sort(),
      );
    }
  });

  it('may do exactly what their rows say', () => {
    expect(rightsOf('inbox')).toEqual([
      `dynamodb:BatchGetItem on ${imported('StateTableArn')}`,
      `dynamodb:GetItem on ${imported('StateTableArn')}`,
      `dynamodb:Query on ${imported('StateTableArn')}`,
      `dynamodb:Query on ${inside('StateTableArn', '/index/holder')}`,
      `dynamodb:Query on ${inside('StateTableArn', '/index/inbox')}`,
    ]);
    expect(rightsOf('reusablePapers')).toEqual([
      `dynamodb:BatchGetItem on ${imported('StateTableArn')}`,
      `dynamodb:GetItem on ${imported('StateTableArn')}`,
      `dynamodb:Query on ${imported('StateTableArn')}`,
      `dynamodb:Query on ${inside('StateTableArn', '/index/reuse')}`,
    ]);
    expect(rightsOf('track')).toEqual([`dynamodb:GetItem on ${imported('StateTableArn')}`]);
    expect(rightsOf('archive')).toEqual(
      [
        `dynamodb:GetItem on ${imported('StateTableArn')}`,
        `dynamodb:UpdateItem on ${imported('StateTableArn')}`,
        `s3:GetObjectVersion on ${inside('QuarantineBucketArn', '/*')}`,
        `s3:GetObject on ${inside('ArchiveBucketArn', '/archive/*')}`,
        `s3:ListBucket on ${imported('ArchiveBucketArn')}`,
        `s3:PutObject on ${inside('ArchiveBucketArn', '/archive/*')}`,
        `s3:PutObjectRetention on ${inside('ArchiveBucketArn', '/archive/*')}`,
      ].sort(),
    );
    expect(rightsOf('notify').filter((right) => right.startsWith('states:'))).toEqual([]);
    expect(rightsOf('observe').filter((right) => right.startsWith('dynamodb:'))).toEqual([
      `dynamodb:GetItem on ${imported('StateTableArn')}`,
      `dynamodb:Query on ${imported('StateTableArn')}`,
      `dynamodb:Query on ${inside('StateTableArn', '/index/inbox')}`,
      `dynamodb:Query on ${inside('StateTableArn', '/index/stuck')}`,
    ]);
    const machine = '{"Ref":"DossierStateMachine';
    for (const right of rightsOf('signal').filter((each) => each.startsWith('states:')))
      expect(right).toContain(machine);
    const revive = rightsOf('reviveSpine').filter((each) =>
      each.includes(':execution:mot-cua-dev-dossier:*'),
    );
    expect(revive.map((right) => right.split(' ')[0])).toEqual([
      'states:DescribeExecution',
      'states:GetExecutionHistory',
      'states:StopExecution',
    ]);
  });

  it('never delete or change an event, and only archive and the forms write to the archive', () => {
    const all = each().flatMap(grantsOf);
    const onEvents = all.filter(({ resource }) => resource === imported('EventTableArn'));
    expect(new Set(onEvents.map(({ action }) => action))).toEqual(
      new Set(['dynamodb:PutItem', 'dynamodb:Query']),
    );
    const archiving = (action: string) =>
      allFunctions
        .filter(({ name }) =>
          rightsOf(name).some((right) =>
            right.startsWith(`s3:${action} on ${inside('ArchiveBucketArn', '/archive/*')}`),
          ),
        )
        .map(({ name }) => name)
        .sort();
    expect(archiving('PutObject')).toEqual(['archive', 'book', 'renderForm', 'writeManifest']);
    expect(archiving('GetObjectVersion')).toEqual([
      'book',
      'downloadDocument',
      'fixity',
      'getForm',
      'getManifest',
      'verify',
    ]);
    expect(rightsOf('verify'), 'reads only').toEqual(
      [
        ...['BatchGetItem', 'GetItem', 'Query'].map(
          (action) => `dynamodb:${action} on ${imported('StateTableArn')}`,
        ),
        `dynamodb:Query on ${inside('StateTableArn', '/index/inbox')}`,
        `dynamodb:Query on ${imported('EventTableArn')}`,
        `dynamodb:Query on ${inside('EventTableArn', '/index/counted')}`,
        `s3:GetObjectVersion on ${inside('ArchiveBucketArn', '/archive/*')}`,
        `s3:ListBucket on ${imported('ArchiveBucketArn')}`,
      ].sort(),
    );
  });
});

describe('what is kept', () => {
  it('is locked by one function, and nobody may lift a lock or delete anything', () => {
    const actions = (pattern: RegExp) =>
      each()
        .flatMap(grantsOf)
        .filter(({ action }) => pattern.test(action))
        .map(({ action }) => action);
    expect(
      actions(/^s3:(Bypass|Delete|PutLifecycle|PutBucketVersioning|PutBucketObjectLock|PutObjectLegal)/),
    ).toEqual([]);
    expect(actions(/^s3:PutObjectRetention$/)).toHaveLength(1);
  });
});

describe('roles', () => {
  it('name single actions and no managed policy', () => {
    for (const template of each()) {
      for (const { action, role } of grantsOf(template))
        expect(action, role).toMatch(/^[a-z0-9]+:[A-Za-z]+$/);
      for (const [id, { Properties }] of ofType(template, 'AWS::IAM::Role')) {
        expect(Properties, id).not.toHaveProperty('ManagedPolicyArns');
      }
    }
  });

  it('have a wildcard resource only for the four things that AWS or the data force', () => {
    const forced = [
      // Object keys of the two buckets, executions of one machine, GuardDuty's own rule.
      /^\{"Fn::Join":\["",\[\{"Fn::ImportValue":"MotCua-dev-Data-(QuarantineBucketArn"\},"|ArchiveBucketArn"\},"\/archive)\/\*"\]\]\}$/,
      /^\{"Fn::Join":\["",\[\{"Fn::GetAtt":\["BucketsQuarantine\w+","Arn"\]\},"\/\*"\]\]\}$/,
      /:execution:mot-cua-dev-dossier:\*"\]\]\}$/,
      /:rule\/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3\*"\]\]\}$/,
    ];
    const unscoped = new Set<string>();
    for (const { role, action, resource } of each().flatMap(grantsOf)) {
      if (resource === '"*"') unscoped.add(action);
      else if (resource.includes('*'))
        expect(
          forced.some((known) => known.test(resource)),
          `${role} ${resource}`,
        ).toBe(true);
    }
    // These have no resource-level permissions.
    expect(
      [...unscoped].filter(
        (action) => !/^logs:.*(Log(Delivery|Deliveries|Groups)|ResourcePolic(y|ies))$/.test(action),
      ),
    ).toEqual(['dynamodb:ListStreams', 'guardduty:SendObjectMalwareScan', 'sns:Publish']);
  });

  it('are assumed by one service each', () => {
    const Trust = z.object({
      AssumeRolePolicyDocument: z.object({
        Statement: z.tuple([z.looseObject({ Principal: z.object({ Service: z.string() }) })]),
      }),
    });
    const principals = (resource: Resource) =>
      Trust.parse(resource.Properties).AssumeRolePolicyDocument.Statement[0].Principal.Service;
    const services = each().flatMap((template) =>
      ofType(template, 'AWS::IAM::Role').map(([, role]) => principals(role)),
    );
    expect(new Set(services)).toEqual(
      new Set([
        'lambda.amazonaws.com',
        'states.amazonaws.com',
        'scheduler.amazonaws.com',
        'malware-protection-plan.guardduty.amazonaws.com',
      ]),
    );
  });
});

it('every stack stays under 400 resources and has only the resource types we chose', () => {
  for (const [part, { Resources }] of Object.entries(templates)) {
    expect(Object.keys(Resources).length, part).toBeLessThan(400);
  }
  const types = new Set(each().flatMap(({ Resources }) => Object.values(Resources).map(({ Type }) => Type)));
  expect([...types].filter((type) => type.startsWith('Custom::') || type.includes('CustomResource'))).toEqual(
    [],
  );
});

it('no resource waits for itself, however many steps away', () => {
  for (const { Resources } of each()) {
    const after = new Map(
      Object.entries(Resources).map(([id, resource]) => {
        const text = JSON.stringify([resource.Properties, resource.DependsOn]);
        return [id, Object.keys(Resources).filter((other) => other !== id && text.includes(`"${other}"`))];
      }),
    );
    // Takes away, again and again, whatever waits for nothing that is left: only circles remain.
    const left = new Set(after.keys());
    for (let before = -1; before !== left.size; ) {
      before = left.size;
      for (const id of left) if (!after.get(id)?.some((other) => left.has(other))) left.delete(id);
    }
    expect([...left]).toEqual([]);
  }
});
