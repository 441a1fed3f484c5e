import { createHash, createHmac } from 'node:crypto';
import { type ErrorCode, S3Error } from './errors.ts';
import { decode, encode, type S3Request } from './request.ts';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
}

/** Whose signatures count. */
export interface Keys {
  region: string;
  /** The secret of a known access key. */
  secret(accessKeyId: string): string | undefined;
}

export interface Scope {
  accessKeyId: string;
  key: Buffer;
  text: string;
  day: string;
}

/** What a verified signature vouches for. */
export interface Signed {
  /** `x-amz-content-sha256`: the hash of the body or the name of a streaming mode. */
  payload: string;
  /** The rest is where chunk signatures start from. */
  signature: string;
  scope: Scope;
  date: string;
}

export const ALGORITHM = 'AWS4-HMAC-SHA256';
const SKEW_MS = 15 * 60_000;

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
export const sha256Hex = (data: string): string => createHash('sha256').update(data).digest('hex');
/** HMAC of a string to sign, in hex. */
export const sign = (scope: Scope, text: string): string => hmac(scope.key, text).toString('hex');

/** Checks `<access key>/<day>/<region>/s3/aws4_request` and derives the signing key. */
export function openScope(credential: string, known: Keys, malformed: ErrorCode): Scope {
  const [accessKeyId = '', day = '', ...place] = credential.split('/');
  const secret = known.secret(accessKeyId);
  if (place.length === 3 && secret === undefined) throw new S3Error('InvalidAccessKeyId');
  const text = `${day}/${known.region}/s3/aws4_request`;
  if (!/^\d{8}$/.test(day) || `${day}/${place.join('/')}` !== text)
    throw new S3Error(
      malformed,
      `The credential scope is wrong; expecting 'YYYYMMDD/${known.region}/s3/aws4_request'`,
    );
  return { accessKeyId, key: signingKey(`${secret}`, text), text, day };
}

/** Signing keys by secret and scope. Each is asked for all day long. */
const derived = new Map<string, Buffer>();
const signingKey = (secret: string, scope: string): Buffer => {
  const name = `${secret} ${scope}`;
  const key =
    derived.get(name) ?? Buffer.from(scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`));
  if (derived.size >= 1000) derived.clear();
  derived.set(name, key);
  return key;
};

/** `20260105T010203Z` → epoch milliseconds. */
export function amzDate(text: string): number {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  if (iso === text || Number.isNaN(Date.parse(iso)))
    throw new S3Error('AccessDenied', 'X-Amz-Date must be yyyyMMddTHHmmssZ');
  return Date.parse(iso);
}

/** Verifies the signature of a request, in its headers or in its address, and that it is timely. */
export function verify(request: S3Request, known: Keys, now: number): Signed {
  const { query, headers } = request;
  const presigned = query.has('X-Amz-Signature');
  const authorization = headers.get('authorization') ?? '';
  if (!presigned && authorization === '') throw new S3Error('AccessDenied');
  const malformed = presigned ? 'AuthorizationQueryParametersError' : 'AuthorizationHeaderMalformed';
  const field = (name: string): string => {
    const value = presigned
      ? query.get(`X-Amz-${name}`)
      : new RegExp(`[ ,]${name}=([^, ]+)`).exec(authorization)?.[1];
    if (value === undefined) throw new S3Error(malformed, `${name} is missing.`);
    return value;
  };
  if ((presigned ? field('Algorithm') : authorization.split(' ')[0]) !== ALGORITHM)
    throw new S3Error(malformed);
  const scope = openScope(field('Credential'), known, malformed);
  const date = presigned ? field('Date') : (headers.get('x-amz-date') ?? '');
  const at = amzDate(date);
  if (presigned) checkExpiry(at, Number(field('Expires')), now);
  else if (Math.abs(at - now) > SKEW_MS) throw new S3Error('RequestTimeTooSkewed');
  const payload = headers.get('x-amz-content-sha256') ?? (presigned ? 'UNSIGNED-PAYLOAD' : undefined);
  if (payload === undefined)
    throw new S3Error('InvalidRequest', 'Missing required header: x-amz-content-sha256');
  const names = field('SignedHeaders').split(';');
  const loose = ['host', ...headers.keys()].filter((n) => /^(host$|x-amz-)/.test(n) && !names.includes(n));
  if (loose.length > 0)
    throw new S3Error('AccessDenied', `There were headers present which were not signed: ${loose.join()}`);
  const toSign = [ALGORITHM, date, scope.text, sha256Hex(canonical(request, names, payload))].join('\n');
  const signature = field('Signature');
  if (date.slice(0, 8) !== scope.day || sign(scope, toSign) !== signature)
    throw new S3Error('SignatureDoesNotMatch');
  return { payload, signature, scope, date };
}

function checkExpiry(at: number, seconds: number, now: number): void {
  if (!(Number.isInteger(seconds) && seconds >= 1 && seconds <= 604_800))
    throw new S3Error('AuthorizationQueryParametersError', 'X-Amz-Expires must lie between 1 and 604800');
  if (at - now > SKEW_MS) throw new S3Error('AccessDenied', 'Request is not valid yet');
  if (now > at + seconds * 1000) throw new S3Error('AccessDenied', 'Request has expired');
}

function canonical(request: S3Request, names: string[], payload: string): string {
  const path = request.path.split('/').map((part) => encode(decode(part)));
  const query = [...request.query].filter(([name]) => name !== 'X-Amz-Signature');
  const pairs = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const headers = names.map((n) => `${n}:${(request.headers.get(n) ?? '').trim().replace(/ +/g, ' ')}\n`);
  return [request.method, path.join('/'), pairs.join('&'), headers.join(''), names.join(';'), payload].join(
    '\n',
  );
}
