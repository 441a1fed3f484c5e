import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { call } from '../support/api.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { tokenOf } from '../support/cast.ts';
import { local } from '../support/dossier.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';
import { accept, act, enterResult, submitted, view } from '../support/play.ts';
import { executions, history, sfn, statesEntered } from '../support/tables.ts';

/** Deadlines on the virtual clock: through the await state's timeout and, when the spine is gone, through the sweep. */
let cloud: Cloud;

beforeEach(async () => {
  cloud = await bootVirtual({ parameters: { SweepMinutes: '15' } });
});
afterEach(() => cloud.stop());

/** What was decided so far about the only dossier there is, each as `stage#version`, with its local time. */
const decided = async (): Promise<readonly (readonly [string, string])[]> =>
  [...(await readWorld(cloud)).logs.values()].flat().flatMap((event) => {
    if (event.type !== 'alertsDecided') return [];
    const { alert, version, of } = event.data;
    return [[of === 'work' ? alert : `${alert}#${version}`, local(event.at) ?? ''] as const];
  });

const stopSpine = async (code: string): Promise<void> => {
  const spine = (await executions(cloud, cloud.names.dossierStateMachineArn)).find(
    ({ name }) => name === code,
  );
  await sfn(cloud).send(
    new StopExecutionCommand({ executionArn: spine?.executionArn, cause: 'an operator stopped it' }),
  );
  await cloud.clock.settle();
};

test('each stage once per deadline version, at its moment, and never outside office hours; overdue work goes on', async () => {
  // Filed Mon 16/11 08:30 online: answer due Tue 17/11 08:30.
  const { id } = await submitted(cloud);
  await until(cloud, '2026-11-17T08:00');
  const day = await decided();
  expect(day).toEqual([
    ['NEW_ONLINE#1', '2026-11-16 10:30'],
    ['REMINDER_50#1', '2026-11-16 14:00'],
    ['REMINDER_80#1', '2026-11-16 16:24'],
  ]);
  await until(cloud, '2026-11-17T09:00');
  expect((await decided()).slice(3)).toEqual([['BREACH#1', '2026-11-17 08:30']]);

  // Accepting late starts a new promise with stages of its own: 10 working days from Tue 17/11, due Wed 02/12.
  const accepted = await accept(cloud, id);
  expect(accepted.body).toMatchObject({ appointedAt: '2026-12-02T17:00:00+07:00', due: { version: 2 } });
  await act(cloud, 'desk', id, 'hand-over');
  // Foreseen, it is a task of the leader: form 04 by the last working day before the date.
  await until(cloud, '2026-11-19T13:30');
  const tasks = await call(cloud, 'GET', '/inbox?scope=unit&risk=true', {
    token: await tokenOf(cloud, 'leader'),
  });
  expect(tasks.body.items).toMatchObject([{ id, atRisk: true, apologyBy: '2026-12-01T17:00:00+07:00' }]);
  await until(cloud, '2026-12-07T08:00');
  expect((await decided()).slice(4)).toEqual([
    ['STEP_OVERRUN', '2026-11-17 14:30'],
    ['AT_RISK#2', '2026-11-19 13:00'],
    ['REMINDER_50#2', '2026-11-25 13:45'],
    ['REMINDER_80#2', '2026-11-30 15:42'],
    ['APOLOGY_DUE#2', '2026-12-01 07:30'],
    ['DUE#2', '2026-12-02 07:30'],
    ['REMINDER_95#2', '2026-12-02 11:10'],
    ['SILENT_BREACH#2', '2026-12-03 07:30'],
    ['UNACKNOWLEDGED#2', '2026-12-03 11:30'],
    ['OVERDUE_3#2', '2026-12-07 07:30'],
  ]);

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
  expect((await decided()).length, 'nothing after the end').toBe(14);
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
  expect(evaluated).toEqual([
    ...['2026-11-16T03:30:00.000Z', '2026-11-16T07:00:00.000Z'],
    ...['2026-11-16T09:24:00.000Z', '2026-11-17T01:30:00.000Z'],
  ]);
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
