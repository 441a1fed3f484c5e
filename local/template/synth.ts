import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
  'infra/**',
  'functions/**',
  'statemachines/**',
  'package-lock.json',
  'cdk.json',
  'tsconfig.json',
];

/** Content hash of everything an assembly is made from. */
export function sourcesHash(root: string): string {
  const hash = createHash('sha256');
  for (const name of globSync(SOURCES, { cwd: root }).sort()) {
    const file = join(root, name);
    if (statSync(file).isFile()) hash.update(`${name}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Writes `cdk.out` by `infra/app.ts` unless it is there and made from these very sources. Answers whether it ran. */
export async function synthIfNeeded(root: string, log: (line: string) => void): Promise<boolean> {
  const out = join(root, 'cdk.out');
  const stamp = join(out, '.sources.sha256');
  const hash = sourcesHash(root);
  const fresh =
    existsSync(join(out, 'manifest.json')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (fresh) return false;
  log('Synthesising the CDK app (once per change) …');
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, ['infra/app.ts'], { cwd: root, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error('Synthesis failed; see above.')),
    );
  });
  writeFileSync(stamp, hash);
  return true;
}
