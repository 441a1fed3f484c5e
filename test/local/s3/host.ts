import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { type Clock, virtualClock } from '../../../local/clock.ts';
import { createS3, type ObjectCreated } from '../../../local/s3/index.ts';

export const credentials = {
  accessKeyId: 'local',
  secretAccessKey: 'local-secret',
  region: 'ap-southeast-1',
};
export const START = Date.UTC(2026, 0, 5, 2, 0, 0);

export type Rig = Awaited<ReturnType<typeof rig>>;

/** A store behind real HTTP with two buckets: `versioned` and `plain`. */
export async function rig(
  options: { dir?: string; clock?: Clock; onCreated?: (e: ObjectCreated) => Promise<void> } = {},
) {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 's3-'));
  const clock = options.clock ?? virtualClock(START);
  const events: ObjectCreated[] = [];
  let ids = 0;
  const host = createS3({
    dir,
    clock,
    credentials,
    randomId: () => `id-${ids++}`,
    onCreated: options.onCreated ?? (async (event) => void events.push(event)),
  });
  host.createBucket({ name: 'versioned', versioned: true });
  host.createBucket({ name: 'plain', versioned: false });
  const server = createServer((req, res) => void host.handle(req, res));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  // The SDK signs by this machine's clock; the offset makes it sign by the store's.
  const client = new S3Client({
    endpoint: url,
    region: credentials.region,
    credentials,
    forcePathStyle: true,
    maxAttempts: 1,
    systemClockOffset: clock.now() - Date.now(),
  });
  const stop = async (): Promise<void> => {
    client.destroy();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { dir, clock, events, host, url, client, stop };
}

/** The code of an XML error answer. */
export async function errorCode(answer: Response): Promise<string> {
  return `${answer.status} ${/<Code>(.*?)<\/Code>/.exec(await answer.text())?.[1] ?? ''}`;
}

/** `<name>` of what the SDK throws. */
export async function failure(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'succeeded',
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
}
