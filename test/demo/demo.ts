/** `npm run demo`: one building permit from filing to delivery on a virtual clock, told as a timeline. */
import { fileURLToPath } from 'node:url';
import type { Cloud } from '../../local/cloud.ts';
import { synthIfNeeded } from '../../local/template/synth.ts';
import { call } from '../support/api.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { holderOf, type Person, tokenOf } from '../support/cast.ts';
import { act, draft, enterResult, permitPapers, view } from '../support/play.ts';
import { printArchive, printForms, printMetrics, printTimeline } from './print.ts';

const say = (line: string): void => console.log(line);

/** The officers' days: which step ends when (local time). */
const days = [
  ['ASSIGN', 'divisionHead', '2026-11-16T14:10'],
  ['APPRAISE', 'appraiser', '2026-11-25T13:45'],
  ['DIVISION-REVIEW', 'divisionHead', '2026-11-26T14:00'],
  ['APPROVE', 'departmentLeader', '2026-11-27T10:30'],
  ['STAMP', 'clerk', '2026-11-27T14:15'],
] as const;

const must = async (cloud: Cloud, person: Person, id: string, verb: string, body?: unknown) => {
  const answer = await act(cloud, person, id, verb, body);
  if (answer.status !== 200) throw new Error(`${verb}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
};

const play = async (cloud: Cloud): Promise<string> => {
  say('· 16/11 08:30  the applicant files online and uploads three PDF files by presigned POST');
  const papers = await permitPapers();
  const { id, trackingToken } = await draft(cloud, papers);
  const { code } = (await must(cloud, 'citizen', id, 'submit')).body;
  say(`               code ${String(code)}; the files are being identified, hashed and scanned`);
  await until(cloud, '2026-11-16T09:10');
  say('· 16/11 09:10  the front desk records the national identifier and accepts: form 01, the clock starts');
  await must(cloud, 'desk', id, 'national-id', { kind: 'work', identifier: 'VN-H05-2026-000123' });
  await must(cloud, 'desk', id, 'accept');
  await until(cloud, '2026-11-16T10:00');
  say('· 16/11 10:00  the front desk hands the dossier over to the division');
  await must(cloud, 'desk', id, 'hand-over');
  for (const [step, role, at] of days) {
    await until(cloud, at);
    say(`· ${at.slice(8, 10)}/${at.slice(5, 7)} ${at.slice(11)}  ${step} by the ${role}`);
    await must(cloud, holderOf[role] ?? 'desk', id, 'claim');
    await must(cloud, holderOf[role] ?? 'desk', id, 'complete-step', { step });
  }
  await until(cloud, '2026-11-27T15:20');
  say('· 27/11 15:20  the clerk enters the signed result; its file is verified and archived');
  await enterResult(cloud, id);
  await until(cloud, '2026-11-30T09:00');
  say('· 30/11 09:00  the result is delivered');
  await must(cloud, 'desk', id, 'deliver', { method: 'online' });
  const tracked = await call(cloud, 'GET', `/track/${trackingToken}`);
  say(`  public tracking shows: ${JSON.stringify(tracked.body)}`);
  return id;
};

const root = fileURLToPath(new URL('../..', import.meta.url));
await synthIfNeeded(root, say);
say('Booting the embedded cloud from cdk.out on a virtual clock (Monday 16/11/2026 08:30) …');
const cloud = await bootVirtual();
try {
  const id = await play(cloud);
  const token = await tokenOf(cloud, 'desk');
  const dossier = (await view(cloud, 'desk', id)).body;
  printTimeline(
    (await call(cloud, 'GET', `/dossiers/${id}/events`, { token })).body,
    dossier,
    cloud.outbox().filter(({ channel }) => channel === 'topic'),
  );
  printForms(dossier);
  printArchive(dossier);
  printMetrics(
    (await call(cloud, 'GET', '/metrics?unit=SXD-H05&from=2026-11-01&to=2026-11-30', { token })).body,
  );
} finally {
  await cloud.stop();
}
