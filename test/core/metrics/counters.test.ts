import { describe, expect, test } from 'vitest';
import { replacedBy } from '../../../functions/core/dossier/look-up.ts';
import { shareOf } from '../../../functions/core/metrics/measures.ts';
import { at } from '../calendar/support.ts';
import { countedIn } from '../dossier/laws-of-log.ts';
import {
  desk,
  follow,
  ID,
  judge,
  leader,
  must,
  officer,
  owner,
  policy,
  rulesOf,
  type Story,
  staff,
  submitted,
  system,
  until,
  usual,
  verified,
} from '../dossier/support.ts';
import {
  appraisedSince,
  asked,
  inPhase,
  inStep,
  items,
  lapsed,
  onwards,
  receivedAt,
  supplied,
  tell,
} from '../dossier/tell.ts';
import { factsAt } from '../reports/support.ts';

/** What a log counts, a line per cell: `2026-11-23 received 1`. */
const recount = ({ events }: Pick<Story, 'events'>): string[] =>
  countedIn(events).flatMap(({ day, by }) =>
    Object.entries(by).map(([measure, count]) => `${day} ${measure} ${count}`),
  );
/** The same without what is counted per step. */
const whole = (story: Story): string[] => recount(story).filter((line) => !/step:/.test(line));
/** What the events since another story count. */
const since = (before: Story, after: Story): string[] => recount(after).slice(recount(before).length);

test('each fact is counted once, on the local day on which it happened', () => {
  // 23/11 at 23:30 in Hanoi is 16:30 in UTC, and half past midnight is still the 23rd there.
  let story = submitted(at('2026-11-23 23:30'));
  const go = (when: string) => {
    const [command, actor] = must(usual(story.dossier));
    story = follow(story, command, actor, at(when));
  };
  go('2026-11-24 00:10');
  go('2026-11-24 00:20');
  go('2026-11-24 00:30');
  while (story.dossier.phase !== 'VERIFY_RESULT') go('2026-11-25 10:00');
  go('2026-11-26 09:00');
  go('2026-11-26 09:01');
  go('2026-12-24 09:00');
  expect(whole(story)).toEqual([
    '2026-11-23 received 1',
    '2026-11-24 accepted 1',
    '2026-11-25 filesArchived 3',
    '2026-11-25 digitised 1',
    // Completed when the result was entered, not when its file was found clean, nor when it was picked up.
    '2026-11-25 early 1',
    '2026-11-25 resolvedEarly 1',
    '2026-11-26 filesArchived 1',
    '2026-11-26 resultsArchived 1',
    '2026-12-24 delivered 1',
  ]);
});

test('a filing with re-used papers is counted once, however many there are (QĐ 766 item 4.3)', () => {
  const from = (n: number) => ({ n, state: 2 as const, dossier: ID, document: n });
  const filed = submitted(at('2026-11-23 09:00'), policy, { reused: [from(1), from(3)] });
  expect(whole(filed)).toEqual(['2026-11-23 received 1', '2026-11-23 reused 1']);
  expect(must(factsAt(filed)).reused).toBe(2);
  expect(must(factsAt(submitted())).reused).toBe(0);
});

test('a gap in a national database is counted apart, and asks nothing of the applicant (rule R14)', () => {
  const said = (component: string, answer: 'found' | 'missing' | 'unavailable') => ({
    ...{ component, database: 'land', answer },
  });
  const lookUps = [said('DAT', 'missing'), said('VANBANG', 'found'), said('CC-CU', 'unavailable')];
  expect(whole(submitted(at('2026-11-23 09:00'), policy, replacedBy(lookUps)))).toEqual([
    '2026-11-23 received 1',
    '2026-11-23 databaseGaps 2',
  ]);
  expect(whole(submitted(at('2026-11-23 09:00'), policy, replacedBy([said('DAT', 'found')])))).toEqual([
    '2026-11-23 received 1',
  ]);
});

