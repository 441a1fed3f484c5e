import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { Clock } from '../clock.ts';
import type { Access } from '../iam/access.ts';
import { absenceNeed, s3Needs } from '../iam/s3.ts';
import { S3Error, xmlDocument } from './errors.ts';
import { listBuckets, listObjects, listVersions } from './list.ts';
import { copyObject, deleteObject, getObject, type Host, OVERRIDES, putObject } from './objects.ts';
import { postObject } from './post.ts';
import { parseRequest, type S3Request } from './request.ts';
import { type Credentials, type Keys, type Signed, verify } from './sigv4.ts';
import { Store, type Version } from './store.ts';

export interface ObjectCreated {
  bucket: string;
  key: string;
  versionId: string;
  size: number;
  etag: string;
  sequencer: string;
  at: number;
  /** `PutObject`, `POST Object` or `CopyObject`, as in the EventBridge event. */
  reason: string;
}

export interface BucketSpec {
  name: string;
  versioned: boolean;
  /** Whether its versions can be locked. */
  locks?: boolean;
}

export interface S3Options {
  dir: string;
  clock: Clock;
  randomId(): string;
  /** Ids of versions; by default random ones. A simulation makes them follow from the key, whatever else goes on meanwhile. */
  nextVersion?(object: { readonly bucket: string; readonly key: string }): string;
  credentials: Credentials;
  /** Further keys and what they may do; without it there are only `credentials`, an administrator's. */
  access?: Access;
  /** Called once an object is visible. The event is forgotten when the promise resolves; else `redeliver` repeats it. */
  onCreated(event: ObjectCreated): Promise<void>;
}

export interface S3Host {
  createBucket(spec: BucketSpec): void;
  hasBucket(name: string): boolean;
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** The ETag of a version, for the scanner; undefined when there is none. */
  etag(bucket: string, key: string, versionId: string): string | undefined;
  /** Reads an object inside the process (for the scanner). */
  read(bucket: string, key: string, versionId?: string): Readable;
  /** Delivers the events that were not acknowledged, in order: call it at boot once listeners are ready. */
  redeliver(): Promise<void>;
  close(): void;
}

const AUTH =
  /^(X-Amz-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature|Security-Token|Content-Sha256)|x-id)$/;
const HEADERS =
  /^(?!x-amz-)|^x-amz-(date|content-sha256|security-token|user-agent|decoded-content-length|trailer|sdk-checksum-algorithm|checksum-(sha256|crc32|crc64nvme|mode)|meta-.+|copy-source|metadata-directive|object-lock-(mode|retain-until-date)|bypass-governance-retention)$/;
const ABSENT = new Set<string>(['NoSuchKey', 'NoSuchVersion']);
const PAGING = ['prefix', 'max-keys', 'encoding-type'];

type Run = (host: Host, request: S3Request, res: ServerResponse, signed: Signed) => Promise<void> | void;
const document =
  (write: (store: Store, request: S3Request) => string): Run =>
  (host, request, res) =>
    void res.setHeader('content-type', 'application/xml').end(write(host.store, request));

/** Every operation there is: method, address level, what marks it (parameter or header), other parameters, code. */
function operations(region: string): [string, 'service' | 'bucket' | 'object', string, string[], Run][] {
  const location = (store: Store, { bucket }: S3Request) =>
    xmlDocument('LocationConstraint', store.bucket(bucket).name && region);
  const head: Run = ({ store }, { bucket }, res) =>
    void (store.bucket(bucket) && res.setHeader('x-amz-bucket-region', region).end());
  return [
    ['GET', 'service', '', [], document(listBuckets)],
    ['HEAD', 'bucket', '', [], head],
    ['GET', 'bucket', 'location', [], document(location)],
    ['GET', 'bucket', 'versions', ['key-marker', 'version-id-marker', ...PAGING], document(listVersions)],
    [
      'GET',
      'bucket',
      'list-type',
      ['continuation-token', 'start-after', 'fetch-owner', 'delimiter', ...PAGING],
      document(listObjects),
    ],
    ['GET', 'object', '', ['versionId', ...OVERRIDES], getObject],
    ['HEAD', 'object', '', ['versionId', ...OVERRIDES], getObject],
    ['PUT', 'object', 'x-amz-copy-source', [], copyObject],
    ['PUT', 'object', '', [], putObject],
    ['DELETE', 'object', '', ['versionId'], deleteObject],
  ];
}

