/** DynamoDB for callers on this thread: objects instead of a protocol, behind the same check of rights. */
import { type Faults, REFUSALS, refusedAsConflict } from '../faults.ts';
import type { Access } from '../iam/access.ts';
import { dynamoInputNeeds } from '../iam/needs.ts';
import { LOCAL } from '../template/physical.ts';
import type { DynamoHost } from './index.ts';
import { DynamoError } from './writes.ts';

/** A request of the holder of a key. The items of the output must not be changed. */
export type Direct = (
  accessKeyId: string,
  operation: string,
  input: unknown,
) => Promise<{ readonly status: number; readonly output: unknown }>;

/** Requests to a host that takes objects; undefined for another. */
export const directTo = ({ perform }: DynamoHost, access: Access): Direct | undefined =>
  perform &&
  (async (accessKeyId, operation, input) => {
    for (const need of dynamoInputNeeds(operation, input)) {
      const message = access.refusal(accessKeyId, need);
      if (message !== undefined) return { status: 400, output: { __type: 'AccessDeniedException', message } };
    }
    try {
      return await perform(operation, input);
    } catch (error) {
      const { type, message } =
        error instanceof DynamoError ? error : new DynamoError('ValidationException', String(error));
      return { status: type === 'InternalServerError' ? 500 : 400, output: { __type: type, message } };
    }
  });

/** The same way, on which calls fail as decided, but for the administrator's own; `crash` ends whoever calls with a key. */
export const faultyWay = (way: Direct, faults: Faults, crash: (accessKeyId: string) => void): Direct => {
  return async (accessKeyId, operation, input) => {
    if (accessKeyId === LOCAL.accessKeyId) return way(accessKeyId, operation, input);
    const what = JSON.stringify(input);
    const fault = faults.call('dynamodb', operation, what);
    if (fault === undefined) return way(accessKeyId, operation, input);
    if (fault === 'crashAfter' || fault === 'lost') await way(accessKeyId, operation, input);
    if (fault === 'crashAfter' || fault === 'crashBefore') {
      crash(accessKeyId);
      return { status: 500, output: { __type: 'InternalServerError', message: 'nobody hears this' } };
    }
    if (fault === 'conflict') return { status: 400, output: refusedAsConflict(what) };
    const [status, type] = REFUSALS[fault];
    return { status, output: { __type: type, message: 'simulated' } };
  };
};