/** R6: due Tue 01/12/2026; 30/11 early, 01/12 on time at any hour, 02/12 late. */
test.each([
  ['2026-11-30 16:00', 'early', 'resolvedEarly'],
  ['2026-12-01 23:59', 'onTime', 'resolvedOnTime'],
  ['2026-12-02 00:01', 'late', 'resolvedLate'],
])('a result entered on %s is counted as %s, once', (entered, outcome, resolved) => {
  const ready = until((d) => d.nationalId !== undefined, submitted(at('2026-11-16 08:00')));
  let story = follow(ready, { type: 'accept' }, desk, at('2026-11-16 09:00'));
  while (story.dossier.phase !== 'VERIFY_RESULT') {
    const [command, actor] = must(usual(story.dossier));
    story = follow(story, command, actor, at(entered));
  }
  story = follow(story, verified([4]), system, at(entered) + 3 * 60 * 60 * 1000);
  const outcomes = whole(story).filter((line) => /early|onTime|late|resolved/i.test(line));
  const day = entered.slice(0, 10);
  expect(outcomes).toEqual([`${day} ${outcome} 1`, `${day} ${resolved} 1`]);
  expect(story.dossier).toMatchObject({ status: 9, outcome, completedAt: at(entered) });
});

test('a refused result file completes nothing', () => {
  const entered = until((d) => d.phase === 'VERIFY_RESULT');
  const story = follow(entered, verified([4], [4]), system, must(entered.events.at(-1)).at);
  expect(recount(story)).toEqual(recount(entered));
});

describe('who leaves without a result is measured by what the office had promised', () => {
  const withdraw = { type: 'withdraw', reason: 'r' } as const;
  const refuse = { type: 'refuse', reason: 'r' } as const;
  const stop = { type: 'stop', reason: 'r', legalBasis: 'TT 03/2025 Đ7' } as const;
  // Filed Fri 20/11/2026 16:30: the answer is due Mon 23/11 16:30 (R2).
  const filed = () =>
    follow(submitted(at('2026-11-20 16:30')), verified([1, 2, 3]), system, at('2026-11-20 16:31'));

  test.each([
    ['2026-11-20 16:45', 'resolvedEarly'],
    ['2026-11-23 16:00', 'resolvedOnTime'],
    // By the date, as everything is: half an hour after the 8 hours is still the day of the answer (INT).
    ['2026-11-23 17:00', 'resolvedOnTime'],
    ['2026-11-25 08:00', 'resolvedLate'],
  ])('a refusal at intake on %s: %s', (when, resolved) => {
    const before = filed();
    const day = when.slice(0, 10);
    expect(since(before, tell(before, when, refuse, desk))).toEqual([
      `${day} refused 1`,
      `${day} ${resolved} 1`,
    ]);
  });

  // Received 16/11 09:00, 10 working days: due 01/12.
  test.each([
    ['2026-11-25 08:00', 'resolvedEarly'],
    ['2026-12-01 08:00', 'resolvedOnTime'],
    ['2026-12-02 08:00', 'resolvedLate'],
  ])('a withdrawal and a stop in review on %s: %s', (when, resolved) => {
    const before = appraisedSince('2026-11-16 09:00');
    const day = when.slice(0, 10);
    expect(since(before, tell(before, when, withdraw, owner))).toEqual([
      `${day} withdrawn 1`,
      `${day} ${resolved} 1`,
    ]);
    expect(since(before, tell(before, when, stop, leader))).toEqual([
      `${day} stopped 1`,
      `${day} ${resolved} 1`,
    ]);
  });

  test('in a pause the clock stands still: who withdraws long after the first date was not kept waiting', () => {
    // Received 02/11, due 16/11; asked for the fee on 12/11, withdrawn on 20/11.
    const before = asked(appraisedSince('2026-11-02 09:00'), '2026-11-12 09:00', 'payment');
    expect(since(before, tell(before, '2026-11-20 09:00', withdraw, owner))).toEqual([
      '2026-11-20 withdrawn 1',
      '2026-11-20 resolvedEarly 1',
      '2026-11-20 pausesEnded 1',
    ]);
  });

  test('while the applicant completes a filing nothing is due from the office', () => {
    const before = tell(filed(), '2026-11-23 09:00', { type: 'requestSupplement', items }, desk);
    expect(since(before, tell(before, '2026-11-27 09:00', withdraw, owner))).toEqual([
      '2026-11-27 withdrawn 1',
      // The answer to what would be handed in at 09:00 is due the next working day.
      '2026-11-27 resolvedEarly 1',
    ]);
  });

  test('a silence that ends the dossier is a stop, one that leads to a refusal is not', () => {
    const study = rulesOf('1.012900');
    const waiting = asked(receivedAt('2026-11-02 09:00', study), '2026-11-03 09:00', 'supplement');
    const over = lapsed(waiting, '2026-11-25 17:00');
    expect(over.dossier.status).toBe(8);
    expect(since(waiting, over)).toEqual([
      '2026-11-25 stopped 1',
      '2026-11-25 resolvedEarly 1',
      '2026-11-25 pausesEnded 1',
    ]);
    const permit = asked(receivedAt('2026-11-02 09:00'), '2026-11-03 09:00', 'supplement');
    expect(since(permit, lapsed(permit, '2026-11-05 17:00'))).toEqual(['2026-11-05 pausesEnded 1']);
  });
});

