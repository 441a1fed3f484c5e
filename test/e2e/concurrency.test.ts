import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { call, slotsOf } from '../support/api.ts';
import { bootVirtual } from '../support/boot.ts';
import { tokenOf } from '../support/cast.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';
import { accept, act, draft, filingOf, permitPapers, submitted, uploadAll, view } from '../support/play.ts';
import { executions } from '../support/tables.ts';

/** Everything arrives twice, and all at once. */
let cloud: Cloud;

beforeAll(async () => {
  cloud = await bootVirtual();
});
afterAll(() => cloud.stop());

const times = <T>(n: number, run: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => run(i)));

test('the same filing sent 100 times at once: one dossier, one code, the same answer', async () => {
  const token = await tokenOf(cloud, 'citizen');
  const papers = await permitPapers();
  const answers = await times(100, () =>
    call(cloud, 'POST', '/dossiers', { token, body: filingOf(papers), key: 'filing-1' }),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  const stable = answers.map(({ body: { uploads, ...rest } }) => JSON.stringify(rest));
  expect(new Set(stable).size).toBe(1);
  expect((await readWorld(cloud)).items.filter(({ sk }) => sk === 'DRAFT')).toHaveLength(1);

  const [first] = answers;
  if (!first) throw new Error('no answer');
  await uploadAll(slotsOf(first), papers);
  const id = String(first.body.id);
  const submissions = await times(100, () =>
    call(cloud, 'POST', `/dossiers/${id}/submit`, { token, body: {}, key: 'submission-1' }),
  );
  await cloud.clock.settle();
  expect(new Set(submissions.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(submissions.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(await executions(cloud, cloud.names.dossierStateMachineArn)).toHaveLength(1);
});

test('twenty submissions of different dossiers at once: every code is used once and none is left out', async () => {
  const drafts: { id: string }[] = [];
  const papers = await permitPapers();
  for (let i = 0; i < 20; i++) drafts.push(await draft(cloud, papers));
  const token = await tokenOf(cloud, 'citizen');
  const answers = await times(20, (i) =>
    call(cloud, 'POST', `/dossiers/${drafts[i]?.id}/submit`, { token, body: {} }),
  );
  // Whoever found it too busy tries again, as Retry-After asks.
  for (const [i, answer] of answers.entries()) {
    if (answer.status === 200) continue;
    expect(answer).toMatchObject({ status: 503, body: { code: 'MC-1901' } });
    expect((await act(cloud, 'citizen', drafts[i]?.id ?? '', 'submit')).status).toBe(200);
  }
  await cloud.clock.settle();
  const world = await readWorld(cloud);
  expect(world.heads).toHaveLength(21);
  expect(broken(world)).toEqual([]);
  expect(await brokenSpines(cloud, world)).toEqual([]);
});

test('two officers complete the same step at once: one wins, the other is told', async () => {
  const { id } = await submitted(cloud);
  await accept(cloud, id);
  await act(cloud, 'desk', id, 'hand-over');
  await act(cloud, 'head', id, 'complete-step', { step: 'ASSIGN' });
  const etag = (await view(cloud, 'appraiser', id)).etag ?? '';
  const tokens = await Promise.all([tokenOf(cloud, 'appraiser'), tokenOf(cloud, 'colleague')]);
  const answers = await Promise.all(
    tokens.map((token) =>
      call(cloud, 'POST', `/dossiers/${id}/complete-step`, {
        token,
        body: { step: 'APPRAISE' },
        ifMatch: etag,
      }),
    ),
  );
  await cloud.clock.settle();
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
});

test('a claim keeps others out until it is released; a repeated command gets its first answer', async () => {
  const { id } = await submitted(cloud);
  await accept(cloud, id);
  await act(cloud, 'desk', id, 'hand-over');
  await act(cloud, 'head', id, 'complete-step', { step: 'ASSIGN' });
  const first = await act(cloud, 'appraiser', id, 'claim', {}, { key: 'claim-1' });
  expect(first.status).toBe(200);
  expect(await act(cloud, 'appraiser', id, 'claim', {}, { key: 'claim-1' })).toEqual(first);
  expect((await act(cloud, 'colleague', id, 'complete-step', { step: 'APPRAISE' })).body).toMatchObject({
    code: 'MC-1203',
  });
  expect((await act(cloud, 'colleague', id, 'release')).body).toMatchObject({ code: 'MC-1204' });
  expect((await act(cloud, 'appraiser', id, 'release')).status).toBe(200);
  expect((await act(cloud, 'colleague', id, 'complete-step', { step: 'APPRAISE' })).status).toBe(200);
  expect((await act(cloud, 'appraiser', id, 'complete-step', { step: 'APPRAISE' })).body).toMatchObject({
    code: 'MC-1205',
  });
  expect(broken(await readWorld(cloud))).toEqual([]);
});

test('the portal files the same reference twice: the second filing gets the first dossier', async () => {
  const papers = await permitPapers();
  const token = await tokenOf(cloud, 'portal');
  const body = { ...filingOf(papers), source: { system: 'NPSP', reference: 'G01-0001' } };
  const first = await call(cloud, 'POST', '/dossiers', { token, body });
  const second = await call(cloud, 'POST', '/dossiers', { token, body });
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(second.body.id).toBe(first.body.id);
  await uploadAll(slotsOf(second), papers);
  const id = String(first.body.id);
  expect((await act(cloud, 'portal', id, 'submit')).status).toBe(200);
  const third = await call(cloud, 'POST', '/dossiers', { token, body });
  expect(third).toMatchObject({ status: 200, body: { id, phase: 'ACCEPTANCE' } });
});
