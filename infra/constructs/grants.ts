import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** Something with a role of its own that can be given single actions. */
export interface Grantee {
  /** Adds exactly these actions on exactly these resources; a resource with a `*` in it needs a reason. */
  allow(actions: readonly string[], resources: readonly string[], wildcardReason?: string): void;
}

/** A function or any other grantee that also reads names from its environment. */
export interface Bindable extends Grantee {
  set(variable: string, value: string): void;
}

/** Says why a finding of cdk-nag's AwsSolutions pack is accepted for this construct and all inside it. */
export function acknowledge(scope: IConstruct, rule: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions-${rule}`, reason });
}

/** The text under which cdk-nag reports a resource: references flattened to `<LogicalId.Attribute>`. */
function flatten(node: unknown): string {
  if (typeof node === 'string') return node;
  if (typeof node !== 'object' || node === null) return '';
  for (const [kind, value] of Object.entries(node)) {
    if (kind === 'Ref') return `<${flatten(value)}>`;
    if (kind === 'Fn::ImportValue') return flatten(value);
    if (kind === 'Fn::GetAtt' && Array.isArray(value)) return `<${value.map(flatten).join('.')}>`;
    if (kind === 'Fn::Join' && Array.isArray(value) && Array.isArray(value[1])) {
      return value[1].map(flatten).join(flatten(value[0]));
    }
  }
  return JSON.stringify(node);
}

/** Puts one statement on a role and acknowledges its wildcards, which must be explained. */
export function grant(
  role: Role,
  actions: readonly string[],
  resources: readonly string[],
  wildcardReason?: string,
): void {
  const broad = actions.find((action) => action.includes('*'));
  if (broad !== undefined) throw new Error(`${role.node.path} asks for ${broad}; name single actions.`);
  for (const resource of resources.map((each) => flatten(Stack.of(role).resolve(each)))) {
    if (!resource.includes('*')) continue;
    if (wildcardReason === undefined)
      throw new Error(`${role.node.path} asks for ${resource} without a reason.`);
    acknowledge(role, `IAM5[Resource::${resource}]`, wildcardReason);
  }
  role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
}