describe('what is asked of the applicant', () => {
  test('a supplement in review begins a pause, which ends when its files are found clean', () => {
    const before = appraisedSince('2026-11-02 09:00');
    const waiting = asked(before, '2026-11-03 09:00', 'supplement');
    expect(since(before, waiting)).toEqual(['2026-11-03 supplementsAsked 1', '2026-11-03 pausesBegun 1']);
    expect(since(waiting, supplied(waiting, '2026-11-04 09:00'))).toEqual([
      '2026-11-04 pausesEnded 1',
      '2026-11-04 filesArchived 1',
    ]);
  });

  test('a supplement at intake pauses nothing: no clock runs', () => {
    const before = until(inPhase('ACCEPTANCE'));
    const when = '2026-11-02 10:00';
    expect(since(before, tell(before, when, { type: 'requestSupplement', items }, desk))).toEqual([
      '2026-11-02 supplementsAsked 1',
    ]);
  });

  test('a payment', () => {
    const before = appraisedSince('2026-11-02 09:00');
    const waiting = asked(before, '2026-11-03 09:00', 'payment');
    const paid = tell(waiting, '2026-11-05 09:00', { type: 'confirmPayment', reference: 'BL-1' }, desk);
    expect(since(before, paid)).toEqual([
      '2026-11-03 paymentsAsked 1',
      '2026-11-03 pausesBegun 1',
      '2026-11-05 paymentsConfirmed 1',
      '2026-11-05 pausesEnded 1',
    ]);
  });

  test.each([
    ['reported by the portal', staff('portal', ['portal']), {}],
    ['said so by the front desk', desk, { method: 'online' }],
  ] as const)('a payment online, %s', (_, actor, said) => {
    const waiting = asked(appraisedSince('2026-11-02 09:00'), '2026-11-03 09:00', 'payment');
    const paid = tell(
      waiting,
      '2026-11-05 09:00',
      { type: 'confirmPayment', reference: 'BL-1', ...said },
      actor,
    );
    expect(since(waiting, paid)).toEqual([
      '2026-11-05 paymentsConfirmed 1',
      '2026-11-05 paidOnline 1',
      '2026-11-05 pausesEnded 1',
    ]);
  });
});

