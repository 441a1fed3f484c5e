import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { createApp } from '../../infra/assembly.ts';
import { machines } from '../../infra/internals.ts';
import { type ApiContext, apiContexts, type MachineSpec, pascal } from '../../infra/manifest.ts';
import { allFunctions } from '../../infra/operations.ts';

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  Condition: z.string().optional(),
  DependsOn: z.array(z.string()).default([]),
});
const TemplateShape = z.object({
  Resources: z.record(z.string(), Resource),
  Parameters: z.record(z.string(), z.looseObject({ Type: z.string() })).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Outputs: z.record(z.string(), z.unknown()).default({}),
});
export type Resource = z.infer<typeof Resource>;
export type StackTemplate = z.infer<typeof TemplateShape>;
/** Every stack by its part of the name; a context without an operation that needs a token has none. */
export type StackTemplates = Readonly<
  Record<'Data' | 'Workflow' | 'Api', StackTemplate> & Partial<Record<ApiContext, StackTemplate>>
>;

const write = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

const retry = [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 2, JitterStrategy: 'FULL' }];
const task = (resource: string, args: object) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${resource}`,
  Arguments: args,
  TimeoutSeconds: 60,
  Retry: retry,
  End: true,
});

/** The smallest definition that uses exactly what the machine's row grants, as branches of one Parallel state. */
export function exampleDefinition(spec: MachineSpec) {
  const substituted = (name: string) => `\${${name}}`;
  const table = { TableName: substituted('StateTable') };
  const queries = spec.indexes === undefined ? [] : ['Query' as const];
  const tasks = [
    ...[...(spec.state ?? []), ...queries].map((action) =>
      task(`aws-sdk:dynamodb:${action.charAt(0).toLowerCase()}${action.slice(1)}`, table),
    ),
    ...spec.invokes.map((name) =>
      task('lambda:invoke', { FunctionName: substituted(`${pascal(name)}Function`) }),
    ),
    ...(spec.starts ?? []).map((name) =>
      task('aws-sdk:sfn:startExecution', { StateMachineArn: substituted(`${pascal(name)}StateMachine`) }),
    ),
  ];
  const Branches: object[] = tasks.map((body, index) => ({
    StartAt: `Task ${index}`,
    States: { [`Task ${index}`]: body },
  }));
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'All',
    States: { All: { Type: 'Parallel', Branches, End: true } },
  } as const;
}

/** A source tree in a temporary folder that agrees with operations.ts: stub handlers and example definitions. */
export class SourceTree {
  readonly root = mkdtempSync(join(tmpdir(), 'mot-cua-infra-'));

  constructor() {
    for (const { context, name } of allFunctions) {
      write(this.handler(context, name), `export const handler = async () => '${name}';\n`);
    }
    for (const spec of machines) this.define(spec.name, JSON.stringify(exampleDefinition(spec)));
  }

  handler(context: string, name: string): string {
    return join(this.root, 'functions', context, `${name}.handler.ts`);
  }

  define(machine: string, text: string): void {
    write(join(this.root, 'statemachines', `${machine}.asl.json`), text);
  }

  app(stage: string): Promise<App> {
    return createApp({
      stage,
      outdir: join(this.root, `cdk.out.${stage}`),
      functions: join(this.root, 'functions'),
      definitions: join(this.root, 'statemachines'),
      bundles: join(this.root, 'bundles'),
    });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The templates of a stage, synthesised from a stub tree without CloudFormation validation (see nag.test.ts). */
export async function templatesOf(stage: 'dev' | 'prod'): Promise<StackTemplates> {
  const tree = new SourceTree();
  const before = process.env.CDK_VALIDATION;
  try {
    process.env.CDK_VALIDATION = 'false';
    const assembly = (await tree.app(stage)).synth();
    const template = (part: string) =>
      TemplateShape.parse(assembly.getStackByName(`MotCua-${stage}-${part}`).template);
    const names = new Set(assembly.stacks.map(({ stackName }) => stackName));
    return {
      ...{ Data: template('Data'), Workflow: template('Workflow'), Api: template('Api') },
      ...Object.fromEntries(
        apiContexts
          .filter((context) => names.has(`MotCua-${stage}-${pascal(context)}`))
          .map((context) => [context, template(pascal(context))]),
      ),
    };
  } finally {
    if (before === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = before;
    tree.remove();
  }
}

/** The resources of one type, by logical id. */
export const ofType = (template: StackTemplate, type: string): [id: string, resource: Resource][] =>
  Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);

const Statement = z.looseObject({
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
  Resource: z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]),
});
const Policy = z.object({
  PolicyDocument: z.object({ Statement: z.array(Statement) }),
  Roles: z.array(z.object({ Ref: z.string() })),
});
export interface Grant {
  readonly role: string;
  readonly action: string;
  /** The resource as JSON text: a literal, or its intrinsic. */
  readonly resource: string;
}

/** Every action × resource that a role's policy allows, one row each. */
export function grantsOf(template: StackTemplate): Grant[] {
  return ofType(template, 'AWS::IAM::Policy').flatMap(([, { Properties }]) => {
    const { PolicyDocument, Roles } = Policy.parse(Properties);
    return Roles.flatMap(({ Ref: role }) =>
      PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(
        ({ Action, Resource: resources }) =>
          Action.flatMap((action) =>
            resources.map((each) => ({ role, action, resource: JSON.stringify(each) })),
          ),
      ),
    );
  });
}
