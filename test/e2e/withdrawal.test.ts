import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { call, sha256, slotsOf, upload } from '../support/api.ts';
import { bootVirtual } from '../support/boot.ts';
import { tokenOf } from '../support/cast.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';
import { makePdf } from '../support/pdf.ts';
import { accept, act, draft, enterResult, permitPapers, submitted, view } from '../support/play.ts';
import { executions } from '../support/tables.ts';

/** What goes back to the applicant: withdrawal at any moment before the result, and files that are not what they claim. */
let cloud: Cloud;

beforeAll(async () => {
  cloud = await bootVirtual();
});
afterAll(() => cloud.stop());

const steps = ['ASSIGN', 'APPRAISE', 'DIVISION-REVIEW', 'APPROVE', 'STAMP'] as const;
const holders = ['head', 'appraiser', 'head', 'leader', 'clerk'] as const;

/** Brings a new dossier to the phase after `moves` moves of the usual path. */
const advance = async (moves: number): Promise<string> => {
  const { id } = await submitted(cloud);
  if (moves > 0) await accept(cloud, id);
  if (moves > 1) await act(cloud, 'desk', id, 'hand-over');
  for (let i = 0; i < Math.min(moves - 2, steps.length); i++) {
    await act(cloud, holders[i] ?? 'clerk', id, 'complete-step', { step: steps[i] });
  }
  return id;
};

test.each([
  [0, 'ACCEPTANCE'],
  [1, 'HAND_OVER'],
  [2, 'REVIEW'],
  [4, 'REVIEW'],
  [7, 'RESULT'],
])('after %i moves, in %s', async (moves, phase) => {
  const id = await advance(moves);
  expect((await view(cloud, 'citizen', id)).body).toMatchObject({ phase });
  expect(
    (await act(cloud, 'citizen', id, 'withdraw', { reason: 'Chủ đầu tư thay đổi phương án' })).body,
  ).toMatchObject({ status: 7, phase: 'CLOSED' });
  expect((await act(cloud, 'citizen', id, 'withdraw', { reason: 'lần nữa' })).body).toMatchObject({
    code: 'MC-1201',
  });
});

test('in the middle of digitisation: the late report changes nothing', async () => {
  const { id } = await draft(cloud, await permitPapers());
  const token = await tokenOf(cloud, 'citizen');
  const answers = await Promise.all([
    call(cloud, 'POST', `/dossiers/${id}/submit`, { token, body: {} }).then(() =>
      call(cloud, 'POST', `/dossiers/${id}/withdraw`, { token, body: { reason: 'nộp nhầm' } }),
    ),
  ]);
  expect(answers[0]?.body).toMatchObject({ status: 7 });
  await cloud.clock.settle();
  expect((await view(cloud, 'citizen', id)).body).toMatchObject({ status: 7, phase: 'CLOSED' });
  const child = (await executions(cloud, cloud.names.digitisationStateMachineArn)).filter(
    ({ status }) => status !== 'SUCCEEDED',
  );
  expect(child).toEqual([]);
});

test('not once a result has been issued', async () => {
  const id = await advance(7);
  await enterResult(cloud, id);
  expect((await act(cloud, 'citizen', id, 'withdraw', { reason: 'muộn rồi' })).body).toMatchObject({
    code: 'MC-1207',
  });
});

test('a file that is not what it claims goes back with its name and reasons; replaced, it is verified anew', async () => {
  const papers = await permitPapers();
  const good = papers[1];
  if (!good) throw new Error('no paper');
  const text = new TextEncoder().encode('không phải PDF'.padEnd(good.bytes.length - 5, '.'));
  const fake = Uint8Array.from([...text, ...new Uint8Array(good.bytes.length - text.length)]);
  const { id } = await submitted(
    cloud,
    papers.map((paper, i) => (i === 1 ? { ...paper, bytes: fake } : paper)),
  );
  const seen = await view(cloud, 'citizen', id);
  expect(seen.body).toMatchObject({
    status: 1,
    phase: 'REPLACEMENT',
    waitsFor: 'applicant',
    documents: { bad: [2], clean: 2 },
  });
  // Mon 16/11: 15 working days to replace it.
  expect(seen.body.due).toMatchObject({ kind: 'REPLACEMENT', at: '2026-12-08T17:00:00+07:00' });
  expect(seen.body.files).toEqual([
    expect.objectContaining({ n: 1, verdict: 'CLEAN' }),
    expect.objectContaining({
      n: 2,
      name: 'Quyết định phê duyệt dự án.pdf',
      verdict: 'REFUSED',
      reasons: [
        {
          code: 'media-type',
          detail: 'declared application/pdf, content is unknown',
          text: {
            vi: 'nội dung không đúng loại tệp đã khai',
            en: 'the content is of another type',
          },
        },
      ],
    }),
    expect.objectContaining({ n: 3, verdict: 'CLEAN' }),
  ]);
  expect((await act(cloud, 'desk', id, 'accept')).body).toMatchObject({
    code: 'MC-1202',
    errors: [{ field: '/documents/2' }],
  });
  expect((await act(cloud, 'citizen', id, 'resubmit')).body).toMatchObject({
    code: 'MC-1304',
    errors: [{ field: '/documents/2' }],
  });

  const better = await makePdf('Quyết định bản đúng');
  const declared = {
    name: 'Quyết định (bản đúng).pdf',
    mediaType: 'application/pdf',
    size: better.length,
    sha256: sha256(better),
  };
  const slot = slotsOf(await act(cloud, 'citizen', id, 'documents/2/upload', declared))[0];
  if (!slot) throw new Error('no slot');
  expect(await upload(slot, better)).toBe(204);
  expect((await act(cloud, 'citizen', id, 'resubmit')).status).toBe(200);
  expect((await view(cloud, 'citizen', id)).body).toMatchObject({
    phase: 'ACCEPTANCE',
    documents: { bad: [], clean: 3 },
  });
  expect((await accept(cloud, id)).status).toBe(200);
});

test('a file with malware is refused', async () => {
  const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
  const pdf = await makePdf('Đơn');
  const infected = Uint8Array.from([...pdf, ...new TextEncoder().encode(`\n%${eicar}\n`)]);
  const papers = await permitPapers();
  const { id } = await submitted(
    cloud,
    papers.map((paper, i) => (i === 0 ? { ...paper, bytes: infected } : paper)),
  );
  const seen = await view(cloud, 'citizen', id);
  expect(seen.body.files).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        n: 1,
        verdict: 'REFUSED',
        reasons: expect.arrayContaining([expect.objectContaining({ code: 'malware' })]),
      }),
    ]),
  );
});

test('sent back to an earlier step, the statutory clock runs on', async () => {
  const id = await advance(5);
  const before = (await view(cloud, 'desk', id)).body;
  const back = await act(cloud, 'leader', id, 'send-back', {
    to: 'APPRAISE',
    reason: 'Thiếu ý kiến về phòng cháy',
  });
  expect(back.body).toMatchObject({
    step: { id: 'APPRAISE' },
    appointedAt: before.appointedAt,
    due: before.due,
  });
  expect((await act(cloud, 'appraiser', id, 'send-back', { to: 'APPROVE', reason: 'x' })).body).toMatchObject(
    { code: 'MC-1205' },
  );
});

test('all invariants hold', async () => {
  const world = await readWorld(cloud);
  expect(broken(world)).toEqual([]);
  expect(await brokenSpines(cloud, world)).toEqual([]);
});
