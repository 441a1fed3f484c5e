import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';
import { accept, act, enterResult, submitted, view } from '../support/play.ts';
import { executions, history, sfn, statesEntered } from '../support/tables.ts';

/** Deadlines on the virtual clock: through the await state's timeout and, when the spine is gone, through the sweep. */
let cloud: Cloud;

beforeEach(async () => {
  cloud = await bootVirtual();
});
afterEach(() => cloud.stop());

const alerts = () => cloud.outbox().filter(({ channel }) => channel === 'topic');
const subjects = (): string[] => alerts().map(({ subject }) => subject ?? '');

const stopSpine = async (code: string): Promise<void> => {
  const spine = (await executions(cloud, cloud.names.dossierStateMachineArn)).find(
    ({ name }) => name === code,
  );
  await sfn(cloud).send(
    new StopExecutionCommand({ executionArn: spine?.executionArn, cause: 'an operator stopped it' }),
  );
  await cloud.clock.settle();
};

test('one reminder and one breach alert per deadline version; overdue work goes on', async () => {
  const { id, code } = await submitted(cloud);
  await until(cloud, '2026-11-16T13:30');
  expect(
    subjects(),
    'R2: half of 8 working hours have passed at 13:30 (half an hour before, lunch between)',
  ).toEqual([]);
  await until(cloud, '2026-11-16T14:05');
  expect(subjects()).toEqual([`DUE SOON ${code}`]);
  await until(cloud, '2026-11-17T08:00');
  expect(subjects()).toHaveLength(1);
  await until(cloud, '2026-11-17T09:00');
  expect(subjects()).toEqual([`DUE SOON ${code}`, `OVERDUE ${code}`]);

  // Accepting late starts a new promise with reminders of its own.
  const accepted = await accept(cloud, id);
  expect(accepted.body).toMatchObject({ appointedAt: '2026-12-02T17:00:00+07:00', due: { version: 2 } });
  await act(cloud, 'desk', id, 'hand-over');
  await until(cloud, '2026-12-02T16:59');
  expect(subjects().slice(2)).toEqual([`DUE SOON ${code}`]);
  await until(cloud, '2026-12-20T08:00');
  expect(subjects().slice(2)).toEqual([`DUE SOON ${code}`, `OVERDUE ${code}`]);

  const steps = [
    ['head', 'ASSIGN'],
    ['appraiser', 'APPRAISE'],
    ['head', 'DIVISION-REVIEW'],
    ['leader', 'APPROVE'],
    ['clerk', 'STAMP'],
  ] as const;
  for (const [person, step] of steps)
    expect((await act(cloud, person, id, 'complete-step', { step })).status).toBe(200);
  await enterResult(cloud, id);
  expect((await view(cloud, 'citizen', id)).body).toMatchObject({ status: 9, outcome: 'late' });
  const world = await readWorld(cloud);
  expect(broken(world)).toEqual([]);
  expect(await brokenSpines(cloud, world)).toEqual([]);
  expect(subjects()).toHaveLength(4);
});

test('the alert says what, how late, who holds it and what next, in Vietnamese and English', async () => {
  const { code } = await submitted(cloud);
  await until(cloud, '2026-11-17T09:00');
  const message = alerts().at(-1)?.message ?? '';
  expect(message).toContain(`Hồ sơ ${code} (1.013236) đã quá hạn: 2026-11-17 08:30.`);
  expect(message).toContain('Đang chờ: frontDesk.');
  expect(message).toContain(`Dossier ${code} (1.013236) is overdue: 2026-11-17 08:30.`);
  expect(message).toBe(message.normalize('NFC'));
});

test('the timeout of the await state is the precise path and stands in the graph', async () => {
  const { code } = await submitted(cloud);
  await until(cloud, '2026-11-17T09:00');
  const spine = (await executions(cloud, cloud.names.dossierStateMachineArn)).find(
    ({ name }) => name === code,
  );
  const events = await history(cloud, spine?.executionArn ?? '');
  const evaluated = events
    .filter(({ stateEnteredEventDetails: d }) => d?.name === 'Evaluate deadlines')
    .map(({ timestamp }) => timestamp?.toISOString());
  expect(evaluated).toEqual(['2026-11-16T07:00:00.000Z', '2026-11-17T01:30:00.000Z']);
});

test('a stopped spine is found by the sweep and stands in the same phase again', async () => {
  const { id, code } = await submitted(cloud);
  await accept(cloud, id);
  await stopSpine(code);
  await act(cloud, 'desk', id, 'hand-over');
  await until(cloud, '2026-11-16T09:30');
  const runs = (await executions(cloud, cloud.names.dossierStateMachineArn)).map(
    ({ name, status }) => `${name} ${status}`,
  );
  expect(runs.toSorted()).toEqual([`${code} ABORTED`, `${code}--r2 RUNNING`]);
  const world = await readWorld(cloud);
  expect(await brokenSpines(cloud, world)).toEqual([]);
  expect(broken(world)).toEqual([]);
  expect((await act(cloud, 'head', id, 'complete-step', { step: 'ASSIGN' })).status).toBe(200);
  const second = (await executions(cloud, cloud.names.dossierStateMachineArn)).find(
    ({ name }) => name === `${code}--r2`,
  );
  expect(
    statesEntered(await history(cloud, second?.executionArn ?? '')).filter(
      (name) => name === 'Await review step',
    ),
  ).toHaveLength(2);
});

test('a sweep with nothing due calls no function', async () => {
  await until(cloud, '2026-11-16T09:00');
  const sweeps = await executions(cloud, cloud.names.slaSweepStateMachineArn);
  expect(sweeps.length).toBeGreaterThanOrEqual(2);
  for (const { executionArn, status } of sweeps) {
    expect(status).toBe('SUCCEEDED');
    expect(statesEntered(await history(cloud, executionArn ?? ''))).toEqual([
      'Begin',
      'Find due',
      'Anything due?',
      'Find stuck',
      'Anything stuck?',
      'Swept',
    ]);
  }
});

test('a dossier that is already late when first seen raises the breach alone', async () => {
  const { code } = await submitted(cloud);
  await stopSpine(code);
  // Neither spine nor sweep ran: the schedule is asked for again only after the deadline has passed.
  const world = await readWorld(cloud);
  const { evaluateSla } = await import('../../functions/core/sla/evaluate.ts');
  const dossier = world.heads[0]?.dossier;
  if (!dossier) throw new Error('no dossier');
  expect(evaluateSla(dossier, Date.parse('2026-11-18T09:00:00+07:00'))).toEqual({
    kind: 'alert',
    stage: 'BREACH',
    raised: ['REMINDER', 'BREACH'],
    deadlineVersion: 1,
  });
});
