import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('npm run demo tells one dossier from filing to delivery', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['test/demo/demo.ts'], { cwd: root });
  const told = [
    '16/11 08:30  submitted          e-id:citizen-1   → 1 Mới đăng ký  due 17/11 08:30',
    '16/11 09:10  accepted           desk-1           → 2 Được tiếp nhận  due 01/12 17:00',
    '25/11 13:45  stepCompleted      appraiser-1      APPRAISE (onTime)',
    '→ 9 Đã xử lý xong',
    '30/11 09:00  delivered          desk-1           → 10 Đã trả kết quả',
    'skipped 2026-11-24 … 2026-11-24: Ngày Văn hóa Việt Nam',
    'Mẫu 01  số 000.00.NN.H05-261116-0001/TN',
    'received 1 · accepted 1 · early 1 · resolvedEarly 1 · delivered 1 · filesArchived 4',
  ];
  expect(told.filter((line) => !stdout.includes(line))).toEqual([]);
  expect(stdout.match(/^archive\/|^ {2}archive\//gm)).toHaveLength(4);
});
