import { createHash } from 'node:crypto';
import type { OpenWait } from '../asl/index.ts';

/** An error of the Step Functions API, by its AWS name. */
export class ApiError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** An open task token; `durable` if its wait survives a restart, so that its callback is written down first. */
export interface OpenToken {
  readonly wait: OpenWait;
  readonly arn: string;
  readonly durable: boolean;
}

/** A fresh token: as on AWS, 800 characters and more. */
export const newToken = (randomId: () => string): string =>
  spell(createHash('sha256').update(`${randomId()} ${randomId()}`).digest());

/** The wait that `token` belongs to. Closed tokens need not be remembered: the form proves that one was issued. */
export function findToken(open: ReadonlyMap<string, OpenToken>, token: string): OpenToken {
  const found = open.get(token);
  if (found) return found;
  const issued = spell(Buffer.from(token, 'base64url').subarray(0, 32)) === token;
  throw issued
    ? new ApiError('TaskTimedOut', 'Task Timed Out: the task is no longer waiting')
    : new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
}

function spell(seed: Buffer): string {
  const tail = createHash('shake256', { outputLength: 586 }).update('task token').update(seed).digest();
  return Buffer.concat([seed, tail]).toString('base64url');
}
