import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { inbox, inboxCounts } from '../../functions/app/inbox.ts';
import { inboxQuery as inboxQuerySchema } from '../../functions/contract/inbox.ts';
import type { Actor } from '../../functions/core/dossier/status.ts';
import { desk, MORNING, must, officer, staff } from '../core/dossier/support.ts';
import { HOUR, idOf, named, type Office, officeOf, person, waiting } from './fakeOffice.ts';

const appraiser = officer('appraiser');
const head = staff('head-1', ['headOfOneStop']);
const body = z.looseObject({
  items: z.array(z.looseObject({ id: z.string(), minutesLeft: z.number().optional() })),
  next: z.string().optional(),
});

const ask = async (office: Office, actor: Actor, query: Record<string, string> = {}) => {
  const answer = await inbox(office.ports)(actor, inboxQuerySchema.parse(query));
  if (!answer.ok) throw new Error(`${answer.error.code} ${answer.error.detail ?? ''}`);
  return body.parse(answer.value.body);
};
const idsOf = async (...args: Parameters<typeof ask>) => (await ask(...args)).items.map(({ id }) => id);

/** All pages, one after the other; something may happen between two. */
const walk = async (office: Office, actor: Actor, query: Record<string, string>, between = () => {}) => {
  const pages: string[][] = [];
  for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
    const page = await ask(office, actor, { ...query, ...(cursor !== undefined && { cursor }) });
    pages.push(page.items.map(({ id }) => id));
    cursor = page.next;
    between();
    if (pages.length > 100) throw new Error('no end');
  }
  return pages;
};
const ids = (...ns: readonly number[]) => ns.map(idOf);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('scopes', () => {
  const office = () =>
    officeOf(
      waiting(1, 3),
      waiting(2, 1, {}, { claim: { by: appraiser.subject, until: MORNING + HOUR } }),
      waiting(3, 2, {}, { assignee: named('appraiser-9') }),
      waiting(4, 0, {}, { role: 'divisionHead' }),
    );

  test('a desk shows what waits for the role, least time left first, whoever holds it', async () => {
    const { items } = await ask(office(), appraiser);
    expect(items.map(({ id }) => id)).toEqual(ids(2, 3, 1));
    // Three hours of office time from Monday 09:00 end on 12:00; the morning shift ends at 11:30.
    expect(items).toMatchObject([
      { minutesLeft: 60, holder: 'appraiser-1' },
      { minutesLeft: 120, holder: 'appraiser-9', assignee: 'appraiser-9' },
      { minutesLeft: 150 },
    ]);
  });

  test('mine is what I hold; a claim that has run out is nobody’s', async () => {
    const own = office();
    expect(await idsOf(own, appraiser, { scope: 'mine' })).toEqual(ids(2));
    own.now += HOUR;
    expect(await idsOf(own, appraiser, { scope: 'mine' })).toEqual([]);
    expect(await idsOf(own, appraiser, { free: 'true' })).toEqual(ids(2, 1));
    expect(await idsOf(own, staff('appraiser-9', ['appraiser']), { scope: 'mine' })).toEqual(ids(3));
  });

  test('the unit is for heads, merged over all desks', async () => {
    expect(await idsOf(office(), head, { scope: 'unit' })).toEqual(ids(4, 2, 3, 1));
    await expect(ask(office(), appraiser, { scope: 'unit' })).rejects.toThrow('ROLE_NOT_ALLOWED');
    await expect(ask(office(), appraiser, { desk: 'clerk' })).rejects.toThrow('ROLE_NOT_ALLOWED');
  });

  test('a lent role opens its desk, for its procedures', async () => {
    const lent = office();
    const loan = (id: string, procedures: 'all' | string[]) => ({
      ...({ id, kind: 'absence', from: named('x'), to: desk.subject, roles: ['divisionHead'] } as const),
      ...{ procedures, first: '2026-11-01', last: '2026-11-02', legalBasis: 'b' },
    });
    lent.loans.set('a', loan('a', ['1.000001']));
    expect(await idsOf(lent, desk, { desk: 'divisionHead' })).toEqual([]);
    lent.loans.set('b', loan('b', 'all'));
    expect(await idsOf(lent, desk, { desk: 'divisionHead' })).toEqual(ids(4));
    lent.now += 24 * HOUR;
    await expect(ask(lent, desk, { desk: 'divisionHead' })).rejects.toThrow('ROLE_NOT_ALLOWED');
  });

  test('restricted dossiers are in nobody’s inbox without clearance, and are not counted', async () => {
    const secret = officeOf(waiting(1, 1), waiting(2, 2, { restricted: true }));
    const counts = async () => {
      const answer = await inboxCounts(secret.ports)(appraiser);
      return answer.ok ? answer.value.body : answer.error.code;
    };
    expect(await idsOf(secret, appraiser)).toEqual(ids(1));
    expect(await idsOf(secret, appraiser, { touched: idOf(2) })).toEqual(ids(1));
    expect(await counts()).toEqual({ mine: 0, group: { appraiser: 1 } });
    secret.people.set(appraiser.subject, person('appraiser-1', ['appraiser'], { clearance: 'restricted' }));
    expect(await idsOf(secret, appraiser)).toEqual(ids(1, 2));
    expect(await counts()).toEqual({ mine: 0, group: { appraiser: 2 } });
  });
});

