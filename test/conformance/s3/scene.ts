import {
  CopyObjectCommand,
  type CopyObjectCommandInput,
  DeleteObjectCommand,
  type DeleteObjectCommandInput,
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  type HeadObjectCommandInput,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** Longest wait for one answer, milliseconds. */
export const PATIENCE = 10_000;

type Answered = { readonly $metadata: { readonly httpStatusCode?: number | undefined } };
type Signing = NonNullable<Parameters<typeof getSignedUrl>[2]>;

/** What one probe works with: a client, a bucket, and a key of its own that no other probe touches. */
export class Scene {
  readonly client: S3Client;
  /** Address of the endpoint, without a slash at the end. */
  readonly endpoint: string;
  readonly Bucket: string;
  readonly Key: string;

  constructor(given: Pick<Scene, 'client' | 'endpoint' | 'Bucket' | 'Key'>) {
    this.client = given.client;
    this.endpoint = given.endpoint;
    this.Bucket = given.Bucket;
    this.Key = given.Key;
  }

  get at() {
    return { Bucket: this.Bucket, Key: this.Key };
  }
  put(Body: string, rest: Partial<PutObjectCommandInput> = {}) {
    return this.client.send(new PutObjectCommand({ ...this.at, Body, ...rest }));
  }
  get(rest: Partial<GetObjectCommandInput> = {}) {
    return this.client.send(new GetObjectCommand({ ...this.at, ...rest }));
  }
  head(rest: Partial<HeadObjectCommandInput> = {}) {
    return this.client.send(new HeadObjectCommand({ ...this.at, ...rest }));
  }
  remove(rest: Partial<DeleteObjectCommandInput> = {}) {
    return this.client.send(new DeleteObjectCommand({ ...this.at, ...rest }));
  }
  /** Copies the key's current version, or the one named, to `Key`. */
  copy(Key: string, versionId?: string, rest: Partial<CopyObjectCommandInput> = {}) {
    const source = `${this.Bucket}/${this.Key.split('/').map(encodeURIComponent).join('/')}`;
    const CopySource = versionId === undefined ? source : `${source}?versionId=${versionId}`;
    return this.client.send(new CopyObjectCommand({ Bucket: this.Bucket, Key, CopySource, ...rest }));
  }
  /** The text of an object. */
  async text(rest: Partial<GetObjectCommandInput> = {}): Promise<string> {
    return (await (await this.get(rest)).Body?.transformToString()) ?? '';
  }
  /** A presigned address to read from; `expiresIn` in seconds. */
  sign(command: GetObjectCommand, signing: Signing = {}): Promise<string> {
    return getSignedUrl(this.client, command, signing);
  }
  /** A presigned read as it comes over the wire. */
  async raw(command: GetObjectCommand, init: RequestInit = {}): Promise<Response> {
    return call(await this.sign(command), init);
  }
}

/** A request past the SDK. */
export const call = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { signal: AbortSignal.timeout(PATIENCE), ...init });

/** `200`, or `404 NoSuchKey`: status and error code of what the SDK was answered. */
export const outcome = (sent: Promise<Answered>): Promise<string> =>
  sent.then(
    (answer) => String(answer.$metadata.httpStatusCode),
    (error: unknown) => {
      if (!(error instanceof S3ServiceException)) throw error;
      return `${error.$metadata.httpStatusCode} ${error.name}`;
    },
  );

/** The status alone: an answer without a body (HEAD, 304) names no code. */
export const status = async (sent: Promise<Answered>): Promise<string> =>
  (await outcome(sent)).split(' ')[0] ?? '';

/** The same of a plain answer: `204`, or `403 AccessDenied`. */
export async function told(answer: Response): Promise<string> {
  const code = /<Error>.*?<Code>(.*?)<\/Code>/s.exec(await answer.text())?.[1];
  return code === undefined ? String(answer.status) : `${answer.status} ${code}`;
}

/** Says whether two things that an endpoint chooses itself are the same. */
export const compare = (a: unknown, b: unknown): string =>
  a !== undefined && a !== null && a === b ? 'same' : 'different';
