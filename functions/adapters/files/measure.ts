import { createHash } from 'node:crypto';
import type { Reason } from '../../core/inspection/codes.ts';
import type { Content, FileFacts } from '../../core/inspection/facts.ts';
import type { Limits } from '../../core/inspection/limits.ts';
import { HEAD_BYTES, nameType, readContent } from './identify.ts';
import type { MalwareScanner } from './malware.ts';
import { alsoAnother } from './polyglot.ts';
import { workWithin } from './work.ts';

/**
 * Reads a file once as a stream. Up to the size limit it is kept in memory and examined; a bigger one is hashed, counted
 * and named by its beginning only, so that memory is bounded whatever comes.
 */
export const measureFile = async (
  chunks: AsyncIterable<Uint8Array>,
  limits: Limits,
  scanner: MalwareScanner,
): Promise<FileFacts> => {
  const hash = createHash('sha256');
  const scan = scanner();
  let kept: Buffer[] | undefined = [];
  let beginning = Buffer.alloc(0);
  let bytes = 0;
  for await (const chunk of chunks) {
    const part = Buffer.from(chunk);
    hash.update(part);
    await scan.push(part);
    bytes += part.length;
    kept?.push(part);
    if (kept && bytes > limits.maxBytes) {
      beginning = Buffer.from(Buffer.concat(kept).subarray(0, HEAD_BYTES));
      kept = undefined;
    }
  }
  const content = kept ? await examined(Buffer.concat(kept), limits) : await named(beginning);
  const infected = await scan.end();
  const malware: Reason[] = infected === undefined ? [] : [{ code: 'malware', detail: infected }];
  const findings = [...malware, ...content.findings];
  return { ...content, findings, bytes, sha256: hash.digest('hex') };
};

/** What is too big to be read is only told apart. */
const named = async (beginning: Buffer): Promise<Content> => ({
  mediaType: await nameType(beginning),
  findings: [],
});

/** A reader that fails in a way nobody thought of has met a file that cannot be read: it is never clean. */
const examined = async (bytes: Buffer, limits: Limits): Promise<Content> => {
  if (bytes.length === 0) return { mediaType: undefined, findings: [] };
  const work = workWithin(limits);
  const content = await readContent(bytes, work).catch(
    (error: unknown): Content => ({
      mediaType: undefined,
      findings: [
        { code: 'damaged', detail: `cannot be read (${error instanceof Error ? error.name : 'unknown'})` },
      ],
    }),
  );
  return { ...content, findings: [...content.findings, ...alsoAnother(bytes, content.mediaType)] };
};
