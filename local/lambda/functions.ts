/** The template's functions as the pool runs them, and where their output goes. */
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Access } from '../iam/access.ts';
import type { Assembly } from '../template/assembly.ts';
import type { Deployment } from '../template/deployment.ts';
import { LOCAL } from '../template/physical.ts';
import { RUN_HERE } from '../template/support.ts';
import type { FunctionSpec } from './pool.ts';

/** Every function of the deployment, with the key of its role; `endpoint` is where its AWS clients connect. */
export function functionSpecs(
  deployment: Deployment,
  assembly: Assembly,
  access: Access,
  endpoint: string,
): FunctionSpec[] {
  return deployment.all(RUN_HERE['AWS::Lambda::Function']).map(({ id, name, arn, props }) => {
    const dir = assembly.assets.get(props.Code.S3Key);
    if (dir === undefined) throw new Error(`${id}: the assembly has no asset ${props.Code.S3Key}`);
    const { accessKeyId, secretAccessKey } = access.credentialsOf(props.Role);
    const env = {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      LANG: 'en_US.UTF-8',
      TZ: ':UTC',
      _HANDLER: props.Handler,
      AWS_EXECUTION_ENV: `AWS_Lambda_${props.Runtime}`,
      AWS_REGION: LOCAL.region,
      AWS_DEFAULT_REGION: LOCAL.region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_ENDPOINT_URL: endpoint,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(props.MemorySize),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      LAMBDA_TASK_ROOT: dir,
      ...props.Environment?.Variables,
    };
    const { Handler: handler, Timeout: timeoutSeconds, MemorySize: memoryMb } = props;
    return { name, arn, dir, handler, timeoutSeconds, memoryMb, env };
  });
}

/** Writes output as JSON lines to `<dir>/<function>.log`; text that is not JSON is wrapped. */
export function functionLog(dir: string, now: () => number) {
  mkdirSync(dir, { recursive: true });
  const files = new Map<string, number>();
  return {
    write(functionName: string, requestId: string, text: string): void {
      const lines = text.split('\n').filter((line) => line !== '');
      const wrap = (message: string): string =>
        JSON.stringify({ timestamp: new Date(now()).toISOString(), requestId, message });
      const out = lines.map((line) => `${line.startsWith('{') ? line : wrap(line)}\n`).join('');
      const file = files.get(functionName) ?? openSync(join(dir, `${functionName}.log`), 'a');
      files.set(functionName, file);
      writeFileSync(file, out);
    },
    close(): void {
      for (const file of files.values()) closeSync(file);
      files.clear();
    },
  };
}
