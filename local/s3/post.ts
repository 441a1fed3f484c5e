import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import { putNeed } from '../iam/s3.ts';
import { S3Error, xmlDocument } from './errors.ts';
import { type Host, keptHeaders, showVersion } from './objects.ts';
import { checkPolicy } from './policy.ts';
import { bytesOf, encode, type S3Request } from './request.ts';
import { ALGORITHM, amzDate, type Keys, openScope, sign } from './sigv4.ts';
import { checksumsIn, conclude, MAX_OBJECT, receive } from './upload.ts';

const LIMITS = { fieldSize: 20_480, fields: 100 };
const FIELDS =
  /^(key|bucket|policy|x-amz-(algorithm|credential|date|signature|security-token|meta-.+|checksum-(sha256|crc32|crc64nvme|algorithm))|x-ignore-.*|content-(type|disposition|encoding|language)|cache-control|expires|success_action_status)$/;
const oneFile = (): S3Error =>
  new S3Error('InvalidArgument', 'POST requires exactly one file upload per request.');

interface Form {
  /** Fields before the file, names in lower case. Fields behind it are ignored, as on S3. */
  fields: Map<string, string>;
  file: Readable;
  /** Resolves once the form has ended as a form must. */
  end: Promise<void>;
}

/** Reads a form up to its file; the file itself is left to stream. */
function openForm(req: IncomingMessage): Promise<Form> {
  const fields = new Map<string, string>();
  const { promise: end, resolve: ended, reject: broke } = Promise.withResolvers<void>();
  return new Promise((resolve, reject) => {
    let started = false;
    const fail = (error: Error): void => {
      reject(error);
      broke(error);
    };
    end.catch(() => {}); // looked at once the file has been read
    const parser = busboy({ headers: req.headers, limits: LIMITS, defParamCharset: 'utf8' });
    parser.on('field', (name, value, info) => {
      const field = name.toLowerCase();
      if (info.valueTruncated) fail(new S3Error('MaxPostPreDataLengthExceededError'));
      if (fields.has(field)) fail(new S3Error('InvalidArgument', `The form field ${name} is given twice.`));
      if (!started) fields.set(field, value);
    });
    parser.on('file', (name, file) => {
      if (started || name.toLowerCase() !== 'file') fail(oneFile());
      if (started) return void file.resume();
      started = true;
      resolve({ fields, file, end });
    });
    parser.on('error', () => fail(new S3Error('MalformedPOSTRequest')));
    parser.on('close', () => (started ? ended() : fail(oneFile())));
    req.on('close', () => !req.complete && parser.destroy(new Error('client gone')));
    req.pipe(parser);
  });
}

/** A browser upload: a form whose policy was signed beforehand decides what may be stored. */
export async function postObject(
  host: Host,
  request: S3Request,
  res: ServerResponse,
  known: Keys,
): Promise<void> {
  const { bucket } = request;
  host.store.bucket(bucket);
  const { fields, file, end } = await openForm(request.raw);
  file.once('error', () => {}); // seen by whoever reads the file
  const { accessKeyId, key, headers, range } = authorise(bucket, fields, known, host.now());
  host.permit(accessKeyId, [putNeed(bucket, key)]);
  const sent = checksumsIn(fields);
  const path = host.store.stage();
  const max = Math.min(range.max, MAX_OBJECT);
  const { size, sums } = await receive(bytesOf(file), path, [...sent.keys()], max).catch((error: unknown) => {
    throw error instanceof S3Error ? error : new S3Error('MalformedPOSTRequest');
  });
  await end;
  if (size < range.min) throw new S3Error('EntityTooSmall');
  const draft = { bucket, key, headers, ...conclude(size, sums, sent), reason: 'POST Object' };
  const created = host.store.commit(draft, path, host.nextVersion(draft), host.now());
  const Location = `http://${request.headers.get('host')}/${bucket}/${key.split('/').map(encode).join('/')}`;
  showVersion(res, created).setHeader('etag', created.etag).setHeader('location', Location);
  const wanted = fields.get('success_action_status');
  if (wanted === '201') {
    res.writeHead(201, { 'content-type': 'application/xml' });
    res.end(xmlDocument('PostResponse', { Location, Bucket: bucket, Key: key, ETag: created.etag }));
  } else res.writeHead(wanted === '200' ? 200 : 204).end();
  host.announce(created);
}

/** Checks signature and policy of a form and says what it may store. */
function authorise(bucket: string, fields: Map<string, string>, known: Keys, now: number) {
  const policy = fields.get('policy');
  if (policy === undefined) throw new S3Error('AccessDenied');
  const need = (name: string): string => {
    const value = fields.get(name) ?? '';
    if (value === '')
      throw new S3Error(
        'InvalidArgument',
        `Bucket POST must contain a field named '${name}' before the file.`,
      );
    return value;
  };
  const key = need('key');
  if (need('x-amz-algorithm') !== ALGORITHM) throw new S3Error('InvalidArgument', 'Unknown X-Amz-Algorithm');
  const scope = openScope(need('x-amz-credential'), known, 'InvalidArgument');
  const date = need('x-amz-date');
  if (
    Number.isNaN(amzDate(date)) ||
    date.slice(0, 8) !== scope.day ||
    sign(scope, policy) !== need('x-amz-signature')
  )
    throw new S3Error('SignatureDoesNotMatch');
  const range = checkPolicy(policy, new Map([...fields, ['bucket', bucket]]), now);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the literal S3 would replace
  const odd = key.includes('${filename}') ? key : [...fields.keys()].find((name) => !FIELDS.test(name));
  if (odd !== undefined) throw new S3Error('NotImplemented', `Form field ${odd} is not implemented here`);
  return { accessKeyId: scope.accessKeyId, key, range, headers: keptHeaders(fields) };
}
