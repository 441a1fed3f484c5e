import { describe, expect, test } from 'vitest';
import { revive } from '../../functions/app/revive.ts';
import { DAY_MS } from '../../functions/core/calendar/index.ts';
import { dossierId } from '../../functions/core/dossier/ids.ts';
import { ID, MORNING, must, submitted, system } from '../core/dossier/support.ts';
import { headOf, worldOf } from './fakes.ts';
import { fakeWorkflow } from './fakeWorkflow.ts';

const CODE = submitted().dossier.code;
const old = MORNING + 300 * DAY_MS;

const scene = (
  spine: Parameters<typeof worldOf>[1] = {},
  execution?: { running: boolean; startedAt: number; events?: number },
) => {
  const world = worldOf(submitted(), spine);
  const workflow = fakeWorkflow();
  if (execution) workflow.executions.set(CODE, execution);
  const run = (force = false) => revive({ ...world.ports, workflow })({ dossierId: ID, force });
  const acts = () => workflow.calls.filter((call) => !call.startsWith('describe'));
  return { world, workflow, run, acts };
};

const alive = { running: true, startedAt: MORNING, events: 19_999 };
const restarted = [`start ${CODE}--r2 {"dossierId":"${ID}","run":2}`] as const;

describe('a dossier that is marked stuck', () => {
  test('and whose spine never started is started under the same name', async () => {
    const { world, run, acts } = scene();
    expect(await run()).toBe('signalled');
    expect(acts()).toEqual([`start ${CODE} {"dossierId":"${ID}","run":1}`]);
    expect(headOf(world).seq).toBe(1);
  });

  test('and whose spine is parked is signalled again', async () => {
    const { world, workflow, run, acts } = scene({ taskToken: 'token', spineSeq: 0 }, alive);
    workflow.live.add('token');
    expect(await run()).toBe('signalled');
    expect(acts()).toEqual(['wake token']);
    expect(workflow.sent).toEqual([
      ['token', { wakeSeq: 1, phase: 'VERIFY', spineRun: 1, nextTimerAt: expect.any(Number) }],
    ]);
    expect(headOf(world).seq).toBe(1);
  });

  test('and whose spine is on its way to park is left alone', async () => {
    const { run, acts } = scene({}, alive);
    expect(await run()).toBe('signalled');
    expect(acts()).toEqual([]);
  });

  test.each([
    ['has ended', { running: false, startedAt: MORNING }, MORNING, []],
    [
      'has run for 300 days',
      { running: true, startedAt: MORNING, events: 1 },
      old,
      [`stop ${CODE}: replaced by run 2`],
    ],
    ['has 20,000 events', { ...alive, events: 20_000 }, MORNING, [`stop ${CODE}: replaced by run 2`]],
  ])('and whose spine %s gets a new run by an event', async (_, execution, now, stops) => {
    const { world, run, acts } = scene({ taskToken: 'token' }, execution);
    world.now = now;
    expect(await run()).toBe('restarted');
    expect(acts()).toEqual([...stops, ...restarted]);
    expect(world.story.events.at(-1)).toMatchObject({
      ...{ seq: 2, type: 'spineRestarted', data: { run: 2 }, actor: { kind: 'system' } },
    });
    expect(headOf(world)).toMatchObject({ wakeSeq: 2, rev: 1, phase: 'VERIFY' });
    expect(world.spine).toMatchObject({ spineRun: 2 });
    expect(world.spine).not.toHaveProperty('taskToken');
  });

  test.each([
    ['younger than 300 days', MORNING + 300 * DAY_MS - 1, alive],
    ['whose events nobody counted', MORNING, { running: true, startedAt: MORNING }],
  ])('a spine %s is healthy', async (_, now, execution) => {
    const { world, run } = scene({}, execution);
    world.now = now;
    expect(await run()).toBe('signalled');
  });
});

describe('an operator', () => {
  test('may restart a healthy spine that is not marked', async () => {
    const { world, run, acts } = scene({}, alive);
    delete world.spine.stuckSince;
    expect(await run(true)).toBe('restarted');
    expect(acts()).toEqual([`stop ${CODE}: replaced by run 2`, ...restarted]);
  });

  test('may restart one that never started', async () => {
    const { run, acts } = scene();
    expect(await run(true)).toBe('restarted');
    expect(acts()).toEqual(restarted);
  });
});

test('nothing happens to a dossier whose spine has parked meanwhile', async () => {
  const { world, run, workflow } = scene();
  delete world.spine.stuckSince;
  expect(await run()).toBe('moving');
  expect(workflow.calls).toEqual([]);
});

describe('two who restart the same run', () => {
  test.each([false, true])('only the first does: forced %s', async (force) => {
    const { world, run, acts } = scene({ taskToken: 'token' }, { running: false, startedAt: MORNING });
    // The other one is faster: its run has parked by the time the second one commits.
    world.meanwhile = () => {
      world.happens({ type: 'restartSpine', run: 2 }, system);
      world.spine.taskToken = 'token of run 2';
    };
    expect(await run(force)).toBe('moving');
    expect(acts()).toEqual([]);
    expect(world.spine).toMatchObject({ spineRun: 2, taskToken: 'token of run 2' });
    expect(headOf(world).seq).toBe(2);
  });

  test('a dossier that parks or closes at the last moment is left alone', async () => {
    const { world, workflow, run } = scene({}, { running: false, startedAt: MORNING });
    const { describe: look } = workflow;
    const late = {
      ...workflow,
      describe: async (name: string) => {
        delete world.spine.stuckSince;
        return look(name);
      },
    };
    expect(await revive({ ...world.ports, workflow: late })({ dossierId: ID })).toBe('moving');
    expect(headOf(world).seq).toBe(1);
    expect(await run()).toBe('moving');
  });

  test('someone else’s command in between does not stop the restart', async () => {
    const { world, run } = scene({}, { running: false, startedAt: MORNING });
    world.meanwhile = () => world.happens({ type: 'restartDigitisation' }, system);
    expect(await run()).toBe('restarted');
    expect(world.story.events.map(({ type }) => type).slice(1)).toEqual([
      'digitisationRestarted',
      'spineRestarted',
    ]);
  });
});

test('a crash after the event is made good by the next look: it starts the new run', async () => {
  const { workflow, run, acts } = scene({}, { running: false, startedAt: MORNING });
  const { start } = workflow;
  workflow.start = async () => {
    throw new Error('crash');
  };
  await expect(run()).rejects.toThrow('crash');
  workflow.start = start;
  expect(await run()).toBe('signalled');
  expect(acts()).toEqual(restarted);
});

test('a dossier that does not exist is damage', async () => {
  const { world, workflow } = scene();
  const other = must(dossierId('11111111-1111-1111-1111-111111111111'));
  await expect(revive({ ...world.ports, workflow })({ dossierId: other })).rejects.toThrow('no dossier');
});
