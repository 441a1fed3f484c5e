import { describe, expect, test } from 'vitest';
import type { Command } from '../../../functions/core/dossier/commands.ts';
import type { Dossier } from '../../../functions/core/dossier/dossier.ts';
import { onSpotLevelOf } from '../../../functions/core/dossier/on-spot.ts';
import type { OnSpotState } from '../../../functions/core/dossier/parts.ts';
import type { Actor } from '../../../functions/core/dossier/status.ts';
import { at } from '../calendar/support.ts';
import {
  clerk,
  desk,
  follow,
  judge,
  leader,
  must,
  nationalId,
  officer,
  policy,
  rulesWith,
  type Story,
  staff,
  submitted,
  usual,
} from './support.ts';
import { inPhase, inStep, lastEvent, onwards } from './tell.ts';

/** "5 tại chỗ": all acts at the counter, in one sitting, under a delegation (domain 2). */
const DAY = '2026-11-02';
type Act = 'receive' | 'appraise' | 'approve' | 'stamp' | 'return';
const acts: Readonly<Record<Act, (d: Dossier) => boolean>> = {
  receive: (d) => d.phase === 'ACCEPTANCE' && d.nationalId !== undefined,
  appraise: inStep('APPRAISE'),
  approve: inStep('APPROVE'),
  stamp: (d) => d.phase === 'RESULT' && d.result !== undefined,
  return: inPhase('DELIVERY'),
};

interface Sitting {
  readonly level?: '4' | '5' | 'NONE';
  readonly elsewhere?: readonly Act[];
  readonly tomorrow?: Act;
}

/** The act as the usual path has it, at the counter or elsewhere. */
const actOn = (d: Dossier, isAtCounter: boolean): readonly [Command, Actor] => {
  const [command, actor] = must(usual(d));
  const place = isAtCounter ? { place: 'oneStop' as const } : {};
  switch (command.type) {
    case 'accept':
    case 'completeStep':
    case 'issueResult':
    case 'deliver':
      return [{ ...command, ...place }, actor];
    default:
      throw new Error(`the test itself is wrong: ${command.type}`);
  }
};

const readyFor = (story: Story, when: string, act: Act): Story => onwards(story, when, acts[act]);

const sit = ({ level = '5', elsewhere = [], tomorrow }: Sitting): Story => {
  let day = DAY;
  let story = submitted(at(`${DAY} 09:00`), rulesWith({ onSpotLevel: level }));
  for (const act of ['receive', 'appraise', 'approve', 'stamp', 'return'] as const) {
    if (act === tomorrow) day = '2026-11-03';
    story = readyFor(story, `${day} 09:00`, act);
    const [command, actor] = actOn(story.dossier, !elsewhere.includes(act));
    story = follow(story, command, actor, at(`${day} 10:00`), 'UQ-12');
  }
  return story;
};

describe('R16: counted only if all acts really happened at the counter', () => {
  test.each<[string, Sitting, string, object | undefined]>([
    ['all five: 5', {}, '5', undefined],
    ['the seal elsewhere is no 5', { elsewhere: ['stamp'] }, 'NONE', { act: 'stamp', why: 'elsewhere' }],
    ['level 4 leaves the seal out', { level: '4', elsewhere: ['stamp'] }, '4', undefined],
    ['level 4 with the seal at the counter is still 4', { level: '4' }, '4', undefined],
    ['appraised elsewhere', { elsewhere: ['appraise'] }, 'NONE', { act: 'appraise', why: 'elsewhere' }],
    ['approved elsewhere', { elsewhere: ['approve'] }, 'NONE', { act: 'approve', why: 'elsewhere' }],
    [
      'level 4, approved elsewhere',
      { level: '4', elsewhere: ['approve'] },
      'NONE',
      { act: 'approve', why: 'elsewhere' },
    ],
    ['returned by post', { elsewhere: ['return'] }, 'NONE', { act: 'return', why: 'elsewhere' }],
    ['approved the next day', { tomorrow: 'approve' }, 'NONE', { act: 'approve', why: 'anotherDay' }],
    ['returned the next day', { tomorrow: 'return' }, 'NONE', { act: 'return', why: 'anotherDay' }],
  ])('%s', (_name, sitting, onSpotLevel, broken) => {
    const story = sit(sitting);
    expect(lastEvent(story)).toMatchObject({ type: 'delivered', data: { onSpotLevel } });
    expect('onSpot' in story.dossier && story.dossier.onSpot?.broken).toEqual(broken);
  });

  test('a dossier that was not received there says nothing of it', () => {
    expect(lastEvent(onwards(submitted(), `${DAY} 09:00`, inPhase('CLOSED'))).data).toEqual({
      method: 'counter',
    });
  });

  test('appraised at the counter and, after it was sent back, again elsewhere: it no longer counts', () => {
    const received = readyFor(
      submitted(at(`${DAY} 09:00`), rulesWith({ onSpotLevel: '5' })),
      `${DAY} 09:00`,
      'receive',
    );
    const accepted = follow(received, ...actOn(received.dossier, true), at(`${DAY} 09:00`));
    const first = readyFor(accepted, `${DAY} 09:00`, 'appraise');
    const once = follow(first, ...actOn(first.dossier, true), at(`${DAY} 10:00`), 'UQ-12');
    const back = { type: 'sendBack', to: 'APPRAISE', reason: 'r' } as const;
    const again = follow(once, back, officer('divisionHead'), at(`${DAY} 10:00`));
    const atCounter = follow(again, ...actOn(again.dossier, true), at(`${DAY} 10:30`), 'UQ-12');
    const elsewhere = follow(again, ...actOn(again.dossier, false), at(`${DAY} 10:30`));
    expect(atCounter.dossier).toMatchObject({ onSpot: { done: ['receive', 'appraise'] } });
    expect(atCounter.dossier).not.toHaveProperty('onSpot.broken');
    expect(elsewhere.dossier).toMatchObject({ onSpot: { broken: { act: 'appraise', why: 'elsewhere' } } });
  });
});

