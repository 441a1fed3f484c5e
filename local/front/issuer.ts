/** The local token issuer: RS256 like every issuer an HTTP API accepts; the key lives in the data folder. */
import { existsSync, readFileSync } from 'node:fs';
import {
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importPKCS8,
  type JWK,
  type JWK_RSA_Public,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import type { Clock } from '../clock.ts';
import { replaceFile } from '../cloud-file.ts';

/** What a token says. */
export interface TokenClaims {
  readonly sub: string;
  readonly roles: readonly string[];
  readonly unit?: string | undefined;
  readonly name?: string | undefined;
  readonly audience?: string | undefined;
  readonly expiresInSeconds?: number | undefined;
}

/** Issues and checks tokens. */
export interface Issuer {
  readonly url: string;
  readonly jwks: unknown;
  token(claims: TokenClaims): Promise<string>;
  /** The claims of a valid token; throws otherwise. Time is the clock's. */
  verify(token: string, audience: readonly string[]): Promise<JWTPayload>;
}

/** How many tokens are remembered as valid. */
const REMEMBERED = 10_000;

/** Creates the issuer; makes the key on the first start. */
export async function createIssuer(o: {
  url: string;
  audience: string;
  keyFile: string;
  clock: Clock;
}): Promise<Issuer> {
  if (!existsSync(o.keyFile)) {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    replaceFile(o.keyFile, await exportPKCS8(privateKey));
  }
  const key = await importPKCS8(readFileSync(o.keyFile, 'utf8'), 'RS256', { extractable: true });
  const { n, e } = await exportJWK(key);
  const jwk: JWK & JWK_RSA_Public = {
    kty: 'RSA',
    n: n ?? '',
    e: e ?? '',
    alg: 'RS256',
    use: 'sig',
    kid: 'local',
  };
  /** What was valid stays so until it expires; checking a signature costs more than most calls. */
  const verified = new Map<string, JWTPayload>();
  return {
    url: o.url,
    jwks: { keys: [jwk] },
    token({ sub, roles, unit, name, audience = o.audience, expiresInSeconds = 3600 }) {
      const issuedAt = Math.floor(o.clock.now() / 1000);
      return new SignJWT({
        roles: roles.join(' '),
        ...(unit !== undefined && { unit }),
        ...(name !== undefined && { name }),
      })
        .setProtectedHeader({ alg: 'RS256', kid: 'local', typ: 'JWT' })
        .setIssuer(o.url)
        .setAudience(audience)
        .setSubject(sub)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + expiresInSeconds)
        .sign(key);
    },
    async verify(token, audience) {
      const currentDate = new Date(o.clock.now());
      const key = `${audience.join(' ')} ${token}`;
      const known = verified.get(key);
      if (known && currentDate.getTime() < 1000 * (known.exp ?? 0)) return known;
      const options = { issuer: o.url, audience: [...audience], currentDate, algorithms: ['RS256'] };
      const { payload } = await jwtVerify(token, jwk, { ...options, requiredClaims: ['exp'] });
      if (verified.size >= REMEMBERED) verified.clear();
      verified.set(key, payload);
      return payload;
    },
  };
}
