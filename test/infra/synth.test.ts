import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { substitutionNames } from '../../infra/asl-rules.ts';
import { machines } from '../../infra/internals.ts';
import { allFunctions } from '../../infra/operations.ts';
import { assemblyHash } from '../../local/template/assembly.ts';

/** The real tree, synthesised twice: by `cdk synth`, and by `node infra/app.ts` before the tests began (`cdk.out`). */
const root = fileURLToPath(new URL('../..', import.meta.url));
const kilobyte = 1024;

const direct = join(root, 'cdk.out');
let cli: string;
beforeAll(() => {
  cli = mkdtempSync(join(tmpdir(), 'mot-cua-synth-'));
  const PATH = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const done = spawnSync(
    process.execPath,
    ['node_modules/aws-cdk/bin/cdk', 'synth', '--quiet', '--output', cli],
    { cwd: root, encoding: 'utf8', env: { ...process.env, PATH } },
  );
  if (done.status !== 0) throw new Error(`cdk synth failed:\n${done.stderr}`);
});
afterAll(() => rmSync(cli, { recursive: true, force: true }));

/** Names of assets and contents of templates: what is deployed, byte for byte. */
const deployable = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => /\.template\.json$|^asset\./.test(name))
      .sort()
      .map((name) => [name, name.startsWith('asset.') ? 'asset' : readFileSync(join(folder, name), 'utf8')]),
  );

it('cdk synth and node infra/app.ts write the same bytes', () => {
  const made = deployable(direct);
  expect(Object.keys(made).filter((name) => name.endsWith('.template.json'))).toEqual([
    'MotCua-dev-Api.template.json',
    'MotCua-dev-Archive.template.json',
    'MotCua-dev-Catalogue.template.json',
    'MotCua-dev-Data.template.json',
    'MotCua-dev-Forms.template.json',
    'MotCua-dev-Intake.template.json',
    'MotCua-dev-Notices.template.json',
    'MotCua-dev-Reports.template.json',
    'MotCua-dev-Return.template.json',
    'MotCua-dev-Review.template.json',
    'MotCua-dev-Staff.template.json',
    'MotCua-dev-Workflow.template.json',
  ]);
  expect(deployable(cli)).toEqual(made);
});

it('the local run loads what is deployable: cdk.out and cdk synth have the same hash', () => {
  expect(assemblyHash(direct)).toBe(assemblyHash(cli));
});

it('the templates name no account, no region and no machine', () => {
  const text = Object.values(deployable(direct)).join('\n');
  expect(text).not.toContain(root);
  expect(text).not.toMatch(/\b\d{12}\b|ap-southeast-1/);
});

it('the definitions are the files themselves, and every substitution is given', () => {
  const Machine = z.object({
    StateMachineName: z.string(),
    DefinitionString: z.string(),
    DefinitionSubstitutions: z.record(z.string(), z.unknown()),
  });
  const { Resources } = z
    .object({ Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() })) })
    .parse(JSON.parse(deployable(direct)['MotCua-dev-Workflow.template.json'] ?? ''));
  const deployed = Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::StepFunctions::StateMachine')
    .map(({ Properties }) => Machine.parse(Properties));
  for (const { name } of machines) {
    const text = readFileSync(join(root, `statemachines/${name}.asl.json`), 'utf8');
    const machine = deployed.find(({ StateMachineName }) => StateMachineName === `mot-cua-dev-${name}`);
    expect(machine?.DefinitionString).toBe(text);
    expect(Object.keys(machine?.DefinitionSubstitutions ?? {}).sort()).toEqual(substitutionNames(text));
  }
});

it.each(allFunctions)('the bundle of $context/$name is within its budget', ({ name, bind, fonts }) => {
  const heavy =
    'quarantine' in bind ||
    'archive' in bind ||
    'dossier' in bind ||
    'digitisation' in bind ||
    'alerts' in bind ||
    'bus' in bind ||
    'mail' in bind;
  const budget = name === 'inspect' || fonts ? 4096 : heavy ? 750 : 550;
  const folder = join(root, '.build/functions', name);
  const files = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((each) => each.isFile());
  const size = files.reduce((sum, each) => sum + statSync(join(each.parentPath, each.name)).size, 0);
  expect(size).toBeLessThanOrEqual(budget * kilobyte);
  expect(files.length, 'only the typeface travels beside the module').toBe(fonts ? 5 : 1);
});
