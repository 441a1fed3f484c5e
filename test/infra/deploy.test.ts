import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stageConfig } from '../../infra/config.ts';
import { deployArguments } from '../../infra/deploy.ts';

const script = fileURLToPath(new URL('../../infra/deploy.ts', import.meta.url));
const parametersOf = (args: readonly string[]) =>
  args.filter((_, index) => args[index - 1] === '--parameters');

describe('deploy', () => {
  it('passes every parameter of the stage to its stack', () => {
    const args = deployArguments(stageConfig('dev'), {
      issuer: 'https://id.example.vn',
      email: 'ops@example.vn',
    });
    expect(args.slice(0, 4)).toEqual(['deploy', '--all', '--context', 'stage=dev']);
    expect(parametersOf(args)).toEqual([
      'MotCua-dev-Data:AlertEmail=ops@example.vn',
      'MotCua-dev-Data:UploadOrigin=*',
      'MotCua-dev-Workflow:SweepMinutes=15',
      'MotCua-dev-Workflow:NoticeSender=',
      'MotCua-dev-Workflow:SmsEnabled=false',
      'MotCua-dev-Workflow:ObserveMinutes=15',
      'MotCua-dev-Workflow:DigestSchedule=cron(30 7-10 * * ? *)',
      'MotCua-dev-Workflow:ConsoleUrl=https://console.aws.amazon.com',
      'MotCua-dev-Workflow:RunbookUrl=',
      'MotCua-dev-Api:IssuerUrl=https://id.example.vn',
      'MotCua-dev-Api:Audience=mot-cua',
    ]);
  });

  it('refuses an issuer that API Gateway would refuse', () => {
    expect(() => deployArguments(stageConfig('dev'), { issuer: 'http://id.example.vn' })).toThrow(
      /https URL/,
    );
    expect(() => deployArguments(stageConfig('dev'), { issuer: 'https://id.example.vn/' })).toThrow(/slash/);
  });

  it('says in one sentence that the issuer is missing', () => {
    const { status, stderr } = spawnSync(process.execPath, [script, '--stage', 'dev'], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr.trim()).toBe(
      'Stage dev has no token issuer: add --issuer https://… or set it in infra/config.ts.',
    );
  });

  it('prints a command that a shell understands', () => {
    const line = execFileSync(
      process.execPath,
      [script, '--stage', 'prod', '--issuer', 'https://id.example.vn', '--audience', "o'dossier", '--print'],
      { encoding: 'utf8' },
    );
    expect(line).toMatch(
      /^AWS_REGION=ap-southeast-1 AWS_DEFAULT_REGION=ap-southeast-1 npx cdk deploy --all /,
    );
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' }).split('\n');
    expect(words).toContain("MotCua-prod-Api:Audience=o'dossier");
    expect(words).toContain('MotCua-prod-Data:UploadOrigin=*');
  });

  it('lists the stages when there is no such stage', () => {
    expect(() => stageConfig('test')).toThrow('There is no stage "test"; the stages are dev, prod.');
  });
});