describe('filters', () => {
  const office = officeOf(
    waiting(1, -30),
    waiting(2, -1),
    waiting(3, 1),
    waiting(4, 14.99),
    waiting(5, 15),
    waiting(6, 2, { procedure: '1.013237' }),
    waiting(7, 3, {}, { id: 'STAMP' }),
  );
  test.each<[Record<string, string>, number[]]>([
    [{ due: 'overdue' }, [1, 2]],
    // The morning is 09:00: the day ends 15 hours later, and the hours before 09:00 belong to it.
    [{ due: 'today' }, [2, 3, 6, 7, 4]],
    [{ before: '2026-11-02T10:00:00+07:00' }, [1, 2]],
    [{ before: '2026-11-02T10:00:01+07:00' }, [1, 2, 3]],
    [{ procedure: '1.013237' }, [6]],
    [{ procedure: '1.013237.H05' }, [6]],
    [{ step: 'STAMP' }, [7]],
    [{ status: '4' }, [1, 2, 3, 6, 7, 4, 5]],
    [{ status: '5' }, []],
  ])('%j', async (query, expected) => {
    expect(await idsOf(office, appraiser, query)).toEqual(ids(...expected));
  });

  test('a filtered page looks at a bounded number of rows: it may be short and still have a next', async () => {
    const many = officeOf(
      ...upTo(1200).map((n) => waiting(n, n, n === 900 ? { procedure: '1.013237' } : {})),
    );
    const pages = await walk(many, appraiser, { procedure: '1.013237' });
    expect(pages).toEqual([[], ids(900), []]);
    expect(many.asked.every(({ limit }) => limit <= 500)).toBe(true);
  });
});

describe('pages', () => {
  test('nothing is dropped and nothing doubled, whatever leaves between two pages', async () => {
    const office = officeOf(...upTo(180).map((n) => waiting(n, Math.floor(n / 3))));
    let gone = 0;
    const pages = await walk(office, appraiser, {}, () => {
      // The row at which the page ended and some after it go away, the index included.
      for (const n of [50, 51, 52, 100, 101].slice(gone, gone + 3)) office.truth.delete(idOf(n));
      gone += 3;
      office.catchUp();
    });
    const met = pages.flat();
    expect(new Set(met).size).toBe(met.length);
    const left = [...office.truth.keys()];
    expect(left.filter((id) => !met.includes(id))).toEqual([]);
  });

  test('every desk of the unit in one order, each row once, in pages of any fill', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            due: fc.nat(40),
            role: fc.constantFrom('appraiser', 'clerk', 'divisionHead' as const),
          }),
          { maxLength: 400, size: 'max' },
        ),
        fc.constantFrom<Record<string, string>>({}, { free: 'true' }),
        async (rows, query) => {
          const office = officeOf(
            ...rows.map(({ due, role }, i) => waiting(i, due, {}, { role: must(role) })),
          );
          const met = (await walk(office, head, { scope: 'unit', ...query })).flat();
          const order = rows.map(({ due }, i) => ({ due, i })).toSorted((a, b) => a.due - b.due || a.i - b.i);
          expect(met).toEqual(order.map(({ i }) => idOf(i)));
        },
      ),
      { numRuns: 40, seed: 20_261_126 },
    );
  });
});

