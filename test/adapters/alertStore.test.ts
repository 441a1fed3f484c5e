import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AlertRef, AlertStore } from '../../functions/app/alerts.ts';
import { type NotifyPorts, notify } from '../../functions/app/notify.ts';
import type { TopicMessage } from '../../functions/core/alerts/message.ts';
import { type DossierId, unitId } from '../../functions/core/dossier/ids.ts';
import type { Policy } from '../../functions/core/dossier/policy.ts';
import type { AlertStage } from '../../functions/core/sla/stages.ts';
import { idOf, waiting } from '../app/fakeOffice.ts';
import { at } from '../core/calendar/support.ts';
import { MORNING, must, policy, type UNIT } from '../core/dossier/support.ts';
import { type AlertTable, alertTable } from './alertTable.ts';

/** Delivery of alerts on the real engine: at least once each, under one id, and never a flood. */
const MINUTE = 60_000;
const N = 3;
const rules: Policy = {
  ...policy,
  unit: { ...policy.unit, alerts: { ...policy.unit.alerts, collapseOver: N, collapseMinutes: 10 } },
};

let table: AlertTable;
let now: number;
let sent: TopicMessage[];
let unit: typeof UNIT;
let units = 0;
/** What the topic does next: an error to throw, or nothing. */
let fault: Error | undefined;

beforeAll(async () => {
  table = await alertTable();
});
afterAll(() => table.engine.stop());
const anew = () => {
  unit = must(unitId(`UNIT-${++units}`));
  now = MORNING;
  sent = [];
  fault = undefined;
};
beforeEach(anew);

const dossierOf = (n: number, restricted = false) => ({
  ...waiting(n, 40),
  unit,
  ...(restricted && { restricted }),
});
const numberOf = (id: DossierId) => Number(id.slice(0, 8));
const ports = (alerts: NotifyPorts['alerts'] = table.store): NotifyPorts => ({
  store: { head: async (id) => dossierOf(numberOf(id)) },
  spines: {
    spineHead: async (id) => {
      const { code, phase, seq, wakeSeq } = dossierOf(numberOf(id));
      return { dossierId: id, code, phase, seq, wakeSeq, spineRun: 2 };
    },
  },
  catalogue: { policy: async () => rules },
  alerts,
  topic: {
    publish: async (message) => {
      if (fault) throw fault;
      sent.push(message);
    },
  },
  clock: { now: () => now },
  links: { execution: (name) => `execution ${name}`, runbook: (anchor) => `runbook ${anchor}` },
});
const tell = (ref: AlertRef, alerts?: NotifyPorts['alerts']) => notify(ports(alerts))(ref);
const decide = (n: number, stage: AlertStage = 'BREACH', when = now, restricted = false) =>
  table.decide(dossierOf(n, restricted), { stage, version: 1, at: when, due: when - MINUTE });
const told = () => sent.map(({ id }) => id);
const storms = () => sent.filter(({ id }) => id.startsWith('storm#'));

describe('an alert', () => {
  test('goes out at once, to the execution of the run that is alive, and is noted', async () => {
    const ref = await decide(1);
    now += MINUTE;
    expect(await tell(ref)).toBe('sent');
    expect(sent).toMatchObject(
      [
        {
          ...{ id: `${idOf(1)}#BREACH#1`, unit: 'SXD-H05' },
          ...{ severity: 'breach', recipients: ['divisionHead', 'departmentLeader'] },
        },
      ].map((each) => ({ ...each, unit })),
    );
    expect(sent[0]?.text).toContain('execution 000.00.NN.H05-261102-0001--r2');
    expect(await table.store.alert(ref)).toMatchObject({ at: MORNING, deliveredAt: MORNING + MINUTE });
  });

  test('delivered again it is not sent again', async () => {
    const ref = await decide(1);
    await tell(ref);
    now += 30 * MINUTE;
    expect(await tell(ref)).toBe('settled');
    expect(sent).toHaveLength(1);
  });

  test('is sent again under the same id after a crash between sending and noting', async () => {
    const ref = await decide(1);
    const crashing: AlertStore = {
      ...table.store,
      settled: async () => {
        throw new Error('the machine died');
      },
    };
    await expect(tell(ref, crashing)).rejects.toThrow('died');
    expect(await tell(ref)).toBe('sent');
    expect(told()).toEqual([`${idOf(1)}#BREACH#1`, `${idOf(1)}#BREACH#1`]);
  });

  test('that the topic did not take is thrown, and open until it is taken', async () => {
    const ref = await decide(1);
    fault = new Error('Throttled');
    await expect(tell(ref)).rejects.toThrow('Throttled');
    expect(await table.store.alert(ref)).not.toHaveProperty('deliveredAt', expect.anything());
    fault = undefined;
    expect(await tell(ref)).toBe('sent');
  });

  test('that is not urgent waits for the digest', async () => {
    for (const stage of ['REMINDER_50', 'STEP_OVERRUN', 'UNCLAIMED', 'HAND_OVER_LATE'] as const)
      expect(await tell(await decide(1, stage)), stage).toBe('digest');
    expect(sent).toEqual([]);
  });

  test('outside of office hours waits for the digest, unless the unit wants it', async () => {
    const ref = await decide(1, 'COMPLAINT_OPENED', at('2026-11-21 22:00'));
    now = at('2026-11-21 22:00');
    expect(await tell(ref)).toBe('digest');
    const alerts = { ...rules.unit.alerts, outsideWorkingHours: true };
    const restless = { ...rules, unit: { ...rules.unit, alerts } };
    expect(await notify({ ...ports(), catalogue: { policy: async () => restless } })(ref)).toBe('sent');
  });

  test('that nobody decided is a bug', async () => {
    await expect(tell({ dossierId: idOf(7), stage: 'DUE', version: 9 })).rejects.toThrow('no alert');
  });
});

