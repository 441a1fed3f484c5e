import { describe, expect, test } from 'vitest';
import { wakePayload } from '../../functions/app/spine.ts';
import { dossierId } from '../../functions/core/dossier/ids.ts';
import { phases } from '../../functions/core/dossier/status.ts';
import { transitions } from '../../functions/core/dossier/transitions.ts';
import { definition, evaluate, type State } from './asl.ts';

/** The spine and the core speak of the same phases, and of the same fields of HEAD. */
const dossier = definition('dossier');
const stateOf = (name: string): State | undefined => dossier.states.find((state) => state.name === name);
const route = stateOf('Route');
const waits = dossier.states.filter(({ Resource }) => Resource?.endsWith('.waitForTaskToken'));

/** Where the spine of run 1 goes when it has read this head. */
const routed = async (head: { phase: string; spineRun?: number }): Promise<string | undefined> => {
  const input = { Execution: { Input: { run: 1 } } };
  const variables = { head: { spineRun: 1, ...head }, states: { context: input } };
  for (const { Condition, Next } of route?.Choices ?? []) {
    if ((await evaluate(Condition, variables)) === true) return Next;
  }
  return route?.Default;
};

/** The wait that a phase comes to: at once, or after the child of this phase has been started. */
const waitOf = async (phase: string): Promise<string | undefined> => {
  const next = await routed({ phase });
  return next?.startsWith('Start ') ? stateOf(next)?.Next : next;
};

/** What the operator's guide says of each phase: where its spine stands, and which child it has started. */
const standsIn: Readonly<Record<(typeof phases)[number], string>> = {
  ...{ VERIFY: 'Await verification', REPLACEMENT: 'Await replacement', ACCEPTANCE: 'Await acceptance' },
  ...{ ARCHIVE: 'Await archiving', HAND_OVER: 'Await hand-over', REVIEW: 'Await review step' },
  ...{ REQUEST: 'Await request', SUPPLEMENT: 'Await supplement', PAYMENT: 'Await payment' },
  ...{ VERIFY_SUPPLEMENT: 'Await verification', ARCHIVE_SUPPLEMENT: 'Await archiving' },
  ...{ RESULT: 'Await result', VERIFY_RESULT: 'Await verification', ARCHIVE_RESULT: 'Await archiving' },
  ...{ DELIVERY: 'Await delivery', CLOSED: 'Close' },
};

describe('phases', () => {
  test.each(phases)('a spine that is rebuilt in %s stands where it stood', async (phase) => {
    expect(await waitOf(phase)).toBe(standsIn[phase]);
    const [verb = ''] = phase.split('_');
    const child = { VERIFY: 'Start verification', ARCHIVE: 'Start archiving' }[verb];
    expect(await routed({ phase })).toBe(child ?? standsIn[phase]);
  });

  test('the transition table uses every phase of the core, and no other', () => {
    const used = Object.values(transitions).flatMap(({ from, to }) => [...from, ...to]);
    expect([...new Set(used)].toSorted()).toEqual(phases.toSorted());
  });

  test('Route names every phase once, and no other', () => {
    const quoted = (route?.Choices ?? []).flatMap(({ Condition }) => [...Condition.matchAll(/'([^']*)'/g)]);
    expect(quoted.map((match) => match[1]).toSorted()).toEqual(phases.toSorted());
  });

  test.each(phases.filter((phase) => phase !== 'CLOSED'))('%s comes to a wait', async (phase) => {
    expect(waits.map(({ name }) => name)).toContain(await waitOf(phase));
  });

  test('every wait belongs to a phase, and CLOSED to the end', async () => {
    const reached = await Promise.all(phases.map(waitOf));
    expect(waits.filter(({ name }) => !reached.includes(name)).map(({ name }) => name)).toEqual([]);
    expect(await routed({ phase: 'CLOSED' })).toBe('Close');
  });

  test.each(phases)('%s of another run: this one is superseded', async (phase) => {
    expect(await routed({ phase, spineRun: 2 })).toBe('Superseded');
  });

  test('an unknown phase fails loudly', async () => {
    expect(await routed({ phase: 'UNHEARD_OF' })).toBe('Unknown phase');
    expect(stateOf('Unknown phase')?.Type).toBe('Fail');
  });
});

describe('what the spine knows of HEAD', () => {
  const id = dossierId('3f2c1f04-5c7e-4b6e-9d5a-8a1b2c3d4e5f');
  const head = {
    wakeSeq: 7,
    phase: 'REVIEW',
    spineRun: 2,
    step: 'APPRAISE',
    nextTimerAt: 1_794_793_800_000,
  } as const;
  const item = {
    wakeSeq: { N: '7' },
    phase: { S: 'REVIEW' },
    spineRun: { N: '2' },
    step: { S: 'APPRAISE' },
    nextTimerAt: { N: '1794793800000' },
  };
  const read = async (Item: object): Promise<unknown> =>
    evaluate(stateOf('Read head')?.Assign.head, { states: { result: { Item } } });

  test('is the same whether it was read or came with a signal', async () => {
    if (!id) throw new Error('no id');
    const signalled = wakePayload({ dossierId: id, code: 'c', seq: 8, ...head });
    expect(await read(item)).toEqual(signalled);
    expect(signalled).toEqual(head);
  });

  test('leaves out what HEAD does not have: a missing timer must not become a number', async () => {
    const { step: _, nextTimerAt: __, ...rest } = item;
    expect(await read(rest)).toEqual({ wakeSeq: 7, phase: 'REVIEW', spineRun: 2 });
  });

  test('covers every field that the definition uses', () => {
    const used = [...dossier.text.matchAll(/\$head\.(\w+)/g)].map((match) => match[1] ?? '');
    expect([...new Set(used)].filter((name) => !(name in head))).toEqual([]);
  });
});
