import { Match, Template } from 'aws-cdk-lib/assertions';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aslProblems, calledActions, substitutionNames } from '../../infra/asl-rules.ts';
import { machines } from '../../infra/internals.ts';
import type { MachineSpec } from '../../infra/manifest.ts';
import { exampleDefinition, SourceTree, templatesOf } from './fixture.ts';

const retry = [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 3, JitterStrategy: 'FULL' }];
const wait = {
  Type: 'Task',
  Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
  TimeoutSeconds: 60,
  Retry: retry,
  End: true,
};
/** A substitution as a definition spells it: `${Name}`. */
const substituted = (name: string) => `\${${name}}`;
const machine = (states: object) => JSON.stringify({ StartAt: 'A', States: states });

describe('rules for definitions', () => {
  it('accept a wait with a timeout and retries with jitter', () => {
    expect(aslProblems('dossier', machine({ 'Await acceptance': wait }))).toEqual([]);
  });

  it('refuse a wait without a timeout, naming machine and state', () => {
    const { TimeoutSeconds: _, ...endless } = wait;
    expect(aslProblems('dossier', machine({ 'Await acceptance': endless }))).toEqual([
      expect.stringContaining(
        'State machine "dossier", state "Await acceptance" waits for a task token without TimeoutSeconds',
      ),
    ]);
  });

  it('look inside Map and Parallel', () => {
    const { Retry: _, ...fragile } = wait;
    const inner = { StartAt: 'B', States: { B: fragile } };
    const states = { A: { Type: 'Map', ItemProcessor: inner }, P: { Type: 'Parallel', Branches: [inner] } };
    expect(aslProblems('m', machine(states))).toEqual([
      'State machine "m", state "B" is a Task without a Retry list.',
      'State machine "m", state "B" is a Task without a Retry list.',
    ]);
  });

  it('refuse a plain task without timeout, a retry without jitter, and States.ALL caught into Fail', () => {
    const { TimeoutSeconds: _, ...endless } = wait;
    const problems = aslProblems(
      'm',
      machine({
        A: { ...endless, Resource: 'arn:aws:states:::lambda:invoke' },
        B: { ...wait, Retry: [{ ErrorEquals: ['States.ALL'] }] },
        C: { ...wait, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Broken' }] },
        Broken: { Type: 'Fail' },
      }),
    );
    expect(problems).toEqual([
      'State machine "m", state "A" is a Task without TimeoutSeconds.',
      expect.stringContaining('state "B" has a Retry without JitterStrategy FULL'),
      expect.stringContaining('state "C" catches States.ALL into a Fail state'),
    ]);
  });

  it('find the actions called and the substitutions used', () => {
    const text = machine({
      A: { ...wait, Arguments: { TableName: substituted('StateTable'), Key: '{% $x %}' } },
    });
    expect(calledActions('m', text)).toEqual(['dynamodb:UpdateItem']);
    expect(substitutionNames(text)).toEqual(['StateTable']);
  });
});

describe('synthesis', () => {
  let tree: SourceTree;
  beforeEach(() => {
    tree = new SourceTree();
  });
  afterEach(() => tree.remove());
  const row = (name: MachineSpec['name']): MachineSpec => {
    const spec = machines.find((one) => one.name === name);
    if (spec === undefined) throw new Error(name);
    return spec;
  };
  const withBranch = (name: MachineSpec['name'], body: object) => {
    const definition = exampleDefinition(row(name));
    definition.States.All.Branches.push({ StartAt: 'New', States: { New: body } });
    tree.define(name, JSON.stringify(definition));
  };

  it('fails when a wait has no timeout', async () => {
    const { TimeoutSeconds: _, ...endless } = wait;
    withBranch('dossier', endless);
    await expect(tree.app('dev')).rejects.toThrow(
      /State machine "dossier", state "New" waits for a task token/,
    );
  });

  it('fails when a definition calls more, or less, than its row grants', async () => {
    withBranch('dossier', { ...wait, Resource: 'arn:aws:states:::aws-sdk:dynamodb:deleteItem' });
    await expect(tree.app('dev')).rejects.toThrow(/does not grant: dynamodb:DeleteItem\./);
    tree.define('dossier', JSON.stringify(exampleDefinition({ ...row('dossier'), state: ['GetItem'] })));
    await expect(tree.app('dev')).rejects.toThrow(/never calls what .* grants: dynamodb:UpdateItem\./);
  });

  it('fails when a substitution is missing', async () => {
    withBranch('sla-sweep', { Type: 'Pass', Output: substituted('Nobody'), End: true });
    await expect(tree.app('dev')).rejects.toThrow(/names substitutions that nobody gives: Nobody\./);
  });
});

it('machines are Standard, log errors without data, and get every substitution', async () => {
  const { Workflow } = await templatesOf('dev');
  const template = Template.fromJSON(Workflow);
  template.resourceCountIs('AWS::StepFunctions::StateMachine', 5);
  template.allResourcesProperties('AWS::StepFunctions::StateMachine', {
    StateMachineType: 'STANDARD',
    LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
    DefinitionString: Match.stringLikeRegexp('"QueryLanguage":"JSONata"'),
  });
  for (const [name, substitutions] of [
    ['mot-cua-dev-dossier', ['DigitisationStateMachine', 'EvaluateFunction', 'StateTable']],
    [
      'mot-cua-dev-digitisation',
      ['ArchiveFunction', 'InspectFunction', 'ReportFunction', 'RescanFunction', 'StateTable'],
    ],
    [
      'mot-cua-dev-sla-sweep',
      ['EvaluateFunction', 'ReviveSpineFunction', 'SlaSweepStateMachine', 'StateTable'],
    ],
    ['mot-cua-dev-recount', ['RecountFunction']],
    ['mot-cua-dev-fixity', ['FixityFunction']],
  ] as const) {
    const found = template.findResources('AWS::StepFunctions::StateMachine', {
      Properties: { StateMachineName: name },
    });
    const [resource] = Object.values(found);
    expect(Object.keys(resource?.Properties.DefinitionSubstitutions).sort()).toEqual(substitutions);
  }
});