describe('a storm', () => {
  test('N alerts are sent one by one; from the next on there is one message, and each says so on its item', async () => {
    const refs = [];
    for (let n = 1; n <= N + 3; n++) refs.push(await decide(n));
    const fates = [];
    for (const ref of refs) fates.push(await tell(ref));
    expect(fates).toEqual([...Array(N).fill('sent'), 'collapsed', 'collapsed', 'collapsed']);
    expect(told().slice(N)).toEqual([`storm#${unit}#${MORNING}`]);
    const kept = await Promise.all(refs.map((ref) => table.store.alert(ref)));
    expect(kept.map((each) => each?.collapsedAt !== undefined)).toEqual(fates.map((f) => f === 'collapsed'));
  });

  test('ends with its stretch of time, which is that of the decision and not of the delivery', async () => {
    for (let n = 1; n <= N + 1; n++) await tell(await decide(n));
    const late = await decide(N + 2);
    now += 10 * MINUTE;
    expect(await tell(await decide(N + 3))).toBe('sent');
    expect(await tell(late)).toBe('collapsed');
    expect(storms()).toHaveLength(1);
  });

  test('in one unit is none in another', async () => {
    for (let n = 1; n <= N + 1; n++) await tell(await decide(n));
    unit = must(unitId(`UNIT-${++units}`));
    expect(await tell(await decide(90 + units))).toBe('sent');
  });

  test('its message is sent again if the topic did not take it or the machine died', async () => {
    for (let n = 1; n <= N; n++) await tell(await decide(n));
    const herald = await decide(N + 1);
    fault = new Error('Throttled');
    await expect(tell(herald)).rejects.toThrow('Throttled');
    expect(await tell(await decide(N + 2)).catch(String)).toBe('collapsed');
    fault = undefined;
    expect(await tell(herald)).toBe('collapsed');
    expect(storms()).toHaveLength(1);
  });

  test('in any order, repeated and at once: at most N messages of their own, one about the rest, none lost', async () => {
    const deliveries = fc.integer({ min: 1, max: 8 }).chain((alerts) =>
      fc.record({
        alerts: fc.constant(alerts),
        again: fc.array(fc.integer({ min: 1, max: alerts }), { maxLength: 8 }),
        seed: fc.array(fc.nat(1000), { minLength: 16, maxLength: 16 }),
        together: fc.boolean(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ alerts, again, seed, together }) => {
        anew();
        const refs: AlertRef[] = [];
        for (let n = 1; n <= alerts; n++) refs.push(await decide(n));
        const order = [...refs.keys(), ...again.map((n) => n - 1)]
          .map((i, place) => ({ ref: must(refs[i]), rank: seed[place] ?? 0 }))
          .toSorted((a, b) => a.rank - b.rank);
        if (together) await Promise.all(order.map(({ ref }) => tell(ref)));
        else for (const { ref } of order) await tell(ref);
        const own = new Set(told().filter((id) => !id.startsWith('storm#')));
        expect(own.size).toBe(Math.min(alerts, N));
        expect(storms().length > 0).toBe(alerts > N);
        if (!together) expect(sent).toHaveLength(Math.min(alerts, N + 1));
        const listed = (await table.store.ofUnit(unit, { cleared: true, limit: 50 })).alerts;
        expect(listed).toHaveLength(alerts);
        const single = (id: string) => own.has(`${id}#BREACH#1`);
        for (const { dossierId, deliveredAt, collapsedAt } of listed) {
          expect([deliveredAt !== undefined, collapsedAt !== undefined]).toEqual(
            single(dossierId) ? [true, false] : [false, true],
          );
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('the list of a unit', () => {
  test('comes newest first, page by page, without a gap', async () => {
    for (let n = 1; n <= 5; n++) await decide(n, 'DUE', MORNING + n * MINUTE);
    const names = (page: Awaited<ReturnType<AlertStore['ofUnit']>>) =>
      page.alerts.map(({ dossierId }) => numberOf(dossierId));
    const first = await table.store.ofUnit(unit, { cleared: true, limit: 2 });
    const second = await table.store.ofUnit(unit, { cleared: true, limit: 2, after: first.next });
    const third = await table.store.ofUnit(unit, { cleared: true, limit: 2, after: second.next });
    expect([names(first), names(second), names(third)]).toEqual([[5, 4], [3, 2], [1]]);
    expect(third.next).toBeUndefined();
    const since = await table.store.ofUnit(unit, { cleared: true, limit: 9, since: MORNING + 4 * MINUTE });
    expect(names(since)).toEqual([5, 4]);
  });

  test('has restricted dossiers for those only who are cleared for them', async () => {
    await decide(1);
    await decide(2, 'BREACH', now, true);
    const seen = async (cleared: boolean) =>
      (await table.store.ofUnit(unit, { cleared, limit: 9 })).alerts.length;
    expect([await seen(true), await seen(false)]).toEqual([2, 1]);
  });
});
