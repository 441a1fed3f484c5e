import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { engineBinary, startEngine } from '../../../local/dynamo/engine.ts';
import { type CloudApart, cloudApart } from '../child.ts';

/** A cloud in a process of its own on the real clock, its engine on disk, and ways past its front door to fill it. */
export interface World {
  readonly cloud: CloudApart;
  /** To the engine itself: what is written here is seen by no stream. */
  readonly engine: DynamoDBDocumentClient;
  readonly sfn: SFNClient;
}

/** Boots one for `use`, and takes it away whatever comes of it. The schedule does not sweep meanwhile. */
export const inWorld = async <T>(use: (world: World) => Promise<T>): Promise<T> => {
  const dir = mkdtempSync(join(tmpdir(), 'mot-cua-bench-'));
  const binary = engineBinary();
  if (binary === undefined) throw new Error('the native engine is not here');
  const engine = await startEngine(dir, binary);
  const before = process.env.DYNAMODB_ENDPOINT;
  process.env.DYNAMODB_ENDPOINT = engine.endpoint;
  try {
    const cloud = await cloudApart(join(dir, 'cloud'), { SweepMinutes: '1440' });
    const { credentials, url } = cloud.at;
    const config = { region: credentials.region, credentials };
    const client = new DynamoDBClient({ ...config, endpoint: engine.endpoint });
    try {
      return await use({
        cloud,
        engine: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
        sfn: new SFNClient({ ...config, endpoint: url }),
      });
    } finally {
      await cloud.stop();
    }
  } finally {
    if (before === undefined) delete process.env.DYNAMODB_ENDPOINT;
    else process.env.DYNAMODB_ENDPOINT = before;
    await engine.stop();
    rmSync(dir, { recursive: true, force: true });
  }
};

/** One request of the API; answers the milliseconds it took and the body. Anything but 200 is an error. */
export const ask = async (
  { cloud }: World,
  token: string,
  path: string,
  key?: string,
): Promise<{ readonly ms: number; readonly body: unknown }> => {
  const begun = performance.now();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`${cloud.at.url}${path}`, {
    ...(key === undefined
      ? { headers }
      : { method: 'POST', headers: { ...headers, 'idempotency-key': key }, body: '{}' }),
  });
  const text = await response.text();
  const ms = performance.now() - begun;
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text.slice(0, 300)}`);
  return { ms, body: JSON.parse(text) };
};
