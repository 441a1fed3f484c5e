import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { realClock } from '../../../local/clock.ts';
import { createS3, type S3Host } from '../../../local/s3/index.ts';
import { type Buckets, bucketNames, makeBuckets } from './buckets.ts';
import { removeBuckets } from './cleaning.ts';
import { PATIENCE } from './scene.ts';

/** How to reach an S3 implementation. */
export interface Address {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

/** An implementation that is ready to be probed. */
export interface Endpoint {
  readonly client: S3Client;
  readonly endpoint: string;
  readonly buckets: Buckets;
  /** Cleans up; answers what could not be removed. */
  close(): Promise<string[]>;
}

/** A client that adds nothing of its own: no checksum, no second attempt. */
function connect({ endpoint, region, accessKeyId, secretAccessKey }: Address): S3Client {
  return new S3Client({
    ...{ endpoint, region, forcePathStyle: true, maxAttempts: 1 },
    credentials: { accessKeyId, secretAccessKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: PATIENCE, requestTimeout: PATIENCE },
  });
}

/** An implementation that runs elsewhere; makes buckets there whose names begin with `stem`. */
export async function remoteEndpoint(address: Address, stem: string): Promise<Endpoint> {
  const client = connect(address);
  const buckets = await makeBuckets(client, stem, address.region);
  const close = async () => {
    const left = await removeBuckets(client, buckets);
    client.destroy();
    return left;
  };
  return { client, endpoint: address.endpoint, buckets, close };
}

/** Stands before the embedded store: may change a request, or answer it itself (true). */
export type Intercept = (
  req: IncomingMessage,
  res: ServerResponse,
  behind: { readonly host: S3Host; readonly address: Address },
) => boolean;

/** Our own object store, alone on a free port and a temporary folder. */
export async function embeddedEndpoint(intercept: Intercept = () => false) {
  const keys = { accessKeyId: 'probe', secretAccessKey: randomUUID(), region: 'ap-southeast-1' };
  const dir = mkdtempSync(join(tmpdir(), 's3-probe-'));
  // The probes sign by this machine's clock, as they do against any other endpoint, so the store must go by it too.
  const clock = realClock();
  const host = createS3({
    ...{ dir, clock, credentials: keys, randomId: randomUUID },
    onCreated: async () => {},
  });
  const names = bucketNames('probe');
  host.createBucket({ name: names.versioned, versioned: true });
  host.createBucket({ name: names.plain, versioned: false });
  host.createBucket({ name: names.locked, versioned: true, locks: true });
  const server = createServer((req, res) => {
    if (!intercept(req, res, { host, address })) void host.handle(req, res);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const address: Address = { ...keys, endpoint: `http://127.0.0.1:${port}` };
  const client = connect(address);
  const close = async (): Promise<string[]> => {
    client.destroy();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    host.close();
    clock.close();
    rmSync(dir, { recursive: true });
    return [];
  };
  const opened: Endpoint = { client, endpoint: address.endpoint, buckets: { names, missing: {} }, close };
  return { ...opened, address };
}
