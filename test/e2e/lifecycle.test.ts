import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { Cloud } from '../../local/cloud.ts';
import { call } from '../support/api.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { holderOf, tokenOf } from '../support/cast.ts';
import { broken, brokenSpines, leaked, readWorld } from '../support/invariants.ts';
import { accept, act, enterResult, permitPapers, submitted, view } from '../support/play.ts';
import { executions, history, listing, statesEntered } from '../support/tables.ts';

/** One building permit through the unmodified template, state machines and bundles, on a virtual clock. */
let cloud: Cloud;
const dir = mkdtempSync(join(tmpdir(), 'mot-cua-e2e-'));

beforeAll(async () => {
  cloud = await bootVirtual({ dir });
});
afterAll(async () => {
  await cloud.stop();
  rmSync(dir, { recursive: true, force: true });
});

const steps = [
  ['ASSIGN', 'divisionHead', '2026-11-16T14:00'],
  ['APPRAISE', 'appraiser', '2026-11-25T16:00'],
  ['DIVISION-REVIEW', 'divisionHead', '2026-11-26T16:00'],
  ['APPROVE', 'departmentLeader', '2026-11-27T10:00'],
  ['STAMP', 'clerk', '2026-11-27T14:00'],
] as const;

test('a building permit goes from filing to delivery, every phase as the law orders it', async () => {
  const { id, code, trackingToken } = await submitted(cloud);
  expect(code, 'R11: agency, local date, serial').toBe('000.00.NN.H05-261116-0001');

  const registered = await view(cloud, 'citizen', id);
  expect(registered.body).toMatchObject({ status: 1, phase: 'ACCEPTANCE', waitsFor: 'frontDesk' });
  expect(registered.body.due, 'R2: 8 working hours from Monday 08:30').toMatchObject({
    kind: 'INTAKE_ANSWER',
    at: '2026-11-17T08:30:00+07:00',
  });
  expect(registered.body.files).toEqual([
    expect.objectContaining({ component: 'DON', verdict: 'CLEAN' }),
    expect.objectContaining({ component: 'QDDA', verdict: 'CLEAN' }),
    expect.objectContaining({ component: 'BANVE', verdict: 'CLEAN' }),
  ]);

  await until(cloud, '2026-11-16T09:00');
  const accepted = await accept(cloud, id);
  expect(accepted.body, 'R1: 10 working days from 16/11, 24/11 is a holiday').toMatchObject({
    status: 2,
    appointedAt: '2026-12-01T17:00:00+07:00',
  });

  await until(cloud, '2026-11-16T10:00');
  expect((await act(cloud, 'desk', id, 'hand-over')).body).toMatchObject({
    status: 4,
    step: { id: 'ASSIGN' },
  });
  for (const [step, role, at] of steps) {
    await until(cloud, at);
    expect((await view(cloud, 'desk', id)).body).toMatchObject({ status: 4, step: { id: step, role } });
    const holder = holderOf[role] ?? 'desk';
    expect((await act(cloud, holder, id, 'claim')).status).toBe(200);
    expect((await act(cloud, holder, id, 'complete-step', { step })).status).toBe(200);
  }

  await until(cloud, '2026-11-27T15:30');
  expect((await enterResult(cloud, id)).status).toBe(200);
  const resolved = await view(cloud, 'citizen', id);
  expect(resolved.body, 'R6: completed 27/11, appointed 01/12').toMatchObject({
    status: 9,
    phase: 'DELIVERY',
    outcome: 'early',
    completedAt: '2026-11-27T15:30:00+07:00',
  });
  expect(resolved.body).not.toHaveProperty('due');

  await until(cloud, '2026-12-10T09:00');
  const delivered = await act(cloud, 'desk', id, 'deliver', { method: 'online' });
  expect(delivered.body, 'a late pick-up is not lateness').toMatchObject({
    status: 10,
    outcome: 'early',
    deliveredAt: '2026-12-10T09:00:00+07:00',
  });

  const tracked = await call(cloud, 'GET', `/track/${trackingToken}`);
  expect(tracked.body).toEqual({ code, status: 10, statusName: 'Đã trả kết quả', progressPercent: 100 });
});

