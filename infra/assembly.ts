import { fileURLToPath } from 'node:url';
import { App, DefaultStackSynthesizer, type IStackSynthesizer, Tags } from 'aws-cdk-lib';
import { bundle } from './bundle.ts';
import { stageConfig } from './config.ts';
import { apiContexts } from './manifest.ts';
import { allFunctions, operations } from './operations.ts';
import { ApiStack } from './stacks/api.ts';
import { ContextStack } from './stacks/context.ts';
import { DataStack } from './stacks/data.ts';
import { WorkflowStack } from './stacks/workflow.ts';

const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

export interface AssemblyOptions {
  /** Overrides the context `stage`; without either it is `dev`. */
  readonly stage?: string;
  /** The assembly; by default what the cdk CLI asks for, else `cdk.out`. */
  readonly outdir?: string;
  /** Folders of the handlers, the definitions and the bundles. */
  readonly functions?: string;
  readonly definitions?: string;
  readonly bundles?: string;
}

/**
 * What the CLI would otherwise add to the templates on its own account: set here, after the CLI's context, so
 * that `cdk synth` and `node infra/app.ts` write the same bytes.
 */
const postCliContext = {
  'aws:cdk:enable-path-metadata': false,
  'aws:cdk:enable-asset-metadata': false,
  'aws:cdk:version-reporting': false,
  '@aws-cdk/aws-iam:minimizePolicies': true,
  // What CloudFormation would refuse fails here, not as a warning.
  '@aws-cdk/core:validateAgainstDefaultRules': true,
};

/** Under exactOptionalPropertyTypes the compiler does not see that CDK's own class implements its interface. */
const isSynthesizer = (value: object): value is IStackSynthesizer => 'addFileAsset' in value;

/** The CLI checks the bootstrap version itself; without the rule a template has no parameter but ours. */
function plainSynthesizer(): IStackSynthesizer {
  const synthesizer: object = new DefaultStackSynthesizer({ generateBootstrapVersionRule: false });
  if (!isSynthesizer(synthesizer)) throw new Error('This aws-cdk-lib has another kind of synthesizer.');
  return synthesizer;
}

/** Bundles the functions and builds the stacks of a stage; `synth()` on the result writes the assembly. */
export async function createApp(options: AssemblyOptions = {}): Promise<App> {
  const bundles = options.bundles ?? root('.build/functions');
  const definitions = options.definitions ?? root('statemachines');
  await bundle(options.functions ?? root('functions'), allFunctions, bundles);
  const app = new App({
    outdir: options.outdir ?? process.env.CDK_OUTDIR ?? root('cdk.out'),
    analyticsReporting: false,
    postCliContext,
  });
  const config = stageConfig(options.stage ?? app.node.tryGetContext('stage') ?? 'dev');
  const props = () => ({
    terminationProtection: config.retain,
    synthesizer: plainSynthesizer(),
  });
  const data = new DataStack(app, config, props());
  new WorkflowStack(app, config, { ...props(), data, bundles, definitions });
  const withToken = operations.filter(({ auth }) => auth === 'jwt');
  const publicOperations = operations.filter(({ auth }) => auth === 'public');
  const api = new ApiStack(app, config, { ...props(), data, bundles, publicOperations });
  for (const context of apiContexts) {
    const own = withToken.filter((operation) => operation.context === context);
    if (own.length > 0)
      new ContextStack(app, config, { ...props(), data, api, bundles, context, operations: own });
  }
  Tags.of(app).add('service', 'mot-cua');
  Tags.of(app).add('stage', config.stage);
  return app;
}
