/** Lambda's Invoke, as an operator's AWS CLI calls it: one call that waits for the answer. */
import { bodyOf } from '../body.ts';
import type { Access } from '../iam/access.ts';
import { callerOf } from '../iam/gate.ts';
import type { LambdaPool } from '../lambda/pool.ts';
import type { Deployment } from '../template/deployment.ts';
import { RUN_HERE } from '../template/support.ts';
import { type Handler, sendJson } from './http.ts';

const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** Handles `POST /2015-03-31/functions/<name or ARN>/invocations`. */
export function createLambda(o: {
  deployment: Deployment;
  access: Access;
  pool: Pick<LambdaPool, 'invoke'>;
}): Handler {
  const functions = o.deployment.all(RUN_HERE['AWS::Lambda::Function']);
  return async (req, res) => {
    const fail = (status: number, type: string, message: string): void =>
      sendJson(res, status, { Type: 'User', message }, { 'x-amzn-errortype': type });
    const named = decodeURIComponent(PATH.exec((req.url ?? '').replace(/\?.*/, ''))?.[1] ?? '');
    const kind = req.headers['x-amz-invocation-type'] ?? 'RequestResponse';
    if (req.method !== 'POST' || named === '' || kind !== 'RequestResponse')
      return fail(400, 'InvalidParameterValueException', 'Only Invoke with its answer is supported locally');
    const arn = functions.find((each) => each.name === named || each.arn === named)?.arn;
    const resources = [arn ?? '*'];
    const key = callerOf(req)?.accessKeyId ?? '';
    const why = o.access.refusal(key, { action: 'lambda:InvokeFunction', resources });
    if (why !== undefined) return fail(403, 'AccessDeniedException', why);
    if (arn === undefined) return fail(404, 'ResourceNotFoundException', `Function not found: ${named}`);
    const event = read((await bodyOf(req)).toString());
    if (!event) return fail(400, 'InvalidRequestContentException', 'Could not parse request body into json');
    const outcome = await o.pool.invoke(arn, event.json);
    if (outcome.ok) return sendJson(res, 200, outcome.payload ?? null);
    sendJson(res, 200, outcome.error, { 'x-amz-function-error': 'Unhandled' });
  };
}

function read(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text === '' ? '{}' : text) };
  } catch {
    return undefined;
  }
}