describe('indexes that lag', () => {
  test('what has left is not shown, and what has come is shown to whoever names it', async () => {
    const office = officeOf(waiting(1, 1), waiting(2, 2), waiting(3, 3));
    office.put(waiting(1, 1, {}, { role: 'clerk' }), waiting(4, 1.5));
    expect(await idsOf(office, appraiser)).toEqual(ids(2, 3));
    expect(await idsOf(office, appraiser, { touched: [1, 4].map(idOf).join(',') })).toEqual(ids(4, 2, 3));
    const clerk = officer('clerk');
    expect(await idsOf(office, clerk)).toEqual([]);
    expect(await idsOf(office, clerk, { touched: idOf(1) })).toEqual(ids(1));
  });

  test('a claim is mine at once', async () => {
    const office = officeOf(waiting(1, 1));
    office.put(waiting(1, 1, {}, { claim: { by: appraiser.subject, until: MORNING + HOUR } }));
    expect(await idsOf(office, appraiser, { scope: 'mine' })).toEqual([]);
    expect(await idsOf(office, appraiser, { scope: 'mine', touched: idOf(1) })).toEqual(ids(1));
  });

  test('a filter is judged by the truth, not by the index', async () => {
    const office = officeOf(waiting(1, 1, { procedure: '1.013237' }), waiting(2, 2));
    office.put(waiting(1, 1), waiting(2, 2, {}, { claim: { by: named('x'), until: MORNING + HOUR } }));
    expect(await idsOf(office, appraiser, { procedure: '1.013237' })).toEqual([]);
    expect(await idsOf(office, appraiser, { free: 'true' })).toEqual(ids(1));
  });

  test('over pages, a dossier that is named or has moved is shown once, where it belongs', async () => {
    const office = officeOf(...upTo(120).map((n) => waiting(n, n)));
    // The index still has 110 far behind and 10 in front; 200 is not in it at all.
    office.put(waiting(110, 20.5), waiting(10, 90.5), waiting(200, 70.5));
    const touched = [110, 10, 200].map(idOf).join(',');
    const named = (await walk(office, appraiser, { touched })).flat();
    expect(named.toSorted()).toEqual(ids(...upTo(120), 200).toSorted());
    expect(named.indexOf(idOf(110))).toBe(19);
    const unnamed = (await walk(office, appraiser, {})).flat();
    // Met where the index has it, or on no page; gone from where it no longer is.
    expect(unnamed.filter((id) => id === idOf(110))).toHaveLength(1);
    expect(unnamed).not.toContain(idOf(200));
  });
});

test.each([
  { cursor: 'x' },
  { touched: upTo(11).map(idOf).join(',') },
  { touched: 'nonsense' },
  { before: 'tomorrow' },
  { before: '2026-11-02T10:00:00' },
  { status: '11' },
  { due: 'soon' },
  { free: 'no' },
  { what: 'ever' },
])('a query that makes no sense is refused: %j', (query) => {
  expect(inboxQuerySchema.safeParse(query).success).toBe(false);
});

describe('the leader’s task on a dossier at risk (C8, R5)', () => {
  const leader = staff('leader-1', ['departmentLeader']);
  // Tue 01/12/2026 17:00; the working day before it is Mon 30/11.
  const due = {
    version: 2,
    kind: 'APPOINTED',
    from: MORNING,
    due: Date.parse('2026-12-01T17:00:00+07:00'),
  } as const;
  const deadline = { ...due, calendar: 'vn-2026.1', provisional: false, raised: [] };
  const { clock } = waiting(1, 0);
  const reappointment = { due: due.due, at: MORNING, noticeInTime: true };

  test('form 04 by the last working day before; none is owed twice, and none without danger', async () => {
    const office = officeOf(
      waiting(1, 1, { deadline, outlook: { atRisk: true } }),
      waiting(2, 1, { deadline, outlook: { atRisk: true }, clock: { ...clock, reappointment } }),
      waiting(3, 1, { deadline }),
    );
    const { items } = await ask(office, leader, { scope: 'unit' });
    expect(items.map(({ id, apologyBy }) => [id, apologyBy])).toEqual([
      [idOf(1), '2026-11-30T17:00:00+07:00'],
      [idOf(2), undefined],
      [idOf(3), undefined],
    ]);
  });
});
