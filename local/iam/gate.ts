/** Stands before the services whose requests are read whole: lets through what the caller's role allows. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf } from '../body.ts';
import type { Access, Need } from './access.ts';

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;
type Refuse = (res: ServerResponse, message: string) => void;

/** Who signs a request in its header, and for which service. */
export function callerOf(req: IncomingMessage): { accessKeyId: string; service: string } | undefined {
  const [, accessKeyId, service] =
    /Credential=([^/,\s]+)\/\d{8}\/[^/]+\/([^/]+)\/aws4_request/.exec(req.headers.authorization ?? '') ?? [];
  return accessKeyId === undefined || service === undefined ? undefined : { accessKeyId, service };
}

/** How services with a JSON protocol refuse. */
export const refuseJson: Refuse = (res, Message) => {
  res.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
  res.end(JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', Message }));
};

/** How SNS refuses. */
export const refuseXml: Refuse = (res, message) => {
  const error = `<Type>Sender</Type><Code>AuthorizationError</Code><Message>${message}</Message>`;
  res.writeHead(403, { 'content-type': 'text/xml' });
  res.end(`<ErrorResponse><Error>${error}</Error></ErrorResponse>`);
};

/** Puts the check before a service; `needs` gets the operation of the target header, if there is one, and the body. */
export function gate(
  access: Access,
  needs: (operation: string, body: string) => readonly Need[],
  refuse: Refuse,
  service: Handler,
): Handler {
  return async (req, res) => {
    const operation = String(req.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
    const accessKeyId = callerOf(req)?.accessKeyId ?? '';
    for (const need of needs(operation, (await bodyOf(req)).toString())) {
      const why = access.refusal(accessKeyId, need);
      if (why !== undefined) return refuse(res, why);
    }
    return service(req, res);
  };
}
