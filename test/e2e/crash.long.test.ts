import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import * as z from 'zod';
import { type Answer, call, sha256, slotsOf, upload } from '../support/api.ts';
import { type Person, tokenOf } from '../support/cast.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';
import { makeSignedPdf } from '../support/pdf.ts';
import { filingOf, permitPapers } from '../support/play.ts';
import { generator } from '../support/random.ts';
import { type Remote, startRemote } from '../support/remote.ts';
import { listing } from '../support/tables.ts';

/**
 * SIGKILL to the whole process group, database engine included, at seeded moments of one dossier's life. After each
 * restart every acknowledged answer still holds, and the dossier finishes.
 */
const KILLS = Number(process.env.CRASH_KILLS ?? 12);
const SEED = Number(process.env.CRASH_SEED ?? 20261116);
const data = mkdtempSync(join(tmpdir(), 'mot-cua-crash-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** One request of the play: who, what, and the key under which it may be repeated. */
interface Move {
  readonly who: Person;
  readonly path: string;
  readonly body: unknown;
  readonly key: string;
}

/** A machine step may need the sweep after a crash: time passes in quarter hours, a working day at most. */
const QUARTER = 15 * 60 * 1000;
const nowOf = async (remote: Remote): Promise<number> => {
  const answer: unknown = await (await fetch(`${remote.url}/_local/clock`)).json();
  return Date.parse(z.object({ now: z.string() }).parse(answer).now);
};

test(`a dossier outlives ${KILLS} crashes (seed ${SEED})`, async () => {
  const random = generator(SEED);
  const papers = await permitPapers();
  const result = await makeSignedPdf('Giấy phép');
  const acknowledged: { move: Move; answer: Answer }[] = [];
  let remote = await startRemote(data);
  let kills = 0;
  let calls = 0;

  const crash = async (): Promise<void> => {
    kills++;
    await remote.kill();
    remote = await startRemote(data);
    // The last answers are asked for again; after the last kill all of them.
    for (const { move, answer } of kills < KILLS ? acknowledged.slice(-4) : acknowledged) {
      const again = await send(move);
      const { uploads: _old, ...before } = answer.body;
      const { uploads: _new, ...after } = again.body;
      expect({ status: again.status, body: after }, `seed ${SEED}, kill ${kills}: ${move.path}`).toEqual({
        status: answer.status,
        body: before,
      });
    }
  };
  const send = async ({ who, path, body, key }: Move): Promise<Answer> =>
    call(remote, 'POST', path, { token: await tokenOf(remote, who), body, key });
  const turns = async (n: number): Promise<void> => {
    for (let i = 0; i < n; i++) await new Promise<void>((done) => setImmediate(done));
  };

  /** Sends a request; before, during or after it the machine may die. A request without an answer is sent again. */
  const move = async (m: Move): Promise<Answer> => {
    const dies = kills < KILLS && (calls++ < 2 || random(3) > 0);
    const mode = dies ? random(3) : -1;
    if (mode === 0) {
      const lost = send(m).catch(() => undefined);
      await turns(random(400));
      await crash();
      await lost;
    }
    const answer = await send(m);
    acknowledged.push({ move: m, answer });
    if (mode === 1) await crash();
    if (mode === 2) {
      await turns(random(3000));
      await crash();
    }
    return answer;
  };

  /** Lets machines work, and time pass, until the dossier stands in the phase. */
  const reach = async (id: string, phase: string): Promise<void> => {
    for (let quarter = 0; quarter < 32; quarter++) {
      await remote.clock.settle();
      const { body } = await call(remote, 'GET', `/dossiers/${id}`, { token: await tokenOf(remote, 'desk') });
      if (body.phase === phase) return;
      await remote.clock.advanceTo((await nowOf(remote)) + QUARTER);
    }
    throw new Error(`seed ${SEED}: the dossier never reached ${phase}`);
  };

  const filed = await move({ who: 'citizen', path: '/dossiers', body: filingOf(papers), key: 'file' });
  expect(filed.status).toBe(201);
  const id = String(filed.body.id);
  const slots = slotsOf(
    await send({ who: 'citizen', path: '/dossiers', body: filingOf(papers), key: 'file' }),
  );
  for (const slot of slots)
    expect(await upload(slot, papers[slot.n - 1]?.bytes ?? new Uint8Array())).toBe(204);
  const act = async (who: Person, verb: string, body: unknown = {}): Promise<Answer> => {
    const answer = await move({
      who,
      path: `/dossiers/${id}/${verb}`,
      body,
      key: `${verb}-${acknowledged.length}`,
    });
    expect(answer.status, `seed ${SEED}: ${verb} ${JSON.stringify(answer.body)}`).toBe(200);
    return answer;
  };
  await act('citizen', 'submit');
  await reach(id, 'ACCEPTANCE');
  await act('desk', 'national-id', { kind: 'work', identifier: 'VN-H05-2026-000123' });
  await act('desk', 'accept');
  await reach(id, 'HAND_OVER');
  await act('desk', 'hand-over');
  for (const [who, step] of [
    ['head', 'ASSIGN'],
    ['appraiser', 'APPRAISE'],
    ['head', 'DIVISION-REVIEW'],
    ['leader', 'APPROVE'],
    ['clerk', 'STAMP'],
  ] as const) {
    await act(who, 'claim');
    await act(who, 'complete-step', { step });
  }
  const declared = {
    name: 'Giấy phép.pdf',
    mediaType: 'application/pdf',
    size: result.length,
    sha256: sha256(result),
  };
  const declaration = {
    who: 'clerk',
    path: `/dossiers/${id}/result-file`,
    body: declared,
    key: 'result-file',
  } as const;
  await act('clerk', 'result-number', { kind: 'granted', notation: 'GPXD-SXD', signer: 'Phó Giám đốc' });
  await move(declaration);
  const slot = slotsOf(await send({ ...declaration, key: `result-file-${kills}` }))[0];
  if (!slot) throw new Error('no slot');
  expect(await upload(slot, result)).toBe(204);
  await act('clerk', 'result');
  await reach(id, 'DELIVERY');
  await act('desk', 'deliver', { method: 'online' });
  while (kills < KILLS) await crash();
  await reach(id, 'CLOSED');
  await remote.clock.advanceTo((await nowOf(remote)) + 3 * QUARTER);

  const world = await readWorld(remote);
  expect(world.heads.map(({ dossier }) => [dossier.status, dossier.phase])).toEqual([[10, 'CLOSED']]);
  expect(broken(world)).toEqual([]);
  expect(await brokenSpines(remote, world)).toEqual([]);
  // Four files; forms 01 and 06 as PDF and HTML; the manifest: none lost, none twice.
  const stored = await listing(remote, remote.names.archiveBucket);
  const sheets = stored.filter((each) => each.includes('/forms/'));
  const manifests = stored.filter((each) => each.includes('/manifest/'));
  const kept = stored.length - sheets.length - manifests.length;
  expect([kept, sheets.length, manifests.length]).toEqual([4, 4, 1]);
  expect(kills).toBe(KILLS);
  await remote.interrupt();
  expect(remote.output()).toContain('Stopping');
}, 300_000);
