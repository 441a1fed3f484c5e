import type { IncomingMessage } from 'node:http';
import { decode, encode } from '../../../local/s3/request.ts';
import { ALGORITHM, openScope, sha256Hex, sign } from '../../../local/s3/sigv4.ts';
import type { Address, Intercept } from './endpoint.ts';

/** Signs a changed request anew, so that what is behind sees nothing but the change. */
function resign(req: IncomingMessage, { accessKeyId, secretAccessKey, region }: Address): void {
  const [, credential = '', signed = ''] =
    /Credential=([^,]+), SignedHeaders=([^,]+)/.exec(req.headers.authorization ?? '') ?? [];
  const names = signed.split(';').filter((name) => req.headers[name] !== undefined);
  const headers = names.map((name) => `${name}:${String(req.headers[name]).trim().replace(/ +/g, ' ')}\n`);
  const [path = '', search = ''] = (req.url ?? '').split('?');
  const canonicalPath = path
    .split('/')
    .map((part) => encode(decode(part)))
    .join('/');
  const query = [...new URLSearchParams(search)].map(([name, value]) => `${encode(name)}=${encode(value)}`);
  const payload = String(req.headers['x-amz-content-sha256']);
  const canonical = [
    req.method,
    canonicalPath,
    query.sort().join('&'),
    headers.join(''),
    names.join(';'),
    payload,
  ];
  const secret = (id: string) => (id === accessKeyId ? secretAccessKey : undefined);
  const scope = openScope(credential, { region, secret }, 'AuthorizationHeaderMalformed');
  const toSign = [ALGORITHM, String(req.headers['x-amz-date']), scope.text, sha256Hex(canonical.join('\n'))];
  const signature = sign(scope, toSign.join('\n'));
  const fields = [`Credential=${credential}`, `SignedHeaders=${names.join(';')}`, `Signature=${signature}`];
  req.headers.authorization = `${ALGORITHM} ${fields.join(', ')}`;
}

/** A store that overlooks one header of the requests that are signed in their headers. */
export const overlooks =
  (header: string, methods: readonly string[] = ['GET', 'HEAD', 'PUT', 'DELETE']): Intercept =>
  (req, _res, { address }) => {
    const there = req.headers.authorization !== undefined && req.headers[header] !== undefined;
    if (!there || !methods.includes(req.method ?? '')) return false;
    delete req.headers[header];
    resign(req, address);
    return false;
  };

/** A store that overlooks one query parameter of the requests of one method. */
export const overlooksQuery =
  (parameter: string, method: string): Intercept =>
  (req, _res, { address }) => {
    const [path = '', search = ''] = (req.url ?? '').split('?');
    const query = new URLSearchParams(search);
    if (req.headers.authorization === undefined || req.method !== method || !query.has(parameter))
      return false;
    query.delete(parameter);
    req.url = `${path}?${query.toString()}`;
    resign(req, address);
    return false;
  };

/** A store that leaves a header out of its answers. */
export const conceals =
  (header: string): Intercept =>
  (_req, res) => {
    const set = res.setHeader.bind(res);
    res.setHeader = (name, value) => (name.toLowerCase() === header ? res : set(name, value));
    return false;
  };

/** A store whose buckets can be made from outside, as AWS's; ours takes them from the template. Deleting them does nothing. */
export function bucketsOnDemand(made: string[]): Intercept {
  return (req, res, { host }) => {
    const [, name = '', key] = /^\/([^/?]+)\/?([^?]+)?/.exec(req.url ?? '') ?? [];
    if (name === '' || key !== undefined || !/^(PUT|DELETE)$/.test(req.method ?? '')) return false;
    req.resume();
    if (req.method === 'PUT' && !(req.url ?? '').includes('versioning')) {
      const locks = req.headers['x-amz-bucket-object-lock-enabled'] === 'true';
      host.createBucket({ name, versioned: !name.endsWith('-plain'), locks });
      made.push(name);
    }
    res.writeHead(req.method === 'DELETE' ? 204 : 200).end();
    return true;
  };
}
