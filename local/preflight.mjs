// Runs before start, demo and test, on whatever Node the machine has (18 or newer), hence plain JavaScript.
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What keeps the cloud from starting, as one sentence with the remedy; undefined when nothing does. */
export function missing({ version, env, data, installed, engine, writable }) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (!installed) return 'The packages are not installed: run "npm ci" in this folder.';
  if (major < 22 || (major === 22 && minor < 18))
    return `This is Node ${version} and 22.18 or newer is needed: run "npm ci" again without --omit=optional (it brings Node 24 on Linux x64), or install Node 24.`;
  if (!engine && !env.DYNAMODB_ENDPOINT)
    return 'The DynamoDB engine @dynoxide/linux-x64 is not installed (it exists for Linux x64): run "npm ci" again without --omit=optional, or set DYNAMODB_ENDPOINT to a DynamoDB-compatible server.';
  if (!writable) return `The data folder ${data} cannot be written: choose another one with --data.`;
  return undefined;
}

function canWrite(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function hasPackage(name) {
  try {
    createRequire(import.meta.url).resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}

if (import.meta.url === pathToFileURL(resolve(process.argv[1] ?? '')).href) {
  const data = resolve(root, '.data');
  const problem = missing({
    version: process.versions.node,
    env: process.env,
    data,
    installed: existsSync(resolve(root, 'node_modules', 'zod')),
    engine: hasPackage('@dynoxide/linux-x64'),
    // --data is checked by npm start itself, which knows its arguments.
    writable: canWrite(data),
  });
  if (problem !== undefined) {
    console.error(problem);
    process.exit(1);
  }
}