/** Starts an object store on a folder. */
export function createS3(options: S3Options): S3Host {
  const { clock, credentials, access } = options;
  const { region, accessKeyId: administrator, secretAccessKey } = credentials;
  const store = new Store(options.dir);
  const table = operations(region);
  const keys: Keys = {
    region,
    secret: (id) => (id === administrator ? secretAccessKey : access?.secret(id)),
  };

  async function tell(version: Version): Promise<void> {
    const release = clock.hold();
    const { bucket, key, versionId, size, at, reason } = version;
    const sequencer = version.seq.toString(16).toUpperCase().padStart(18, '0');
    const etag = version.etag.replaceAll('"', '');
    try {
      await options.onCreated({ bucket, key, versionId, size, etag, sequencer, at, reason });
      store.acknowledge(version.seq);
    } catch {
      // Not acknowledged: the event stays in the outbox for redeliver().
    } finally {
      release();
    }
  }
  const host: Host = {
    store,
    now: () => clock.now(),
    nextVersion: options.nextVersion ?? (() => options.randomId()),
    announce: (created) => void tell(created),
    permit(accessKeyId, needs) {
      for (const need of needs) {
        const why = access?.refusal(accessKeyId, need);
        if (why !== undefined) throw new S3Error('AccessDenied', why);
      }
    },
  };

  async function answer(request: S3Request, res: ServerResponse): Promise<void> {
    const { method, bucket, key, query, headers } = request;
    if (method === 'OPTIONS') {
      const asked = headers.get('access-control-request-headers') ?? '*';
      const allowed = {
        'access-control-allow-methods': 'GET, HEAD, PUT, POST',
        'access-control-allow-headers': asked,
      };
      return void res.writeHead(200, allowed).end();
    }
    if (method === 'POST' && key === '' && headers.get('content-type')?.startsWith('multipart/form-data'))
      return postObject(host, request, res, keys);
    const signed = verify(request, keys, clock.now());
    const level = bucket === '' ? 'service' : key === '' ? 'bucket' : 'object';
    const marked = (by: string) => by === '' || query.has(by) || headers.has(by);
    const found = table.find(([verb, at, by]) => verb === method && at === level && marked(by));
    const odd = [...query.keys()].find(
      (name) => !AUTH.test(name) && name !== found?.[2] && !found?.[3].includes(name),
    );
    const header = [...headers.keys()].find((name) => !HEADERS.test(name));
    if (!found || odd !== undefined || header !== undefined || (query.get('list-type') ?? '2') !== '2')
      throw new S3Error(
        'NotImplemented',
        `${method} of ${level} with ${odd ?? header ?? 'these parameters'} is not implemented here`,
      );
    const { accessKeyId } = signed.scope;
    host.permit(accessKeyId, s3Needs(request));
    try {
      await found[4](host, request, res, signed);
    } catch (error) {
      if (error instanceof S3Error && ABSENT.has(error.code))
        host.permit(accessKeyId, [absenceNeed(request)]);
      throw error;
    }
  }

  return {
    createBucket: (spec) => store.createBucket({ locks: false, ...spec }, clock.now()),
    hasBucket: (name) => store.buckets.has(name),
    etag: (bucket, key, versionId) => {
      const found = store.peek(bucket, key, versionId);
      return found?.marker ? undefined : found?.etag.replaceAll('"', '');
    },
    read: (bucket, key, versionId) => store.open(store.find(bucket, key, versionId)),
    redeliver: async () => {
      for (const [, version] of [...store.outbox].sort(([a], [b]) => a - b)) await tell(version);
    },
    close: () => store.close(),
    handle: async (req, res) => {
      const release = clock.hold();
      const requestId = options.randomId();
      res.setHeader('date', new Date(clock.now()).toUTCString()).setHeader('x-amz-request-id', requestId);
      if (req.headers.origin !== undefined)
        res
          .setHeader('access-control-allow-origin', '*')
          .setHeader('access-control-expose-headers', 'ETag, Location, x-amz-version-id');
      try {
        await answer(parseRequest(req), res);
      } catch (error) {
        sendError(req, res, error, requestId);
      } finally {
        req.unpipe().resume(); // whatever is left of the body must not block the connection
        release();
      }
    },
  };
}

function sendError(req: IncomingMessage, res: ServerResponse, error: unknown, RequestId: string): void {
  if (res.headersSent || req.socket.destroyed) return void res.destroy();
  const { code, status, headers, message } =
    error instanceof S3Error ? error : new S3Error('InternalError', String(error));
  res.removeHeader('content-length');
  res.writeHead(status, { 'content-type': 'application/xml', ...headers });
  res.end(
    req.method === 'HEAD' ? undefined : xmlDocument('Error', { Code: code, Message: message, RequestId }),
  );
}
