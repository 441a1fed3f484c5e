import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type StageConfig, stackName } from '../config.ts';
import { ApiRoute } from '../constructs/api-route.ts';
import { BoundFunction } from '../constructs/bound-function.ts';
import type { ApiContext, Operation } from '../manifest.ts';
import type { ApiStack } from './api.ts';
import type { DataStack } from './data.ts';

export interface ContextStackProps extends StackProps {
  readonly data: DataStack;
  readonly api: ApiStack;
  readonly bundles: string;
  readonly context: ApiContext;
  readonly operations: readonly Operation[];
}

/** The operations of one bounded context that need a token: a function and a route each. */
export class ContextStack extends Stack {
  constructor(scope: Construct, config: StageConfig, props: ContextStackProps) {
    super(scope, stackName(config, props.context), props);
    const { data, api, bundles, operations } = props;
    this.addStackDependency(data);
    this.addStackDependency(api);
    for (const operation of operations) {
      const fn = new BoundFunction(this, operation, { config, bundles, bound: data.bound });
      new ApiRoute(this, operation, fn, api.exported);
    }
  }
}
