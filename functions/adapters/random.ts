import { randomBytes, randomUUID } from 'node:crypto';
import type { RandomPort } from '../app/ports.ts';
import { dossierId } from '../core/dossier/ids.ts';

/** Cryptographic randomness for identities, tokens and salts. */
export const systemRandom: RandomPort = {
  dossierId: () => {
    const id = dossierId(randomUUID());
    if (!id) throw new Error('randomUUID gave no UUID');
    return id;
  },
  token: (bytes) => randomBytes(bytes).toString('base64url'),
};