test('the archive holds every file under code, component and hash', async () => {
  const stored = await listing(cloud, cloud.names.archiveBucket);
  const files = stored.filter((each) => !/\/(forms|manifest)\//.test(each));
  const papers = ['BANVE', 'DON', 'QDDA', 'RESULT'];
  expect(files).toHaveLength(papers.length);
  papers.forEach((component, i) => {
    expect(files[i]).toMatch(
      new RegExp(
        `^archive/SXD-H05/2026/000\\.00\\.NN\\.H05-261116-0001/${component}/\\d+-[0-9a-f]{64}\\.pdf `,
      ),
    );
  });
  // Forms 01 and 06, as PDF and HTML.
  const sheets = stored.filter((each) => each.includes('/forms/')).map((each) => each.split('/').at(-1));
  const named = sheets.map((name) => name?.replace(/-[0-9a-f]{64}/, '').split(' ')[0]);
  expect(named.toSorted()).toEqual(['1-01.html', '1-01.pdf', '2-06.html', '2-06.pdf']);
});

test('form 01 is a fact of the acceptance, with the derivation of its date', async () => {
  const [head] = (await readWorld(cloud)).heads;
  const answer = await view(cloud, 'citizen', head?.dossier.id ?? '');
  expect(answer.body.forms).toEqual([
    expect.objectContaining({
      form: '01',
      number: '000.00.NN.H05-261116-0001/TN',
      derivation: expect.objectContaining({
        calendar: 'vn-2026.1',
        skipped: expect.arrayContaining([
          expect.objectContaining({ from: '2026-11-24', to: '2026-11-24', reason: 'holiday' }),
        ]),
      }),
    }),
    expect.objectContaining({ form: '06', number: '000.00.NN.H05-261116-0001/PKS' }),
  ]);
});

test('the counters of the days add up to one dossier, resolved early', async () => {
  const token = await tokenOf(cloud, 'desk');
  const answer = await call(cloud, 'GET', '/metrics?unit=SXD-H05&from=2026-11-01&to=2026-12-31', { token });
  const { totals } = z.object({ totals: z.record(z.string(), z.int()) }).parse(answer.body);
  expect(Object.fromEntries(Object.entries(totals).filter(([, count]) => count > 0))).toEqual({
    ...{
      received: 1,
      accepted: 1,
      digitised: 1,
      early: 1,
      resolvedEarly: 1,
      resultsArchived: 1,
      delivered: 1,
    },
    filesArchived: 4,
  });
  const november = await call(cloud, 'GET', '/metrics?unit=SXD-H05&from=2026-11-01&to=2026-11-30', { token });
  expect(november.body.totals).toMatchObject({ received: 1, early: 1, delivered: 0 });
});

test('the operator sees one execution per dossier, named by the code, and what it waited for', async () => {
  const [spine, ...more] = await executions(cloud, cloud.names.dossierStateMachineArn);
  expect(more).toEqual([]);
  expect(spine).toMatchObject({ name: '000.00.NN.H05-261116-0001', status: 'SUCCEEDED' });
  const states = statesEntered(await history(cloud, spine?.executionArn ?? ''));
  const waits = states.filter((name) => name.startsWith('Await'));
  expect([...new Set(waits)]).toEqual([
    'Await verification',
    'Await acceptance',
    'Await archiving',
    'Await hand-over',
    'Await review step',
    'Await result',
    'Await delivery',
  ]);
  expect(waits.filter((name) => name === 'Await review step').length).toBeGreaterThanOrEqual(steps.length);
});

test('all invariants hold and nothing personal has leaked', async () => {
  const world = await readWorld(cloud);
  expect(broken(world)).toEqual([]);
  expect(await brokenSpines(cloud, world)).toEqual([]);
  const papers = await permitPapers();
  const secrets = [
    'Thử Nghiệm',
    '2300000001',
    '0912 345 678',
    'vanphong@example.vn',
    ...papers.map(({ name }) => name),
  ];
  expect(await leaked(cloud, dir, secrets)).toEqual([]);
});
