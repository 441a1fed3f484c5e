import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod';
import { LOCAL } from '../../local/template/physical.ts';

const run = promisify(execFile);

/** The machine's own AWS settings and proxies stay out of it. */
const inherited = Object.entries(process.env).filter(([name]) => !/^AWS_|_proxy$/i.test(name));
const env = {
  ...Object.fromEntries(inherited),
  AWS_ACCESS_KEY_ID: LOCAL.accessKeyId,
  AWS_SECRET_ACCESS_KEY: LOCAL.secretAccessKey,
  AWS_DEFAULT_REGION: LOCAL.region,
  AWS_REGION: LOCAL.region,
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
  const { status, stdout, stderr } = spawnSync('aws', ['--version'], { env, encoding: 'utf8' });
  return status === 0 ? (stdout || stderr).trim() : undefined; // before 1.17 it went to stderr
};

/** `aws` against one endpoint. */
export interface Aws {
  /** What the command printed. */
  text(...args: string[]): Promise<string>;
  /** What it printed as JSON, parsed; nothing printed is an empty object. */
  json<T>(schema: z.ZodType<T>, ...args: string[]): Promise<T>;
  /** The error code with which the service refused the command; '' when it did not. */
  refusal(...args: string[]): Promise<string>;
}

const failure = z.object({ stderr: z.string() });

export const awsAt = (endpoint: string): Aws => {
  const text = async (...args: string[]): Promise<string> =>
    (await run('aws', ['--endpoint-url', endpoint, ...args], { env, maxBuffer: 2 ** 26 })).stdout;
  return {
    text,
    json: async (schema, ...args) => schema.parse(JSON.parse((await text(...args)) || '{}')),
    refusal: (...args) =>
      text(...args).then(
        () => '',
        (error: unknown) => {
          const { stderr } = failure.parse(error);
          return /An error occurred \((\w+)\)/.exec(stderr)?.[1] ?? stderr;
        },
      ),
  };
};
