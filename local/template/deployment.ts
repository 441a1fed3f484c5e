/** Turns an assembly and parameter values into resolved resources, or refuses it by name. */
import * as z from 'zod';
import type { Assembly, StackTemplate } from './assembly.ts';
import { evaluate, resolve, type Scope } from './intrinsics.ts';
import { isRecord } from './json.ts';
import { type Identity, identify, LOCAL } from './physical.ts';
import { INERT, RUN_HERE, type RunType } from './support.ts';

/** A resource that runs here. */
export interface Resource<T> {
  readonly stack: string;
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly props: T;
}

/** All resources of the assembly, by type. */
export interface Deployment {
  /** Those of one type, which is named by its schema: `all(RUN_HERE['AWS::S3::Bucket'])`. */
  all<S extends z.ZodType>(schema: S): Resource<z.infer<S>>[];
  /** Inert types present in the templates, with their number and the reason. */
  readonly inert: readonly { type: string; count: number; why: string }[];
}

const isRunType = (type: string): type is RunType => type in RUN_HERE;

/**
 * Resolves every stack. `parameters` override template parameters of the same name wherever they are declared; `url` is
 * the address that stands for the API endpoint. Throws one error naming every resource that cannot be honoured.
 */
export function deploy(assembly: Assembly, parameters: Record<string, string>, url: string): Deployment {
  const exports = new Map<string, () => unknown>();
  const importValue = (name: string): unknown => {
    const value = exports.get(name);
    if (!value) throw new Error(`No stack exports ${name}`);
    return value();
  };
  const scopes = assembly.stacks.map((stack) => ({
    stack,
    scope: stackScope(stack, parameters, url, importValue),
  }));
  for (const { stack, scope } of scopes)
    for (const output of Object.values(stack.template.Outputs))
      if (
        output.Export !== undefined &&
        (output.Condition === undefined || scope.condition(output.Condition))
      )
        exports.set(String(resolve(output.Export.Name, scope)), () => resolve(output.Value, scope));

  const running = new Map<z.ZodType, Resource<unknown>[]>();
  const inert = new Map<string, number>();
  const refusals: string[] = [];
  for (const { stack, scope } of scopes)
    for (const [id, resource] of Object.entries(stack.template.Resources)) {
      const type = resource.Type;
      if (resource.Condition !== undefined && !scope.condition(resource.Condition)) continue;
      if (type in INERT) inert.set(type, (inert.get(type) ?? 0) + 1);
      else if (!isRunType(type)) refusals.push(`${stack.name}/${id}: ${type} is not supported locally`);
      else {
        try {
          const parsed = RUN_HERE[type].safeParse(resolve(resource.Properties, scope));
          if (parsed.success) {
            const { name, arn } = scope.identity(id);
            const list = running.get(RUN_HERE[type]) ?? [];
            running.set(RUN_HERE[type], [...list, { stack: stack.name, id, name, arn, props: parsed.data }]);
          } else refusals.push(`${stack.name}/${id} (${type}): ${z.prettifyError(parsed.error)}`);
        } catch (error) {
          refusals.push(
            `${stack.name}/${id} (${type}): ${error instanceof Error ? error.message : String(error)}`,
          );
        }
      }
    }
  if (refusals.length > 0)
    throw new Error(`The embedded cloud refuses this template:\n${refusals.join('\n')}`);
  return {
    all: (schema) => (running.get(schema) ?? []).map((r) => ({ ...r, props: schema.parse(r.props) })),
    inert: [...inert].map(([type, count]) => ({ type, count, why: INERT[type] ?? '' })),
  };
}

function stackScope(
  stack: StackTemplate,
  overrides: Record<string, string>,
  url: string,
  importValue: Scope['importValue'],
): Scope & { identity(id: string): Identity } {
  const { template, name: stackName } = stack;
  const conditions = new Map<string, boolean>();
  const identities = new Map<string, Identity>();
  const pseudo: Record<string, unknown> = {
    'AWS::AccountId': LOCAL.account,
    'AWS::Region': LOCAL.region,
    'AWS::Partition': LOCAL.partition,
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stackName,
    'AWS::StackId': `arn:aws:cloudformation:${LOCAL.region}:${LOCAL.account}:stack/${stackName}/local`,
    'AWS::NotificationARNs': [],
  };
  const identity = (id: string): Identity => {
    const known = identities.get(id);
    if (known) return known;
    const resource = template.Resources[id];
    if (!resource) throw new Error(`${stackName} has no resource or parameter ${id}`);
    // Only a property called …Name can be the physical name; resolving the others here could run in a circle.
    const names = Object.entries(resource.Properties).filter(([key]) => key.endsWith('Name'));
    const properties = resolve(Object.fromEntries(names), scope);
    const made = identify(resource.Type, stackName, id, isRecord(properties) ? properties : {}, url);
    identities.set(id, made);
    return made;
  };
  const scope: Scope & { identity(id: string): Identity } = {
    identity,
    importValue,
    ref(name) {
      if (name in pseudo) return pseudo[name];
      const parameter = template.Parameters[name];
      if (!parameter) return identity(name).ref;
      const value = overrides[name] ?? parameter.Default;
      if (value === undefined) throw new Error(`Parameter ${name} of ${stackName} has no value`);
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return parameter.Type === 'CommaDelimitedList' ? text.split(',') : text;
    },
    getAtt(id, attribute) {
      const value = identity(id).attribute(attribute);
      if (value === undefined) throw new Error(`${id}.${attribute} is not supported locally`);
      return value;
    },
    condition(name) {
      const known = conditions.get(name);
      if (known !== undefined) return known;
      if (!(name in template.Conditions)) throw new Error(`${stackName} has no condition ${name}`);
      const value = evaluate(template.Conditions[name], scope);
      conditions.set(name, value);
      return value;
    },
  };
  return scope;
}
