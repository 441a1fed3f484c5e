import { describe, expect, test } from 'vitest';
import type { DocumentRecord } from '../../functions/app/ports.ts';
import { report } from '../../functions/app/report.ts';
import {
  FILES,
  follow,
  ID,
  must,
  numbers,
  type Story,
  submitted,
  system,
  until,
  verified,
} from '../core/dossier/support.ts';
import { filesOf } from './fakeFiles.ts';
import { headOf, worldOf } from './fakes.ts';
import { clean, copied, declared, found, sizeReason, withdrawnStory } from './records.ts';

describe('the report of a digitisation run', () => {
  const scene = (story: Story, ...records: readonly DocumentRecord[]) => {
    const [world, files] = [worldOf(story), filesOf(...records)];
    const asked = headOf(world).wakeSeq;
    const run = (mode: 'verify' | 'archive', seq = asked) =>
      report({ ...world.ports, ...files })({ dossierId: ID, mode, seq });
    return { world, files, run };
  };
  const intake = numbers(FILES);
  const verifying = until((d) => d.phase === 'VERIFY_RESULT');
  const resultDone = until((d) => d.phase === 'ARCHIVE_RESULT');

  test('of clean files opens the way to acceptance, once', async () => {
    const { world, run } = scene(submitted(), ...intake.map((n) => clean(n)));
    expect([await run('verify'), await run('verify')]).toEqual([{ reported: true }, { reported: false }]);
    expect(headOf(world)).toMatchObject({ phase: 'ACCEPTANCE', seq: 2, documents: { clean: FILES } });
    expect(world.story.events[1]).toMatchObject({
      data: { documents: intake.map((n) => ({ n, verdict: 'CLEAN' })) },
    });
  });

  test.each<[string, DocumentRecord, string, readonly string[]]>([
    ['an infected one', { ...clean(2), scan: 'INFECTED' }, 'REFUSED', ['malware']],
    [
      'one that is not what was declared',
      { ...clean(2), inspection: { ...found(), reasons: [sizeReason] } },
      'REFUSED',
      ['size'],
    ],
    ['one that the scanner cannot examine', { ...clean(2), scan: 'FAILED' }, 'REFUSED', ['unscannable']],
  ])('of %s asks for its replacement', async (_, bad, verdict, reasons) => {
    const { world, run } = scene(submitted(), clean(1), bad, clean(3));
    await run('verify');
    expect(headOf(world)).toMatchObject({ phase: 'REPLACEMENT', documents: { bad: [2] } });
    const event = must(world.story.events[1]);
    expect(event.type === 'documentsVerified' && event.data.documents[1]).toMatchObject({
      n: 2,
      verdict,
      reasons,
    });
  });

  test.each<[string, DocumentRecord]>([
    ['one without a verdict', { ...declared(2), inspection: found() }],
    ['one that was not inspected', declared(2)],
  ])('of %s asks nothing of the applicant: the run is made again, once per run', async (_, unscanned) => {
    const { world, run } = scene(submitted(), clean(1), unscanned, clean(3));
    expect([await run('verify'), await run('verify')]).toEqual([{ reported: true }, { reported: false }]);
    expect(world.story.events[1]).toMatchObject({ type: 'digitisationRestarted', data: { unscanned: [2] } });
    expect(headOf(world)).toMatchObject({ phase: 'VERIFY', seq: 2, digitisation: { attempt: 2 } });
  });

  test('of one without a verdict beside a refused one sends back the refused one alone', async () => {
    const { world, run } = scene(
      submitted(),
      { ...clean(1), scan: 'INFECTED' },
      { ...declared(2), inspection: found() },
      clean(3),
    );
    await run('verify');
    expect(headOf(world)).toMatchObject({ phase: 'REPLACEMENT', documents: { clean: 1, bad: [1] } });
  });

  test('of a fifth run without a verdict leaves the dossier to the administrator', async () => {
    let story = submitted();
    for (const _ of [2, 3, 4, 5])
      story = follow(
        story,
        { type: 'restartDigitisation', unscanned: [2] },
        system,
        must(story.events.at(-1)).at,
      );
    const { world, run } = scene(story, clean(1), { ...declared(2), inspection: found() }, clean(3));
    expect(await run('verify')).toEqual({ reported: false });
    expect(headOf(world)).toMatchObject({ phase: 'VERIFY', digitisation: { attempt: 5, unscanned: [2] } });
  });

  test('on the result speaks of the result alone', async () => {
    const { world, run } = scene(verifying, ...intake.map((n) => copied(n)), clean(4, 'RESULT'));
    expect(await run('verify')).toEqual({ reported: true });
    expect(world.story.events.at(-1)).toMatchObject({
      data: { documents: [{ n: 4 }], completed: { outcome: 'early' } },
    });
    expect(headOf(world)).toMatchObject({ status: 9, phase: 'ARCHIVE_RESULT' });
  });

  test('on a second result speaks of that one, not of the first that was refused', async () => {
    const world = worldOf(verifying);
    world.happens(verified([4], [4]), system);
    const again = until((d) => d.phase === 'VERIFY_RESULT', world.story);
    const refused: DocumentRecord = { ...clean(4, 'RESULT'), scan: 'INFECTED' };
    const second = scene(again, ...intake.map((n) => copied(n)), refused, clean(5, 'RESULT'));
    await second.run('verify');
    expect(headOf(second.world)).toMatchObject({ status: 9, result: { document: 5 } });
  });

  test('of archived files moves on to hand-over, later to delivery', async () => {
    const first = scene(
      until((d) => d.phase === 'ARCHIVE'),
      ...intake.map((n) => copied(n)),
    );
    expect(await first.run('archive')).toEqual({ reported: true });
    expect(headOf(first.world)).toMatchObject({ phase: 'HAND_OVER', documents: { archived: FILES } });
    const last = scene(resultDone, ...intake.map((n) => copied(n)), copied(4, 'RESULT'));
    expect(await last.run('archive')).toEqual({ reported: true });
    expect(headOf(last.world)).toMatchObject({ phase: 'DELIVERY', documents: { archived: FILES + 1 } });
  });

  test.each<[string, Story, 'verify' | 'archive', readonly DocumentRecord[]]>([
    ['of a dossier that was withdrawn', withdrawnStory(), 'archive', intake.map((n) => copied(n))],
    ['of another phase', until((d) => d.phase === 'HAND_OVER'), 'verify', intake.map((n) => clean(n))],
    [
      'of the first archiving, when the result is not archived yet',
      resultDone,
      'archive',
      [...intake.map((n) => copied(n)), clean(4, 'RESULT')],
    ],
    ['that lacks a copy', until((d) => d.phase === 'ARCHIVE'), 'archive', [copied(1), clean(2), copied(3)]],
  ])('that is stale changes nothing: %s', async (_, story, mode, records) => {
    const { world, run } = scene(story, ...records);
    expect(await run(mode)).toEqual({ reported: false });
    expect(world.story).toBe(story);
  });

  test('of a run that is not the newest is stale, whatever it found', async () => {
    const { world, run } = scene(submitted(), ...intake.map((n) => clean(n)));
    const { wakeSeq, phase } = headOf(world);
    expect(await run('verify', wakeSeq - 1)).toEqual({ reported: false });
    expect(headOf(world).phase).toBe(phase);
  });

  test('does not hide a commit that keeps failing', async () => {
    const { world, files } = scene(submitted(), ...intake.map((n) => clean(n)));
    const store = { ...world.ports.store, commit: async () => 'changed' as const };
    const run = report({ ...world.ports, ...files, store });
    await expect(run({ dossierId: ID, mode: 'verify', seq: 1 })).rejects.toThrow('CONCURRENT_CHANGE');
  });
});
