import { describe, expect, test } from 'vitest';
import { evaluate } from '../../functions/app/evaluate.ts';
import { digitisationStopped, spineStopped } from '../../functions/app/executionStopped.ts';
import { HOUR_MS } from '../../functions/core/calendar/index.ts';
import { dossierId } from '../../functions/core/dossier/ids.ts';
import {
  FILES,
  ID,
  MORNING,
  must,
  numbers,
  owner,
  submitted,
  system,
  until,
  verified,
} from '../core/dossier/support.ts';
import { headOf, worldOf } from './fakes.ts';

const unknown = must(dossierId('11111111-1111-1111-1111-111111111111'));
const types = (world: ReturnType<typeof worldOf>) => world.story.events.map(({ type }) => type);

describe('evaluating the deadlines of a dossier', () => {
  const accepted = () => worldOf(until((d) => d.phase === 'ARCHIVE'));

  test('before anything is due writes nothing and answers what the spine routes on', async () => {
    const world = accepted();
    const head = headOf(world);
    expect(await evaluate(world.ports)({ dossierId: ID })).toEqual({
      ...{ wakeSeq: head.seq, phase: 'ARCHIVE', spineRun: 1, nextTimerAt: head.digitisation?.until },
    });
    expect(world.commits).toEqual([]);
  });

  test('raises each stage once, however often it is asked', async () => {
    const world = worldOf(until((d) => d.phase === 'HAND_OVER'));
    const { due, version } = must(headOf(world).deadline);
    const before = types(world).length;
    // The whole of the last day is on time: the breach comes at 07:30 of the next working day, 14.5 hours later.
    const breach = due + 14.5 * HOUR_MS;
    const late = world.now + 8 * HOUR_MS;
    for (const now of [late, late, breach, breach, breach + HOUR_MS]) {
      world.now = now;
      await evaluate(world.ports)({ dossierId: ID });
    }
    expect(world.story.events.slice(before)).toMatchObject([
      { type: 'alertsDecided', at: late, data: { of: 'work', alert: 'HAND_OVER_LATE', version: before + 1 } },
      { type: 'alertsDecided', at: breach, data: { of: 'promise', alert: 'SILENT_BREACH', version } },
    ]);
    expect(world.story.items.filter(({ kind }) => kind === 'ALERT')).toEqual([
      { kind: 'ALERT', stage: 'HAND_OVER_LATE', version: before + 1, at: late, due: MORNING + 8 * HOUR_MS },
      { kind: 'ALERT', stage: 'SILENT_BREACH', version, at: breach, due },
    ]);
  });

  test('that was never looked at before raises the breach alone', async () => {
    const world = worldOf(until((d) => d.phase === 'HAND_OVER'));
    world.now = must(headOf(world).deadline).due + 24 * HOUR_MS;
    await evaluate(world.ports)({ dossierId: ID });
    const alerts = world.story.items.flatMap((item) => (item.kind === 'ALERT' ? [item.stage] : []));
    expect(alerts, 'of the promise one, and the work that lies about').toEqual([
      'SILENT_BREACH',
      'HAND_OVER_LATE',
    ]);
  });

  test('decides at once what is due together: the breach and the silent run', async () => {
    const world = accepted();
    world.now = must(headOf(world).deadline).due;
    const payload = await evaluate(world.ports)({ dossierId: ID });
    expect(types(world).slice(-2)).toEqual(['digitisationRestarted', 'alertsDecided']);
    expect(payload).toMatchObject({ wakeSeq: headOf(world).seq - 1, nextTimerAt: world.now + 2 * HOUR_MS });
  });

  test('looks again when the dossier moves between its two reads', async () => {
    const world = accepted();
    world.now = must(headOf(world).deadline).due;
    world.meanwhile = () => world.happens({ type: 'withdraw', reason: 'r' }, owner);
    expect(await evaluate(world.ports)({ dossierId: ID })).toEqual({
      ...{ wakeSeq: headOf(world).seq, phase: 'CLOSED', spineRun: 1 },
    });
    expect(types(world).slice(-1)).toEqual(['withdrawn']);
  });

  test('two at the same time raise one alert', async () => {
    const world = worldOf(until((d) => d.phase === 'HAND_OVER'));
    world.now = must(headOf(world).deadline).due;
    await Promise.all([evaluate(world.ports)({ dossierId: ID }), evaluate(world.ports)({ dossierId: ID })]);
    // The highest stage of the promise by then, and the hand-over that nobody has done.
    expect(types(world).filter((type) => type === 'alertsDecided')).toHaveLength(2);
  });

  test('does not hide a commit that keeps failing', async () => {
    const world = accepted();
    world.now = must(headOf(world).deadline).due;
    const store = { ...world.ports.store, commit: async () => 'changed' as const };
    await expect(evaluate({ ...world.ports, store })({ dossierId: ID })).rejects.toThrow('CONCURRENT_CHANGE');
    await expect(evaluate(world.ports)({ dossierId: unknown })).rejects.toThrow('no dossier');
  });
});

describe('a spine that ended badly', () => {
  test('leaves its dossier marked, since when it was first marked', async () => {
    const world = worldOf();
    delete world.spine.stuckSince;
    world.now = MORNING + 1;
    await spineStopped(world.ports)({ dossierId: ID, run: 1 });
    world.now = MORNING + 2;
    await spineStopped(world.ports)({ dossierId: ID, run: 1 });
    expect(world.spine.stuckSince).toBe(String(MORNING + 1));
  });

  test('and was replaced already leaves no mark', async () => {
    const world = worldOf(submitted(), { spineRun: 2 });
    delete world.spine.stuckSince;
    await spineStopped(world.ports)({ dossierId: ID, run: 1 });
    expect(world.spine).not.toHaveProperty('stuckSince');
  });
});

describe('a digitisation run that ended badly', () => {
  const stopped = (world: ReturnType<typeof worldOf>, seq: number) =>
    digitisationStopped(world.ports)({ dossierId: ID, seq });

  test('is started again at once the first time, told twice or not', async () => {
    const world = worldOf();
    await stopped(world, 1);
    await stopped(world, 1);
    expect(types(world)).toEqual(['submitted', 'digitisationRestarted']);
    expect(headOf(world)).toMatchObject({ wakeSeq: 2, digitisation: { attempt: 2 } });
  });

  test('is left to its watch the second time', async () => {
    const world = worldOf();
    world.happens({ type: 'restartDigitisation' }, system);
    await stopped(world, 2);
    expect(headOf(world).digitisation?.attempt).toBe(2);
  });

  test('and is not the newest is left alone', async () => {
    const world = worldOf();
    world.happens({ type: 'restartSpine', run: 2 }, system);
    await stopped(world, 1);
    expect(types(world)).toEqual(['submitted', 'spineRestarted']);
  });

  test('of a dossier that has moved on is left alone, even at the last moment', async () => {
    const world = worldOf();
    world.meanwhile = () => world.happens(verified(numbers(FILES)), system);
    await stopped(world, 1);
    expect(types(world)).toEqual(['submitted', 'documentsVerified']);
    await stopped(world, 2);
    expect(headOf(world).seq).toBe(2);
  });

  test('does not hide a commit that keeps failing', async () => {
    const world = worldOf();
    const store = { ...world.ports.store, commit: async () => 'changed' as const };
    const run = digitisationStopped({ ...world.ports, store });
    await expect(run({ dossierId: ID, seq: 1 })).rejects.toThrow('CONCURRENT_CHANGE');
  });
});
