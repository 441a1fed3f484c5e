/** `/_local/*`: what has no counterpart on AWS (issuer, outbox, clock control, lists). */
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import { type Handler, readBody, sendJson } from './http.ts';
import type { Issuer } from './issuer.ts';

const TokenRequest = z.strictObject({
  sub: z.string().min(1),
  roles: z.array(z.string().min(1)).min(1),
  unit: z.string().optional(),
  name: z.string().optional(),
  minutes: z.number().positive().default(60),
});
const ClockRequest = z.strictObject({ advanceTo: z.iso.datetime({ offset: true }) });

/** Handles the local paths; `lists` are served by name. */
export function createLocalApi(o: {
  issuer: Issuer;
  clock: Clock;
  virtual: boolean;
  /** Called after the clock was moved. */
  moved(): void;
  /** `POST /_local/outbox`: which addresses fail. Answers what is wrong with the wish. */
  setFaults(body: unknown): string | undefined;
  lists: Readonly<Record<string, () => unknown>>;
}): Handler {
  const gets: Record<string, () => unknown> = {
    health: () => ({ status: 'ok' }),
    clock: () => ({ now: new Date(o.clock.now()).toISOString(), virtual: o.virtual }),
    'issuer/jwks.json': () => o.issuer.jwks,
    'issuer/.well-known/openid-configuration': () => ({
      issuer: o.issuer.url,
      jwks_uri: `${o.issuer.url}/jwks.json`,
      id_token_signing_alg_values_supported: ['RS256'],
    }),
    ...o.lists,
  };
  return async (req, res) => {
    const name = (req.url ?? '').replace(/\?.*/, '').replace('/_local/', '');
    if (req.method === 'GET' && name in gets) return sendJson(res, 200, gets[name]?.());
    if (req.method !== 'POST' || !['token', 'clock', 'outbox'].includes(name))
      return sendJson(res, 404, { message: 'Not Found' });
    const body = parse((await readBody(req, 65_536))?.toString() ?? '');
    if (name === 'outbox') {
      const wrong = o.setFaults(body);
      return sendJson(res, wrong === undefined ? 200 : 400, wrong === undefined ? {} : { message: wrong });
    }
    if (name === 'token') {
      const request = TokenRequest.safeParse(body);
      if (!request.success) return sendJson(res, 400, { message: z.prettifyError(request.error) });
      const { minutes, ...claims } = request.data;
      const accessToken = await o.issuer.token({ ...claims, expiresInSeconds: minutes * 60 });
      return sendJson(res, 200, { access_token: accessToken, token_type: 'Bearer' });
    }
    const request = ClockRequest.safeParse(body);
    if (!request.success) return sendJson(res, 400, { message: z.prettifyError(request.error) });
    if (!o.virtual) return sendJson(res, 409, { message: 'The clock is real; start with --clock virtual' });
    await o.clock.advanceTo(Date.parse(request.data.advanceTo));
    o.moved();
    sendJson(res, 200, gets.clock?.());
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
