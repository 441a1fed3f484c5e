import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalogue } from '../../local/catalogue.ts';
import { type Cloud, startCloud } from '../../local/cloud.ts';
import { assembly } from '../support/boot.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';

/** The README's day at the front desk, run as a reader would run it: real clock, shell, one command after the other. */
let cloud: Cloud;
const dir = mkdtempSync(join(tmpdir(), 'mot-cua-day-'));
const root = new URL('../..', import.meta.url);

beforeAll(async () => {
  cloud = await startCloud({ assembly, dir });
  await loadCatalogue(cloud);
});
afterAll(async () => {
  await cloud.stop();
  rmSync(dir, { recursive: true, force: true });
});

const story = (): string => {
  const readme = readFileSync(new URL('README.md', root), 'utf8');
  const [, day = ''] = readme.split('## A day at the front desk');
  return /```sh\n([\s\S]*?)```/.exec(day)?.[1] ?? '';
};

test('every command of the README works, and ends with a returned permit', { timeout: 180_000 }, async () => {
  const script = `set -euo pipefail\n${story()}`;
  const env = { ...process.env, MC_URL: cloud.url };
  const { stdout } = await promisify(execFile)('bash', ['-c', script], {
    ...{ cwd: root, env, maxBuffer: 10_000_000 },
  });
  expect(stdout).toContain('Yêu cầu bổ sung giấy tờ');
  expect(stdout).toContain('Yêu cầu thực hiện nghĩa vụ tài chính');
  expect(stdout).toMatch(/Đã trả kết quả · CLOSED · 1\/GPXD-SXD/);
  const world = await readWorld(cloud);
  expect(world.heads.map(({ dossier }) => dossier.status)).toEqual([10]);
  expect([...broken(world), ...(await brokenSpines(cloud, world))]).toEqual([]);
});