/** Building permit 1.013236: ASSIGN has half a day (240 minutes); hours 07:30-11:30 and 13:00-17:00. */
describe('what the steps took', () => {
  const complete = (story: Story, when: string): Story => tell(story, when, ...must(usual(story.dossier)));
  const budget = (story: Story): number => {
    const step = story.rules.procedure.steps.find(({ id }) => id === 'ASSIGN');
    return Math.round(must(step).days * 480);
  };

  test.each([
    ['2026-11-02 09:30', 30],
    // The noon break is nobody's time.
    ['2026-11-02 13:30', 180],
    // Over a weekend: Monday 09:00 to the next Monday 09:00 are five days.
    ['2026-11-09 09:00', 2400],
  ])('received 02/11 09:00 and assigned on %s: %i working minutes', (when, minutes) => {
    const before = receivedAt('2026-11-02 09:00');
    const lines = since(before, complete(before, when));
    const day = when.slice(0, 10);
    const over = minutes > budget(before) ? [`${day} step:ASSIGN:over 1`] : [];
    expect(lines).toEqual([
      `${day} step:ASSIGN:runs 1`,
      `${day} step:ASSIGN:minutes ${minutes}`,
      ...over,
      `${day} step:ASSIGN:${shareOf({ minutes, budget: budget(before) })} 1`,
    ]);
  });

  test('time in which the applicant was waited for is not counted', () => {
    // ASSIGN since 02/11 09:00; asked after an hour; paid two days later; assigned half an hour after that.
    const before = asked(receivedAt('2026-11-02 09:00'), '2026-11-02 10:00', 'payment');
    const paid = tell(before, '2026-11-04 14:00', { type: 'confirmPayment', reference: 'BL-1' }, desk);
    expect(since(paid, complete(paid, '2026-11-04 14:30'))).toContain('2026-11-04 step:ASSIGN:minutes 90');
  });

  test('who sends a dossier back has ended a run of the own step', () => {
    const before = onwards(receivedAt('2026-11-02 09:00'), '2026-11-02 09:00', inStep('DIVISION-REVIEW'));
    const back = { type: 'sendBack', to: 'APPRAISE', reason: 'r' } as const;
    expect(since(before, tell(before, '2026-11-02 10:00', back, officer('divisionHead')))).toEqual(
      expect.arrayContaining(['2026-11-02 sentBack 1', '2026-11-02 step:DIVISION-REVIEW:minutes 60']),
    );
  });

  test('a run that took no working time moves no minutes', () => {
    const before = receivedAt('2026-11-02 09:00');
    expect(since(before, complete(before, '2026-11-02 09:00'))).toEqual([
      '2026-11-02 step:ASSIGN:runs 1',
      '2026-11-02 step:ASSIGN:upTo25 1',
    ]);
  });

  test.each([
    [0, 'upTo25'],
    [25, 'upTo25'],
    [26, 'upTo50'],
    [75, 'upTo75'],
    [76, 'upTo100'],
    [100, 'upTo100'],
    [101, 'upTo150'],
    [150, 'upTo150'],
    [200, 'upTo200'],
    [201, 'above200'],
  ])('%i minutes of 100 stand in %s', (minutes, bar) => {
    expect(shareOf({ minutes, budget: 100 })).toBe(bar);
  });
});

test('a rating adds up its marks, counts who said yes beside who answered, and a complaint', () => {
  const before = receivedAt('2026-11-02 09:00');
  const rate = { type: 'rate', occasion: 'form01', attitude: 5, waiting: 3, facilities: 4 } as const;
  const said = tell(before, '2026-11-03 09:00', { ...rate, onAppointedDate: true }, owner);
  expect(since(before, said)).toEqual([
    '2026-11-03 rating:form01:answers 1',
    '2026-11-03 rating:form01:attitude 5',
    '2026-11-03 rating:form01:waiting 3',
    '2026-11-03 rating:form01:facilities 4',
    '2026-11-03 rating:form01:dateAnswers 1',
    '2026-11-03 rating:form01:onDate 1',
  ]);
  const cross = tell(
    before,
    '2026-11-03 09:00',
    { ...rate, onAppointedDate: false, apologyReceived: false },
    owner,
  );
  expect(since(before, cross).slice(4)).toEqual([
    '2026-11-03 rating:form01:dateAnswers 1',
    '2026-11-03 rating:form01:apologyAnswers 1',
    '2026-11-03 complaints 1',
  ]);
  const answered = tell(
    cross,
    '2026-11-04 09:00',
    { type: 'answerComplaint', upheld: false, text: 't' },
    leader,
  );
  expect(since(cross, answered)).toEqual(['2026-11-04 complaintsAnswered 1']);
});

test('a new date after an apology', () => {
  const before = appraisedSince('2026-11-02 09:00');
  const newDue = { day: 18, month: 11, year: 2026 };
  const command = { type: 'reappoint', newDue, reason: 'r' } as const;
  expect(judge(before, command, leader, at('2026-11-09 09:00')).ok).toBe(true);
  expect(since(before, tell(before, '2026-11-09 09:00', command, leader))).toEqual([
    '2026-11-09 reappointed 1',
  ]);
});
