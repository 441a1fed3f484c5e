import fc from 'fast-check';
import { expect, test } from 'vitest';
import { execute } from '../../functions/app/execute.ts';
import { fold } from '../../functions/core/dossier/apply.ts';
import type { Command } from '../../functions/core/dossier/commands.ts';
import type { Actor } from '../../functions/core/dossier/status.ts';
import {
  desk,
  ID,
  judge,
  must,
  nationalId,
  owner,
  type Story,
  staff,
  until,
} from '../core/dossier/support.ts';
import { worldOf } from './fakes.ts';

/**
 * Several people and machines on one dossier at once, in every order in which their reads and commits can fall (fast-check's
 * scheduler). The reference is one hand after the other: whatever happened must have been possible that way.
 */
const SEED = 20_261_127;
const colleague = staff('desk-2', ['frontDesk']);
const wishes: readonly (readonly [Actor, Command])[] = [
  [desk, nationalId],
  [desk, { type: 'accept' }],
  [colleague, { type: 'accept' }],
  [colleague, { type: 'refuse', reason: 'r' }],
  [owner, { type: 'withdraw', reason: 'r' }],
];
const sent = fc.array(
  fc.record({ wish: fc.nat({ max: wishes.length - 1 }), key: fc.nat({ max: 3 }), seen: fc.boolean() }),
  { minLength: 2, maxLength: 6 },
);

/** What one hand after the other would say to a wish at some moment of the log. */
const saidAlongTheWay = (
  start: Story,
  log: Story,
  [actor, command]: readonly [Actor, Command],
  now: number,
): string[] =>
  log.events.slice(start.events.length - 1).map((_, i) => {
    const events = log.events.slice(0, start.events.length + i);
    const decision = judge({ rules: log.rules, dossier: must(fold(events)) }, command, actor, now);
    return decision.ok ? 'ok' : decision.error.code;
  });

test(`any interleaving is as good as one hand after the other (seed ${SEED})`, async () => {
  const property = fc.asyncProperty(fc.scheduler(), sent, async (s, requests) => {
    const start = until((d) => d.phase === 'ACCEPTANCE');
    const world = worldOf(start);
    const { store } = world.ports;
    const ports = {
      ...world.ports,
      store: {
        head: s.scheduleFunction(store.head),
        replay: s.scheduleFunction(store.replay),
        commit: s.scheduleFunction(store.commit),
      },
    };
    const told = await s.waitFor(
      Promise.all(
        requests.map(async ({ wish, key, seen }) => {
          const [actor, command] = wishes[wish] ?? [desk, nationalId];
          const idempotency = { key: `${actor.subject} ${key}`, fingerprint: JSON.stringify(command) };
          const ifMatch = seen ? { ifMatch: start.dossier.rev } : {};
          const result = await execute(ports)({ id: ID, actor, command, idempotency, ...ifMatch });
          return { wish, key: `${idempotency.key} ${idempotency.fingerprint}`, result };
        }),
      ),
    );
    const { events, dossier } = world.story;
    // The log has no gap, is chained, and makes the head.
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    for (const [i, event] of events.entries()) expect(event.prevHash).toBe(events[i - 1]?.hash ?? '');
    expect(fold(events)).toEqual(dossier);
    // A wish that was repeated happened once and was answered once and for all.
    for (const [, same] of Map.groupBy(told, ({ key }) => key)) {
      const good = same.filter(({ result }) => result.ok);
      for (const each of good) expect(each.result).toEqual(good[0]?.result);
    }
    const happened = new Set(told.filter(({ result }) => result.ok).map(({ key }) => key));
    expect(world.commits).toHaveLength(happened.size);
    // Whoever was refused would have been refused at some moment by the log as it was then; or was beaten to it.
    for (const { wish, result } of told) {
      if (result.ok) continue;
      const beaten = ['STALE_ETAG', 'CONCURRENT_CHANGE', 'IDEMPOTENCY_KEY_REUSED'];
      const along = saidAlongTheWay(start, world.story, wishes[wish] ?? [desk, nationalId], world.now);
      expect([...beaten, ...along]).toContain(result.error.code);
    }
  });
  await fc.assert(property, { seed: SEED, numRuns: 200 });
});
