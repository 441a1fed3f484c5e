import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { LOCAL } from '../../local/template/physical.ts';

/** The machine's own AWS settings and proxies stay out of it. */
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^AWS_|_proxy$/i.test(name))),
  AWS_ACCESS_KEY_ID: LOCAL.accessKeyId,
  AWS_SECRET_ACCESS_KEY: LOCAL.secretAccessKey,
  AWS_DEFAULT_REGION: LOCAL.region,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_DEFAULT_OUTPUT: 'json',
  AWS_PAGER: '',
  AWS_MAX_ATTEMPTS: '1',
  LC_ALL: 'C.UTF-8',
};

/** The version of the installed `aws`, or undefined where there is none. */
export const awsVersion = (): string | undefined => {
  const { status, stdout } = spawnSync('aws', ['--version'], { env, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};

/** Runs `aws` with the words of a template and answers what it printed; a value is never split. */
export type Aws = (text: TemplateStringsArray, ...values: readonly string[]) => Promise<string>;

export const awsAt =
  (endpoint: string): Aws =>
  async (text, ...values) => {
    const rest = values.values();
    const words = text.join('\0').trim().split(/\s+/);
    const args = words.map((word) => word.replaceAll('\0', () => rest.next().value ?? ''));
    const all = ['--endpoint-url', endpoint, ...args];
    return (await promisify(execFile)('aws', all, { env, maxBuffer: 2 ** 26 })).stdout;
  };

/** The same with JSON; nothing printed is undefined. */
export const jsonOf =
  (aws: Aws) =>
  async (...command: Parameters<Aws>): Promise<unknown> => {
    const printed = await aws(...command);
    return printed === '' ? undefined : JSON.parse(printed);
  };
