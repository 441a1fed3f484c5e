import { describe, expect, test } from 'vitest';
import { applyTransition } from '../../functions/app/applyTransition.ts';
import { deskOf, placeAt } from '../../functions/core/dossier/desk.ts';
import type { Phase } from '../../functions/core/dossier/status.ts';
import type { ProcedureData } from '../../functions/core/procedure/index.ts';
import { at } from '../core/calendar/support.ts';
import { desk, ID, must, procedure, type Story, staff, submitted, until } from '../core/dossier/support.ts';
import { appraisedSince, asked, inPhase, items, onwards, tell } from '../core/dossier/tell.ts';
import { headOf, worldOf } from './fakes.ts';

/** The building permit comes to an end on 30/11/2026, and its dossiers with it. */
const ended: ProcedureData = {
  ...procedure,
  transition: 'stop-and-return',
  effective: { ...procedure.effective, to: '2026-11-30' },
};
const administrator = staff('admin-1', ['administrator']);

const scene = (story: Story, now = '2026-12-01 08:00') => {
  const world = worldOf(story);
  world.now = at(now);
  const ports = {
    ...world.ports,
    reads: {
      entries: async ({ partition }: { partition: string }) => ({
        entries: partition.endsWith(`#${must(deskOf(headOf(world)))}`)
          ? [{ id: ID, place: placeAt(world.now, ID) }]
          : [],
      }),
      heads: async () => new Map([[ID, headOf(world)]]),
    },
    procedures: { versions: async () => ({ versions: [ended], revision: 1, abolished: [] }) },
    answers: { answered: async () => true },
  };
  const run = async (actor = administrator) => {
    const done = await applyTransition(ports)({
      ...{ actor, code: procedure.code, version: procedure.version, body: { legalBasis: 'NĐ 1' } },
      idempotency: { key: 'k', fingerprint: 'f' },
    });
    return done.ok ? done.value.body : done.error.code;
  };
  return { world, run };
};

const intake = onwards(submitted(), '2026-11-02 09:00', inPhase('ACCEPTANCE'));
const review = asked(appraisedSince('2026-11-02 09:00'), '2026-11-03 09:00', 'supplement');

/** What the end of a procedure makes of a dossier: refused before it was accepted, stopped in review, else later. */
const endings: readonly (readonly [Phase, Story, 'refused' | 'stopped' | 'waiting'])[] = [
  ['VERIFY', submitted(), 'refused'],
  ['ACCEPTANCE', intake, 'refused'],
  ['ARCHIVE', until(inPhase('ARCHIVE')), 'waiting'],
  ['HAND_OVER', until(inPhase('HAND_OVER')), 'waiting'],
  ['REVIEW', until(inPhase('REVIEW')), 'stopped'],
  ['SUPPLEMENT', review, 'stopped'],
  ['SUPPLEMENT', tell(intake, '2026-11-02 10:00', { type: 'requestSupplement', items }, desk), 'stopped'],
  ['PAYMENT', asked(appraisedSince('2026-11-02 09:00'), '2026-11-03 09:00', 'payment'), 'stopped'],
  ['RESULT', until(inPhase('RESULT')), 'stopped'],
];

describe('when a procedure ends', () => {
  test.each(endings)(
    'a dossier in %s is not migrated into another phase, but ends or waits',
    async (phase, story, fate) => {
      expect(story.dossier.phase).toBe(phase);
      const { world, run } = scene(story);
      expect(await run()).toMatchObject({ refused: 0, stopped: 0, waiting: 0, [fate]: 1 });
      const added = world.story.events.slice(story.events.length).map(({ type }) => type);
      expect(added).toEqual(fate === 'waiting' ? [] : [fate]);
    },
  );

  test('not before its last day has passed, and by nobody but an administrator', async () => {
    expect(await scene(submitted(), '2026-11-30 23:59').run()).toBe('TRANSITION_NOT_DUE');
    expect(await scene(submitted()).run(desk)).toBe('ROLE_NOT_ALLOWED');
  });
});