test.each<[string, OnSpotState | undefined, string | undefined]>([
  ['no sitting', undefined, undefined],
  ['all of 5', { level: '5', day: DAY, done: ['receive', 'appraise', 'approve', 'stamp', 'return'] }, '5'],
  [
    '5 without the stamp',
    { level: '5', day: DAY, done: ['receive', 'appraise', 'approve', 'return'] },
    'NONE',
  ],
  ['all of 4', { level: '4', day: DAY, done: ['receive', 'appraise', 'approve', 'return'] }, '4'],
  [
    '4 without the approval',
    { level: '4', day: DAY, done: ['receive', 'appraise', 'stamp', 'return'] },
    'NONE',
  ],
  [
    'all of 4, one of them once more elsewhere',
    {
      ...{ level: '4', day: DAY, done: ['receive', 'appraise', 'approve', 'return'] },
      broken: { act: 'appraise', why: 'elsewhere' },
    },
    'NONE',
  ],
])('what counts: %s', (_name, sitting, level) => expect(onSpotLevelOf(sitting)).toBe(level));

describe('who may sit there', () => {
  const rules = rulesWith({ onSpotLevel: '5' });
  const received = readyFor(submitted(at(`${DAY} 09:00`), rules), `${DAY} 09:00`, 'receive');
  const accepted = follow(received, { type: 'accept', place: 'oneStop' }, desk, at(`${DAY} 09:00`));
  const code = (story: Story, command: Command, actor: Actor, delegation?: string) => {
    const decision = judge(story, command, actor, at(`${DAY} 10:00`), delegation);
    return decision.ok ? decision.value.event.type : decision.error.code;
  };

  test.each(['appraise', 'approve'] as const)('to %s there needs a delegation', (act) => {
    const story = readyFor(accepted, `${DAY} 09:00`, act);
    const [command, actor] = actOn(story.dossier, true);
    expect(code(story, command, actor)).toBe('DELEGATION_REQUIRED');
    expect(code(story, command, actor, 'UQ-12')).toBe('stepCompleted');
  });

  test('stamping and returning are the clerk’s and the desk’s own work', () => {
    const story = readyFor(accepted, `${DAY} 09:00`, 'stamp');
    expect(code(story, { type: 'issueResult', place: 'oneStop' }, clerk)).toBe('resultEntered');
  });

  test('whoever received does not approve, delegation or not', () => {
    const story = readyFor(accepted, `${DAY} 09:00`, 'approve');
    const both = staff('desk-1', ['frontDesk', 'departmentLeader']);
    const approve = { type: 'completeStep', step: 'APPROVE', place: 'oneStop' } as const;
    expect(code(story, approve, both, 'UQ-12')).toBe('RECEIVER_IS_APPROVER');
    expect(code(story, approve, leader, 'UQ-12')).toBe('stepCompleted');
  });

  test('only a procedure on the list, and only what was received there', () => {
    expect(policy.procedure.onSpotLevel).toBe('NONE');
    const ready = { ...received, rules: policy };
    expect(code(ready, { type: 'accept', place: 'oneStop' }, desk)).toBe('ON_SPOT_NOT_ALLOWED');
    const usually = follow(received, { type: 'accept' }, desk, at(`${DAY} 09:00`));
    const story = readyFor(usually, `${DAY} 09:00`, 'appraise');
    expect(code(story, ...actOn(story.dossier, true), 'UQ-12')).toBe('ON_SPOT_NOT_ALLOWED');
  });
});

test('the identifier comes first at the counter too', () => {
  const fresh = onwards(
    submitted(at(`${DAY} 09:00`), rulesWith({ onSpotLevel: '5' })),
    `${DAY} 09:00`,
    inPhase('ACCEPTANCE'),
  );
  const accept = { type: 'accept', place: 'oneStop' } as const;
  const when = at(`${DAY} 09:00`);
  expect(judge(fresh, accept, desk, when)).toMatchObject({ error: { code: 'NATIONAL_ID_MISSING' } });
  expect(judge(follow(fresh, nationalId, desk, when), accept, desk, when).ok).toBe(true);
});
