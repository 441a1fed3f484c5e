import { createHash } from 'node:crypto';
import { S3Error } from './errors.ts';
import { ALGORITHM, type Signed, sha256Hex, sign } from './sigv4.ts';

const MAX_LINE = 16_384;

/** Hands out a byte stream line by line or in runs of known length. */
class Reader {
  private rest: Buffer = Buffer.alloc(0);
  private readonly source: AsyncIterator<Buffer>;

  constructor(source: AsyncIterator<Buffer>) {
    this.source = source;
  }

  async line(): Promise<string> {
    let end = this.rest.indexOf('\r\n');
    for (; end < 0; end = this.rest.indexOf('\r\n')) {
      if (this.rest.length > MAX_LINE) throw new S3Error('IncompleteBody');
      this.rest = Buffer.concat([this.rest, await this.next()]);
    }
    const line = this.rest.toString('latin1', 0, end);
    this.rest = this.rest.subarray(end + 2);
    return line;
  }

  async *run(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0; ) {
      if (this.rest.length === 0) this.rest = await this.next();
      const part = this.rest.subarray(0, left);
      this.rest = this.rest.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }

  private async next(): Promise<Buffer> {
    const { done, value } = await this.source.next();
    if (done === true) throw new S3Error('IncompleteBody');
    return value;
  }
}

/**
 * Decodes an `aws-chunked` body. With `chain` every chunk must carry a signature that continues the one before
 * it, starting from the signature of the headers. Trailing headers land in `trailers`.
 */
export async function* decodeChunks(
  source: AsyncIterator<Buffer>,
  length: number,
  trailers: Map<string, string>,
  chain?: Signed,
): AsyncGenerator<Buffer> {
  const reader = new Reader(source);
  let previous = chain?.signature ?? '';
  let total = 0;
  for (let size = -1; size !== 0; ) {
    const match = /^([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(await reader.line());
    if (!match) throw new S3Error('IncompleteBody');
    size = Number.parseInt(match[1] ?? '', 16);
    total += size;
    const hash = createHash('sha256');
    for await (const part of reader.run(size)) {
      if (chain) hash.update(part);
      yield part;
    }
    if (chain) {
      const link = [
        `${ALGORITHM}-PAYLOAD`,
        chain.date,
        chain.scope.text,
        previous,
        sha256Hex(''),
        hash.digest('hex'),
      ];
      previous = sign(chain.scope, link.join('\n'));
      if (match[2] !== previous) throw new S3Error('SignatureDoesNotMatch');
    }
    if (size !== 0 && (await reader.line()) !== '') throw new S3Error('IncompleteBody');
  }
  for (let line = await reader.line(); line !== ''; line = await reader.line()) {
    const [name = '', value = ''] = line.split(/:(.*)/s);
    trailers.set(name.trim().toLowerCase(), value.trim());
  }
  if (total !== length) throw new S3Error('IncompleteBody');
}
