import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { aslProblems, calledActions, substitutionNames } from '../asl-rules.ts';
import { resourceName, type StageConfig } from '../config.ts';
import { type MachineSpec, pascal } from '../manifest.ts';
import { BoundMachine, type BoundTable } from './bindings.ts';
import type { BoundFunction } from './bound-function.ts';
import { acknowledge, type Grantee, grant } from './grants.ts';
import { retainedLogs } from './logs.ts';

export interface MachineProps {
  readonly config: StageConfig;
  /** The folder of `<name>.asl.json`. */
  readonly definitions: string;
  readonly state: BoundTable;
  /** Functions and machines this one may call, by name. */
  readonly functions: ReadonlyMap<string, BoundFunction>;
  readonly machines: ReadonlyMap<string, Machine>;
}

/**
 * A Standard state machine from its plain definition, with a role of its own. Synthesis fails when the
 * definition breaks a rule of asl-rules.ts, or calls anything other than what its row in operations.ts grants.
 */
export class Machine extends Construct implements Grantee {
  readonly machineName: string;
  readonly machine: StateMachine;
  readonly #role: Role;
  readonly #granted = new Set<string>();
  readonly #substitutions: Record<string, string> = {};

  constructor(scope: Construct, spec: MachineSpec, props: MachineProps) {
    super(scope, `${pascal(spec.name)}StateMachine`);
    this.machineName = resourceName(props.config, spec.name);
    this.#role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    this.#connect(spec, props);
    const definition = readFileSync(join(props.definitions, `${spec.name}.asl.json`), 'utf8');
    this.#check(spec.name, definition);
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: this.machineName,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(definition),
      definitionSubstitutions: this.#substitutions,
      role: this.#role,
      logs: {
        destination: retainedLogs(this, `/aws/vendedlogs/states/${this.machineName}`, props.config),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
    });
    acknowledge(
      this,
      'SF1',
      'The execution history holds every event for 90 days; logs of ALL events would cost more than the transitions.',
    );
    acknowledge(
      this,
      'SF2',
      'X-Ray is off: the history shows each state with its times, and a trace per wait of days says nothing more.',
    );
    acknowledge(
      this,
      'IAM5[Resource::*]',
      'Log delivery of Step Functions has no resource-level permissions (AWS documentation).',
    );
  }

  /** Adds single actions on the machine's role. */
  allow(actions: readonly string[], resources: readonly string[], wildcardReason?: string): void {
    for (const action of actions) this.#granted.add(action);
    grant(this.#role, actions, resources, wildcardReason);
  }

  /** This machine as functions see it, under the environment variable that tells them its ARN. */
  bound(variable: string): BoundMachine {
    return new BoundMachine(this, variable, this.machine.stateMachineArn, this.machineName);
  }

  #connect(spec: MachineSpec, { state, functions, machines }: MachineProps): void {
    state.permit(this, spec.state, spec.indexes);
    if (spec.state ?? spec.indexes) this.#substitutions.StateTable = state.tableName;
    for (const name of spec.invokes) {
      const arn = found(functions, name, spec.name).lambda.functionArn;
      this.allow(['lambda:InvokeFunction'], [arn]);
      this.#substitutions[`${pascal(name)}Function`] = arn;
    }
    for (const name of spec.starts ?? []) {
      const arn =
        name === spec.name ? this.#ownArn() : found(machines, name, spec.name).machine.stateMachineArn;
      this.allow(['states:StartExecution'], [arn]);
      this.#substitutions[`${pascal(name)}StateMachine`] = arn;
    }
  }

  /** By its name, since the machine itself is made with the role that is to name it. */
  #ownArn(): string {
    return Stack.of(this).formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: this.machineName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  #check(name: string, definition: string): void {
    const problems = aslProblems(name, definition);
    const says = (what: string, list: readonly string[]) => {
      if (list.length > 0) problems.push(`State machine "${name}" ${what}: ${list.join(', ')}.`);
    };
    const called = calledActions(name, definition);
    const names = substitutionNames(definition);
    const given = Object.keys(this.#substitutions);
    says(
      'calls what infra/operations.ts does not grant',
      called.filter((action) => !this.#granted.has(action)),
    );
    says(
      'never calls what infra/operations.ts grants',
      [...this.#granted].filter((action) => !called.includes(action)),
    );
    says(
      'names substitutions that nobody gives',
      names.filter((each) => !given.includes(each)),
    );
    says(
      'never uses the substitutions',
      given.filter((each) => !names.includes(each)),
    );
    if (problems.length > 0) throw new Error(problems.join('\n'));
  }
}

function found<T>(all: ReadonlyMap<string, T>, name: string, user: string): T {
  const one = all.get(name);
  if (one === undefined)
    throw new Error(
      `State machine "${user}" names "${name}", which infra/operations.ts does not define before it.`,
    );
  return one;
}
