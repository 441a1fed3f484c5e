import { expect, test } from 'vitest';
import { headAttributes } from '../../functions/adapters/dynamo/headItem.ts';
import { fold } from '../../functions/core/dossier/apply.ts';
import type { Command } from '../../functions/core/dossier/commands.ts';
import { desks } from '../../functions/core/dossier/desk.ts';
import { phases } from '../../functions/core/dossier/status.ts';
import { gaugeMoves, gaugesOf, openAt } from '../../functions/core/metrics/gauges.ts';
import {
  follow,
  must,
  officer,
  owner,
  type Story,
  staff,
  system,
  UNIT,
  until,
} from '../core/dossier/support.ts';
import { appraiser, cases, timeOf } from './stories.ts';

/** Every state on the way to every command, and after it: whatever a dossier can be in. */
const head = staff('head-1', ['divisionHead', 'headOfOneStop', 'departmentLeader']);
const actors = [
  system,
  owner,
  officer('frontDesk'),
  appraiser,
  head,
  officer('clerk'),
  officer('administrator'),
];
const after = (type: Command['type']): Story => {
  const { story, command, after: wait } = must(cases[type]);
  const before = story();
  for (const actor of actors) {
    try {
      return follow(before, command(before.dossier), actor, timeOf({ story: before, after: wait }));
    } catch {
      // Not this one's to do.
    }
  }
  return before;
};
const isType = (type: string): type is Command['type'] => type in cases;
const commandTypes = Object.keys(cases).filter(isType);
const stories = [
  ...commandTypes.map(after),
  until((d) => d.phase === 'REVIEW', after('supply')),
  until((d) => d.phase === 'CLOSED'),
];
const states = stories.flatMap(({ events }) => events.map((_, i) => must(fold(events.slice(0, i + 1)))));

test('the states are all there are', () => {
  expect(new Set(states.map(({ phase }) => phase))).toEqual(new Set(phases));
  expect(new Set(states.map(({ status }) => status)).size).toBe(10);
});

test('an open dossier is found at exactly one desk and in one place of it, a closed one nowhere', () => {
  for (const dossier of states) {
    const { inboxPk, inboxSk, holderPk, procedure, status } = headAttributes(dossier);
    if (dossier.phase === 'CLOSED') {
      expect([inboxPk, inboxSk, holderPk, procedure, status]).toEqual(Array(5).fill(undefined));
      continue;
    }
    const at = desks.filter((desk) => inboxPk === `${UNIT}#${desk}`);
    expect(at, dossier.phase).toHaveLength(1);
    expect(inboxSk).toBe(`${dossier.deadline?.due ?? 9_999_999_999_999}#${dossier.id}`);
    // Only a step in review is held by a person.
    if (dossier.phase !== 'REVIEW') expect(holderPk).toBeUndefined();
  }
  expect(states.some((dossier) => headAttributes(dossier).holderPk === `${UNIT}#${appraiser.subject}`)).toBe(
    true,
  );
});

test('the gauges add up to where the dossier stands, after every event', () => {
  for (const { events } of stories) {
    const gauges = new Map<string, number>();
    events.forEach((_, i) => {
      const now = must(fold(events.slice(0, i + 1)));
      for (const [cell, by] of gaugeMoves(fold(events.slice(0, i)), now)) {
        gauges.set(cell, (gauges.get(cell) ?? 0) + by);
      }
      const open = [...gauges].filter(([, count]) => count !== 0);
      expect(new Map(open)).toEqual(new Map(gaugesOf(now).map((cell) => [cell, 1])));
    });
  }
});

test('a restricted dossier is counted apart', () => {
  const dossier = { ...must(states[0]), restricted: true as const };
  const gauges = new Map([...gaugeMoves(undefined, dossier)].map(([cell, by]) => [cell, Number(by)]));
  expect([openAt(gauges, 'system', false), openAt(gauges, 'system', true)]).toEqual([0, 1]);
});
