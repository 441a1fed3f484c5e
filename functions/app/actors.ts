import { type Subject, subject } from '../core/dossier/ids.ts';
import type { Actor } from '../core/dossier/status.ts';

const self = (): Subject => {
  const name = subject('system');
  if (!name) throw new Error('the system has no name');
  return name;
};

/** The system's own functions act under this name. */
export const systemActor: Actor = { kind: 'system', subject: self(), roles: [] };
