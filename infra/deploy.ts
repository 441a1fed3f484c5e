import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type DeployParameters, type StageConfig, stackName, stageConfig } from './config.ts';

const usage = `npm run deploy -- --stage dev|prod [--issuer URL] [--audience NAME] [--email ADDRESS]
                  [--notice-sender ADDRESS] [--sms] [--runbook-url URL] [--print]

  --stage     which stage to deploy
  --issuer    issuer of the tokens (https, without a slash at the end)
  --audience  audience the tokens are made for
  --email     mailbox for alerts; none when left out
  --notice-sender  address in whose name applicants get mail; no mail when left out
  --sms       applicants get text messages
  --runbook-url  where docs/runbook.md can be read; alerts link to it
  --print     print the command instead of running it`;

/** The arguments of the cdk CLI for a stage; every value that an installation may change is a parameter. */
export function deployArguments(config: StageConfig, overrides: Partial<DeployParameters>): string[] {
  const { issuer, audience, email, sweepMinutes, uploadOrigin, noticeSender, sms, ...rest } = {
    ...config.parameters,
    ...overrides,
  };
  const { observeMinutes, digestSchedule, consoleUrl, runbookUrl } = rest;
  if (issuer === undefined) {
    throw new Error(
      `Stage ${config.stage} has no token issuer: add --issuer https://… or set it in infra/config.ts.`,
    );
  }
  if (!/^https:\/\/.+[^/]$/.test(issuer)) {
    throw new Error(`The issuer must be an https URL without a slash at the end, not "${issuer}".`);
  }
  const parameters: readonly [stack: 'Data' | 'Workflow' | 'Api', name: string, value: string | number][] = [
    ['Data', 'AlertEmail', email ?? ''],
    ['Data', 'UploadOrigin', uploadOrigin],
    ['Workflow', 'SweepMinutes', sweepMinutes],
    ['Workflow', 'NoticeSender', noticeSender],
    ['Workflow', 'SmsEnabled', sms],
    ['Workflow', 'ObserveMinutes', observeMinutes],
    ['Workflow', 'DigestSchedule', digestSchedule],
    ['Workflow', 'ConsoleUrl', consoleUrl],
    ['Workflow', 'RunbookUrl', runbookUrl],
    ['Api', 'IssuerUrl', issuer],
    ['Api', 'Audience', audience],
  ];
  return [
    'deploy',
    '--all',
    '--context',
    `stage=${config.stage}`,
    ...parameters.flatMap(([stack, name, value]) => [
      '--parameters',
      `${stackName(config, stack)}:${name}=${value}`,
    ]),
  ];
}

/** Options that were given, without those that were not: an absent one must not hide the stage's own value. */
function overridesFrom(values: {
  issuer?: string;
  audience?: string;
  email?: string;
  'notice-sender'?: string;
  sms?: boolean;
  'runbook-url'?: string;
}): Partial<DeployParameters> {
  const { issuer, audience, email, 'notice-sender': noticeSender, sms, 'runbook-url': runbookUrl } = values;
  return {
    ...(issuer === undefined ? {} : { issuer }),
    ...(audience === undefined ? {} : { audience }),
    ...(email === undefined ? {} : { email }),
    ...(noticeSender === undefined ? {} : { noticeSender }),
    ...(sms === true ? { sms: 'true' } : {}),
    ...(runbookUrl === undefined ? {} : { runbookUrl }),
  };
}

function main(): number {
  const { values } = parseArgs({
    options: {
      stage: { type: 'string' },
      issuer: { type: 'string' },
      audience: { type: 'string' },
      email: { type: 'string' },
      'notice-sender': { type: 'string' },
      sms: { type: 'boolean' },
      'runbook-url': { type: 'string' },
      print: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (values.stage === undefined) throw new Error(`Say which stage to deploy.\n\n${usage}`);
  const config = stageConfig(values.stage);
  const args = deployArguments(config, overridesFrom(values));
  const environment = { AWS_REGION: config.region, AWS_DEFAULT_REGION: config.region };
  if (values.print) {
    const settings = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    console.log([...settings, 'npx', 'cdk', ...args].map(quoted).join(' '));
    return 0;
  }
  const root = fileURLToPath(new URL('..', import.meta.url));
  const bin = join(root, 'node_modules', '.bin');
  // The CLI starts `node infra/app.ts`, which needs the Node of the package, not an older one on the machine.
  const PATH = [bin, process.env.PATH].join(delimiter);
  const done = spawnSync(process.execPath, [join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk'), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment, PATH },
  });
  return done.status ?? 1;
}

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

if (import.meta.main) {
  try {
    process.exitCode = main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
