/** The front door: tells the services on the one port apart, as their clients address them. */
import type { IncomingMessage } from 'node:http';
import type { Clock } from '../clock.ts';
import { callerOf } from '../iam/gate.ts';
import { type Handler, sendJson } from './http.ts';

/** The services behind the door. */
export interface Services {
  readonly dynamo: Handler;
  readonly sfn: Handler;
  readonly s3: Handler;
  readonly sns: Handler;
  readonly ses: Handler;
  readonly events: Handler;
  readonly guardDuty: Handler;
  readonly lambda: Handler;
  readonly local: Handler;
  readonly api: Handler;
  isBucket(name: string): boolean;
  /** Whether an access key exists; what its holder may do is checked by each service. */
  isKey(accessKeyId: string): boolean;
}

/** Creates the door. Every request but those to `/_local/` holds the clock until it is answered. */
export function createDoor(services: Services, clock: Clock): Handler {
  return async (req, res) => {
    // SDK clients correct their clock by this header, so it must not disagree with the simulation.
    res.setHeader('date', new Date(clock.now()).toUTCString());
    const path = (req.url ?? '/').replace(/\?.*/, '');
    if (path.startsWith('/_local/')) return services.local(req, res);
    const release = clock.hold();
    res.once('close', release);
    res.once('finish', release);
    const service = pick(req, path, services);
    if (service) return service(req, res);
    sendJson(res, 400, { __type: 'UnrecognizedClientException', message: 'The security token is invalid' });
  };
}

function pick(req: IncomingMessage, path: string, services: Services): Handler | undefined {
  const caller = callerOf(req);
  const target = String(req.headers['x-amz-target'] ?? '');
  if (caller?.service === 's3') return services.s3; // checks its own signatures
  if (target !== '' || caller) {
    if (!caller || !services.isKey(caller.accessKeyId)) return undefined;
    if (target.startsWith('DynamoDB_20120810.')) return services.dynamo;
    if (target.startsWith('AWSStepFunctions.')) return services.sfn;
    if (target.startsWith('AWSEvents.')) return services.events;
    if (caller.service === 'ses') return services.ses;
    if (caller.service === 'guardduty') return services.guardDuty;
    if (caller.service === 'lambda') return services.lambda; // checks by itself: the path names the function
    return caller.service === 'sns' ? services.sns : undefined;
  }
  const presigned = /[?&]X-Amz-(Signature|Credential)=/i.test(req.url ?? '');
  const bucket = decodeURIComponent(path.split('/')[1] ?? '');
  return presigned || services.isBucket(bucket) ? services.s3 : services.api;
}
