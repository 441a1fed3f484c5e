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
  /** One more token was read. */
  step(): void;
  /** So many bytes came out of a compressed part. */
  expanded(bytes: number): void;
  /** Inflates a part within the limits; damage at its end is left out, as viewers do. */
  inflate(data: Uint8Array): Buffer;
}

export const workWithin = (limits: Limits): Work => {
  let tokens = 0;
  let total = 0;
  const work: Work = {
    limits,
    step: () => {
      tokens += 1;
      if (tokens > limits.maxTokens) throw new GivenUp('work-limit', `more than ${limits.maxTokens} tokens`);
    },
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

const attempt = (inflate: () => Buffer): Buffer | undefined => {
  try {
    return inflate();
  } catch (error) {
    if (error instanceof RangeError) throw new GivenUp('expansion-limit', 'a part expands beyond the limit');
    return undefined;
  }
};
