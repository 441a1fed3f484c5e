import { type App, Stack, Validations } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SourceTree } from './fixture.ts';

let tree: SourceTree;
beforeEach(() => {
  tree = new SourceTree();
});
afterEach(() => tree.remove());

/** The app with cdk-nag and, unlike in the other tests, CloudFormation's own validation on. */
async function checkedApp(stage: string): Promise<App> {
  const app = await tree.app(stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
  return app;
}

it.each(['dev', 'prod'])('%s has no finding of the AwsSolutions pack', async (stage) => {
  const app = await checkedApp(stage);
  expect(new AwsSolutionsChecks(app, { verbose: true }).validateScope(app).violations).toEqual([]);
  expect(() => app.synth()).not.toThrow();
});

it('a finding makes synthesis fail', async () => {
  const app = await checkedApp('dev');
  new CfnBucket(new Stack(app, 'Careless'), 'Open');
  expect(() => app.synth()).toThrow(/Careless\/Open(?:.|\n)*AwsSolutions-S10/);
});

it('every acknowledgement has a reason that says something', async () => {
  const app = await tree.app('dev');
  const reasons = app.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.values(data ?? {}));
  expect(reasons.length).toBeGreaterThan(10);
  for (const reason of reasons) expect(String(reason).split(' ').length).toBeGreaterThanOrEqual(5);
});
