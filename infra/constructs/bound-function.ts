import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { resourceName, type StageConfig } from '../config.ts';
import { inspectionLimits } from '../inspection.ts';
import { type FunctionSpec, pascal } from '../manifest.ts';
import type { Bound } from './bindings.ts';
import { type Bindable, grant } from './grants.ts';
import { retainedLogs } from './logs.ts';

export interface BoundFunctionProps {
  readonly config: StageConfig;
  /** Where the bundles are: `<bundles>/<name>/index.mjs`. */
  readonly bundles: string;
  readonly bound: Bound;
}

/** One function with a role and a log group of its own, bound as its row in operations.ts says. */
export class BoundFunction extends Construct implements Bindable {
  readonly spec: FunctionSpec;
  readonly lambda: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, spec: FunctionSpec, { config, bundles, bound }: BoundFunctionProps) {
    super(scope, `${pascal(spec.name)}Function`);
    this.spec = spec;
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const name = resourceName(config, spec.name);
    const logGroup = retainedLogs(this, `/aws/lambda/${name}`, config);
    this.lambda = new LambdaFunction(this, 'Lambda', {
      functionName: name,
      description: `${spec.context}/${spec.name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: config.architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
      handler: 'index.handler',
      code: Code.fromAsset(join(bundles, spec.name)),
      memorySize: spec.memory,
      timeout: Duration.seconds(spec.timeout),
      role: this.role,
      logGroup,
      environment: { LOG_LEVEL: config.logLevel },
    });
    // In place of the managed policy, which would let a function write to every log group.
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
    this.#bind(bound, config);
  }

  /** Adds single actions on the function's role. */
  allow(actions: readonly string[], resources: readonly string[], wildcardReason?: string): void {
    grant(this.role, actions, resources, wildcardReason);
  }

  /** Sets an environment variable. */
  set(variable: string, value: string): void {
    this.lambda.addEnvironment(variable, value);
  }

  #bind(bound: Bound, config: StageConfig): void {
    const { state, indexes, event, eventIndexes, quarantine, archive, malwareScan } = this.spec.bind;
    const { alerts, bus, stage, inspection } = this.spec.bind;
    if (state !== undefined || indexes !== undefined) bound.state.bind(this, state, indexes);
    if (event !== undefined || eventIndexes !== undefined) bound.event.bind(this, event, eventIndexes);
    if (quarantine !== undefined) bound.quarantine.bind(this, quarantine);
    if (archive !== undefined) bound.archive.bind(this, archive);
    for (const action of malwareScan ?? []) {
      const why =
        'A scan on demand has no resource of its own; GuardDuty scans only buckets under a plan, with the role of that.';
      this.allow([`guardduty:${action}`], ['*'], why);
    }
    if (alerts !== undefined) bound.alerts.bind(this, alerts);
    if (bus !== undefined) bound.bus.bind(this, bus);
    if (stage) this.set('STAGE', config.stage);
    if (inspection) this.set('INSPECTION_LIMITS', inspectionLimits);
  }
}
