import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { bundle } from '../../infra/bundle.ts';
import { allFunctions } from '../../infra/operations.ts';
import { sourcesHash } from '../../local/template/synth.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, '.build/simulation');
let made: Promise<void> | undefined;

/**
 * The functions from the same sources by the same bundler, their packages left outside: one copy of the SDK in one process gets
 * hot after a few dossiers, sixty copies do not in a year. Each function has its own instance of its handler.
 */
export const sharedBundles = async (): Promise<{ dirOf(functionName: string): string }> => {
  z.config({ jitless: true }); // a cold start uses a schema a few times: to compile it takes longer
  made ??= bundleIfNeeded();
  await made;
  return { dirOf: (functionName) => join(folder, functionName.replace(/^.*-/, '')) };
};

const bundleIfNeeded = async (): Promise<void> => {
  const stamp = join(root, '.build/simulation.sha256');
  const hash = sourcesHash(root);
  if (existsSync(folder) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  mkdirSync(folder, { recursive: true });
  await bundle(join(root, 'functions'), allFunctions, folder, true);
  writeFileSync(stamp, hash);
};
