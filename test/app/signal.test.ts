import { describe, expect, test } from 'vitest';
import { signal } from '../../functions/app/signal.ts';
import { nextTimerAt } from '../../functions/core/dossier/dossier.ts';
import { dossierId } from '../../functions/core/dossier/ids.ts';
import {
  FILES,
  ID,
  must,
  numbers,
  owner,
  submitted,
  system,
  until,
  verified,
} from '../core/dossier/support.ts';
import { worldOf } from './fakes.ts';
import { fakeWorkflow } from './fakeWorkflow.ts';

const CODE = submitted().dossier.code;

const scene = (spine: Parameters<typeof worldOf>[1] = {}) => {
  const world = worldOf(submitted(), spine);
  const workflow = fakeWorkflow();
  const run = (seq: number) => signal({ spines: world.ports.spines, workflow })({ dossierId: ID, seq });
  return { world, workflow, run };
};

describe('the signal function', () => {
  test('starts the spine that has no token yet, by its name, with nothing but id and run', async () => {
    const { workflow, run } = scene();
    expect(await run(1)).toBe('started');
    expect(workflow.calls).toEqual([`start ${CODE} {"dossierId":"${ID}","run":1}`]);
  });

  test('starts a later run under its own name', async () => {
    const { workflow, run } = scene({ spineRun: 3 });
    await run(1);
    expect(workflow.calls).toEqual([`start ${CODE}--r3 {"dossierId":"${ID}","run":3}`]);
  });

  test('tells a parked spine what it read, not what the event said', async () => {
    const { world, workflow, run } = scene({ spineSeq: 1, taskToken: 'token' });
    workflow.live.add('token');
    world.happens(verified(numbers(FILES)), system);
    expect(await run(2)).toBe('woken');
    expect(workflow.sent).toEqual([
      [
        'token',
        { wakeSeq: 2, phase: 'ACCEPTANCE', spineRun: 1, nextTimerAt: must(nextTimerAt(world.story.dossier)) },
      ],
    ]);
  });

  test('names the step in review', async () => {
    const world = worldOf(
      until((d) => d.phase === 'REVIEW'),
      { spineSeq: 1, taskToken: 'token' },
    );
    const workflow = fakeWorkflow();
    workflow.live.add('token');
    const { seq, wakeSeq } = world.story.dossier;
    await signal({ spines: world.ports.spines, workflow })({ dossierId: ID, seq });
    expect(workflow.sent).toMatchObject([['token', { wakeSeq, phase: 'REVIEW', step: 'ASSIGN' }]]);
  });

  test('leaves out a timer that is not set', async () => {
    const { world, workflow, run } = scene({ spineSeq: 1, taskToken: 'token' });
    workflow.live.add('token');
    world.happens({ type: 'withdraw', reason: 'r' }, owner);
    await run(2);
    expect(workflow.sent).toEqual([['token', { wakeSeq: 2, phase: 'CLOSED', spineRun: 1 }]]);
  });

  test.each([1, 2])('skips what the spine has seen already: event %d of 2', async (seq) => {
    const { world, workflow, run } = scene({ spineSeq: 2, taskToken: 'token' });
    world.happens(verified(numbers(FILES)), system);
    expect(await run(seq)).toBe('skipped');
    expect(workflow.calls).toEqual([]);
  });

  test('a record told twice wakes once: the second finds that wait over', async () => {
    const { world, workflow, run } = scene({ spineSeq: 1, taskToken: 'token' });
    workflow.live.add('token');
    world.happens(verified(numbers(FILES)), system);
    expect([await run(2), await run(2)]).toEqual(['woken', 'over']);
    expect(workflow.sent).toHaveLength(1);
  });

  test('a wait that is over is no error', async () => {
    const { run } = scene({ spineSeq: 0, taskToken: 'timed out' });
    expect(await run(1)).toBe('over');
  });

  test.each([
    ['starting', {}],
    ['waking', { spineSeq: 0, taskToken: 'token' }],
  ])('throttling is thrown, so that the record is delivered again: %s', async (_, spine) => {
    const { workflow, run } = scene(spine);
    workflow.live.add('token');
    workflow.fault = new Error('ThrottlingException');
    await expect(run(1)).rejects.toThrow('ThrottlingException');
    expect(['started', 'woken']).toContain(await run(1));
  });

  test('an event without a head is damage and is thrown', async () => {
    const { world, workflow } = scene();
    const other = must(dossierId('11111111-1111-1111-1111-111111111111'));
    const run = signal({ spines: world.ports.spines, workflow });
    await expect(run({ dossierId: other, seq: 1 })).rejects.toThrow('no head');
  });
});
