import { inflateRawSync, inflateSync } from 'node:zlib';
import type { ReasonCode } from '../../core/inspection/codes.ts';
import type { Limits } from '../../core/inspection/limits.ts';

/** A file that its reader gives up on, with the reason. Thrown inside a reader and caught where reading begins. */
export class GivenUp extends Error {
  readonly code: ReasonCode;
  constructor(code: ReasonCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

export const damaged = (detail: string): GivenUp => new GivenUp('damaged', detail);

/** The work that one file may still cause. Counted, not timed, so that the verdict is the same on every machine. */
export interface Work {
  readonly limits: Limits;
  /** One more token was read, or as much work as several. */
  step(count?: number): void;
  /** One more value of a PDF stays in memory. */
  keep(): void;
  /** So many bytes were only passed over. */
  passed(bytes: number): void;
  /** So many bytes came out of a compressed part. */
  expanded(bytes: number): void;
  /** Inflates a part within the limits; damage at its end is left out, as viewers do. */
  inflate(data: Uint8Array): Buffer;
}

/** Passing over bytes is that much faster than reading a token. */
const BYTES_PER_TOKEN = 16;

export const workWithin = (limits: Limits): Work => {
  let tokens = 0;
  let total = 0;
  let values = 0;
  const work: Work = {
    limits,
    step: (count = 1) => {
      tokens += count;
      if (tokens > limits.maxTokens) throw new GivenUp('work-limit', `more than ${limits.maxTokens} tokens`);
    },
    keep: () => {
      values += 1;
      if (values > limits.maxValues) throw new GivenUp('work-limit', `more than ${limits.maxValues} values`);
    },
    passed: (bytes) => work.step(bytes / BYTES_PER_TOKEN),
    expanded: (bytes) => {
      total += bytes;
      if (bytes > limits.maxPartBytes || total > limits.maxExpandedBytes) {
        throw new GivenUp('expansion-limit', `more than ${Math.min(limits.maxPartBytes, total)} bytes`);
      }
    },
    inflate: (data) => {
      const options = { maxOutputLength: limits.maxPartBytes, finishFlush: 2 };
      const out =
        attempt(() => inflateSync(data, options)) ?? attempt(() => inflateRawSync(data.subarray(2), options));
      if (!out) throw damaged('a compressed part cannot be read');
      work.expanded(out.length);
      return out;
    },
  };
  return work;
};

/** Of the same work a part that may take only so many tokens. */
export const partOf = (work: Work, tokens: number, what: string): Work => {
  const most = Math.ceil(tokens);
  let used = 0;
  const step = (count = 1): void => {
    used += count;
    if (used > most) throw new GivenUp('work-limit', `more than ${most} tokens ${what}`);
    work.step(count);
  };
  return { ...work, step, passed: (bytes) => step(bytes / BYTES_PER_TOKEN) };
};

const attempt = (inflate: () => Buffer): Buffer | undefined => {
  try {
    return inflate();
  } catch (error) {
    if (error instanceof RangeError) throw new GivenUp('expansion-limit', 'a part expands beyond the limit');
    return undefined;
  }
};
