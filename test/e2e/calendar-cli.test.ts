import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { tokenOf } from '../support/cast.ts';
import { calendarWith } from '../support/catalogue.ts';
import { accept, submitted, view } from '../support/play.ts';

/** The command line tool of administrators, run as they run it. */
let cloud: Cloud;
let token: string;
let dossier: { id: string; code: string };
const dir = mkdtempSync(join(tmpdir(), 'calendar-'));
const file = join(dir, 'calendar.json');
const tool = fileURLToPath(new URL('../../catalogue/tools/calendarCli.ts', import.meta.url));

const run = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((done) => {
    const place = ['--url', cloud.apiUrl, '--token', token];
    execFile(process.execPath, [tool, ...args, ...place], (error, out, err) =>
      done({ code: error ? 1 : 0, out, err }),
    );
  });

beforeAll(async () => {
  cloud = await bootVirtual();
  token = await tokenOf(cloud, 'admin');
  dossier = await submitted(cloud);
  await until(cloud, '2026-11-16T09:00');
  await accept(cloud, dossier.id);
  writeFileSync(file, JSON.stringify(calendarWith('2026.2', { off: ['2026-11-27'] })));
});
afterAll(async () => {
  rmSync(dir, { recursive: true });
  await cloud.stop();
});

test('preview prints what would move, and moves nothing', async () => {
  const { out, code } = await run('preview', file);
  expect(code).toBe(0);
  expect(out.split('\n').slice(0, 3)).toEqual([
    'Dossier                    Due               New due           Provisional  Why',
    `${dossier.code}  01/12/2026 17:00  02/12/2026 17:00               2026-11-27 off (Nghỉ theo quyết định)`,
    '1 of 1 open dossiers move under vn-2026.2.',
  ]);
  expect((await view(cloud, 'desk', dossier.id)).body).toMatchObject({ due: { calendar: 'vn-2026.1' } });
});

test('publish asks; where nobody can answer it needs --yes', async () => {
  expect(await run('publish', file)).toMatchObject({ code: 1, err: expect.stringContaining('--yes') });
  expect((await view(cloud, 'desk', dossier.id)).body).toMatchObject({ due: { calendar: 'vn-2026.1' } });
});

test('publish --yes puts it into force, moves the dates and says when to look again; twice is harmless', async () => {
  const { out } = await run('publish', file, '--yes');
  expect(out.split('\n').slice(3)).toEqual([
    'vn-2026.2 is in force.',
    '  looked at 1, re-dated 1',
    '  looked at 2, re-dated 1',
    'Until 16/11/2026 09:05 dates may still be promised by the calendar before: publish again then.',
    '',
  ]);
  await cloud.clock.settle();
  expect((await view(cloud, 'desk', dossier.id)).body).toMatchObject({
    due: { at: '2026-12-02T17:00:00+07:00', calendar: 'vn-2026.2' },
  });
  expect((await run('publish', file, '--yes')).out).toContain('looked at 1, re-dated 0');
});

test('a file with other content under the same version, and a bad one, are refused', async () => {
  writeFileSync(file, JSON.stringify(calendarWith('2026.2', { off: ['2026-11-30'] })));
  expect((await run('preview', file)).err).toContain('filed with other content');
  writeFileSync(file, JSON.stringify({ ...calendarWith('2026.3', {}), offset: '+08:00' }));
  expect((await run('preview', file)).err).toContain('/offset');
});
