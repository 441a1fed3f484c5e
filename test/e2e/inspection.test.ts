import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { classic, onePage, scans } from '../corpus/pdfBytes.ts';
import { sha256, slotsOf, upload } from '../support/api.ts';
import { bootVirtual } from '../support/boot.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';
import { accept, act, permitPapers, submitted, view } from '../support/play.ts';
import { executions, history, scan } from '../support/tables.ts';

/** Bad files name themselves and their reason to the officer and the applicant; the good one goes on; the dossier waits. */
let cloud: Cloud;
let id: string;
beforeAll(async () => {
  cloud = await bootVirtual();
});
afterAll(() => cloud.stop());

const encrypted = classic(
  [...onePage(), `<< /Filter /Standard /V 1 /R 2 /O <${'5a'.repeat(32)}> /U <${'5a'.repeat(32)}> /P -44 >>`],
  '/Encrypt 6 0 R /ID [<00> <00>]',
);
const coarse = classic(scans([{ dpi: 300 }, { dpi: 150 }]));
const fine = classic(scans([{ dpi: 300, text: true }]));

test('an encrypted file and a coarse scan go back with their names and reasons, told in both languages', async () => {
  const papers = await permitPapers();
  const bad = [encrypted, coarse];
  ({ id } = await submitted(
    cloud,
    papers.map((paper, i) => ({ ...paper, bytes: Uint8Array.from(bad[i] ?? paper.bytes) })),
  ));
  const { body } = await view(cloud, 'desk', id);
  expect(body).toMatchObject({ phase: 'REPLACEMENT', documents: { clean: 1, bad: [1, 2] } });
  expect(body.files).toMatchObject([
    {
      name: 'Đơn đề nghị cấp giấy phép xây dựng.pdf',
      verdict: 'REFUSED',
      pages: 1,
      reasons: [
        {
          code: 'encrypted',
          detail: 'Standard handler, RC4 40 bit, revision 2',
          text: { vi: 'tệp bị mã hóa, hãy gỡ mật khẩu', en: 'the file is encrypted: remove the password' },
        },
      ],
    },
    {
      verdict: 'REFUSED',
      pages: 2,
      dpi: 150,
      reasons: [{ code: 'dpi-low', detail: 'page 2: 150 dpi, at least 200' }],
      warnings: [{ code: 'text-layer-missing' }, { code: 'pdfa-missing' }],
    },
    { verdict: 'CLEAN', reasons: [], pages: 1, signatures: [] },
  ]);
  const mail = cloud.outbox().findLast(({ channel }) => channel === 'email')?.message ?? '';
  expect(mail).toContain('- Đơn đề nghị cấp giấy phép xây dựng.pdf: tệp bị mã hóa, hãy gỡ mật khẩu');
  expect(mail).toContain(
    '- Quyết định phê duyệt dự án.pdf: ảnh quét quá mờ, hãy quét lại với 300 dpi (trang 2: 150 dpi, tối thiểu 200)',
  );
  expect((await act(cloud, 'desk', id, 'accept')).body).toMatchObject({ code: 'MC-1202' });
});

test('events carry codes only, executions ids and verdicts only', async () => {
  const events = (await scan(cloud, cloud.names.eventTable)).filter(
    ({ type }) => type === 'documentsVerified',
  );
  expect(JSON.stringify(events)).toContain('"dpi-low"');
  expect(JSON.stringify(events)).not.toMatch(/150 dpi|RC4|Quyết định/);
  const [run] = await executions(cloud, cloud.names.digitisationStateMachineArn);
  const told = JSON.stringify(await history(cloud, run?.executionArn ?? ''));
  expect(told).not.toMatch(/dpi|RC4|encrypted|Quyết định|\.pdf/);
});

test('replaced, they are verified anew and the dossier goes on', async () => {
  for (const [n, bytes] of [
    [1, classic(onePage())],
    [2, fine],
  ] as const) {
    const declared = { name: `bản mới ${n}.pdf`, mediaType: 'application/pdf', size: bytes.length };
    const answer = await act(cloud, 'citizen', id, `documents/${n}/upload`, {
      ...declared,
      sha256: sha256(Uint8Array.from(bytes)),
    });
    const [slot] = slotsOf(answer);
    if (!slot) throw new Error(`no slot: ${JSON.stringify(answer.body)}`);
    expect(await upload(slot, Uint8Array.from(bytes))).toBe(204);
  }
  expect((await act(cloud, 'citizen', id, 'resubmit')).status).toBe(200);
  const { body } = await view(cloud, 'desk', id);
  expect(body).toMatchObject({ phase: 'ACCEPTANCE', documents: { clean: 3, bad: [] } });
  expect(body.files).toMatchObject([{ reasons: [] }, { reasons: [], dpi: 300 }, { reasons: [] }]);
  expect((await accept(cloud, id)).status).toBe(200);
  const world = await readWorld(cloud);
  expect([...broken(world), ...(await brokenSpines(cloud, world))]).toEqual([]);
});
