import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { filingExample } from '../../functions/contract/filing.ts';
import { makePdf } from '../support/pdf.ts';
import { act, view } from '../support/play.ts';
import { type Remote, startRemote } from '../support/remote.ts';
import { listing } from '../support/tables.ts';

/** A folder of scans becomes a draft at the counter, in a process of its own, with breaks in between. */
const data = mkdtempSync(join(tmpdir(), 'mot-cua-scan-'));
const folder = mkdtempSync(join(tmpdir(), 'mot-cua-folder-'));
const root = fileURLToPath(new URL('../..', import.meta.url));
const applicant = join(data, 'applicant.json');
const journal = join(folder, '.scan-folder.jsonl');
const NAMES = ['DON.pdf', 'THAYDOI 1 hợp đồng.pdf', 'THAYDOI 2.pdf'];
let remote: Remote;
beforeAll(async () => {
  remote = await startRemote(data);
  writeFileSync(applicant, JSON.stringify(filingExample.applicant));
  for (const name of NAMES) writeFileSync(join(folder, name), await makePdf(name));
});
afterAll(async () => {
  await remote.kill();
  for (const path of [data, folder]) rmSync(path, { recursive: true, force: true });
});

const failed = z.object({ code: z.int(), stdout: z.string(), stderr: z.string() });
const run = async (...args: string[]): Promise<z.infer<typeof failed>> =>
  promisify(execFile)(process.execPath, ['local/scanFolder.ts', '--data', data, ...args, folder], {
    cwd: root,
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) => failed.parse(error),
  );
const start = ['--procedure', '1.013224', '--applicant', applicant];
/** Versions of uploads in quarantine. */
const uploads = async (): Promise<number> => (await listing(remote, remote.names.quarantineBucket)).length;

test('what cannot be filed is refused in words before anything is sent', async () => {
  const wrong = join(folder, 'scan0007.pdf');
  writeFileSync(wrong, 'no pdf');
  const { code, stdout, stderr } = await run(...start);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(
    /^Chưa tải lên tệp nào:\n {2}scan0007\.pdf: tên phải bắt đầu bằng mã thành phần: DON, /,
  );
  expect(await uploads()).toBe(0);
  rmSync(wrong);
});

test('filed; after a break only what is lacking is sent, to the same draft; then it can be submitted', async () => {
  const first = await run(...start);
  expect([first.code, first.stderr.trim().split('\n')]).toEqual([
    0,
    NAMES.map((name, i) => expect.stringMatching(new RegExp(`^${i + 1}/3 .* MB {2}${name}$`))),
  ]);
  const id = first.stdout.trim();
  expect(await uploads()).toBe(3);

  const again = await run(...start);
  expect(again).toEqual({ code: 0, stdout: `${id}\n`, stderr: 'đã có 3 tệp, bỏ qua\n' });
  // As if it had been killed while it wrote the note of the last one: half a line.
  writeFileSync(journal, readFileSync(journal, 'utf8').slice(0, -10));
  const after = await run('--dossier', id);
  expect(after.stdout).toBe(`${id}\n`);
  expect(after.stderr).toMatch(/^đã có 2 tệp, bỏ qua\n1\/1 .*THAYDOI 2\.pdf\n$/);
  expect(await uploads()).toBe(4);
  expect((await run(...start)).stderr).toBe('đã có 3 tệp, bỏ qua\n');
  // Without a journal it is still the same draft: the key of the filing is made of its content.
  rmSync(journal);
  expect((await run(...start)).stdout.trim()).toBe(id);

  const submitted = await act(remote, 'desk', id, 'submit');
  expect(submitted.status, JSON.stringify(submitted.body)).toBe(200);
  await remote.clock.settle();
  expect((await view(remote, 'desk', id)).body).toMatchObject({
    ...{ phase: 'ACCEPTANCE', channel: 'counter', filedBy: 'officer-assisted' },
    documents: { total: 3, clean: 3 },
  });
  const late = await run('--dossier', id);
  expect([late.code, late.stderr]).toEqual([1, `${id}: hồ sơ đã nộp, không còn là bản nháp\n`]);
});
