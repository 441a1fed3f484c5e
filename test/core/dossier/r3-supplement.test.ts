import { describe, expect, test } from 'vitest';
import type { PausePolicy } from '../../../functions/core/calendar/index.ts';
import type { Command } from '../../../functions/core/dossier/commands.ts';
import { at, local } from '../calendar/support.ts';
import {
  declare,
  desk,
  FILES,
  judge,
  leader,
  nationalId,
  numbers,
  officer,
  owner,
  procedure,
  rulesWith,
  type Story,
  submitted,
  system,
  verified,
} from './support.ts';
import {
  answer,
  appraisedSince,
  asked,
  dueOf,
  forms,
  inPhase,
  items,
  onwards,
  passOn,
  propose,
  receivedAt,
  resolvedAt,
  supplied,
  tell,
} from './tell.ts';

const { supplement } = procedure;
const { within: _, ...anyTime } = supplement;
/** Ten working days; the applicant has fifteen, and the request may come at any time. */
const withPolicy = (policy: PausePolicy) =>
  rulesWith({
    supplement: { ...anyTime, policy },
    lapse: { ...procedure.lapse, limit: { amount: 15, unit: 'workingDay' } },
  });
const continues = withPolicy({ kind: 'continue' });

describe('R3: 10 wd received Mon 02/11/2026, asked Thu 05/11, returned Tue 10/11', () => {
  test.each([
    ['reset: the full limit again', { kind: 'reset' }, '2026-11-25 17:00'],
    ['continue: what was left', { kind: 'continue' }, '2026-11-19 17:00'],
    ['fixedDays(5)', { kind: 'fixedDays', days: 5 }, '2026-11-17 17:00'],
  ] as const)('%s', (_name, policy, due) => {
    const received = appraisedSince('2026-11-02 09:00', withPolicy(policy));
    expect(dueOf(received)).toBe('2026-11-16 17:00');
    const back = supplied(asked(received, '2026-11-05 09:00', 'supplement'), '2026-11-10 09:00');
    expect([back.dossier.status, back.dossier.phase, dueOf(back)]).toEqual([4, 'REVIEW', due]);
    expect(back.dossier).toMatchObject({
      appointed: at('2026-11-16 17:00'),
      deadline: { kind: 'APPOINTED' },
    });
  });

  test('no request: the date stays', () => {
    expect(dueOf(appraisedSince('2026-11-02 09:00', continues))).toBe('2026-11-16 17:00');
  });

  test('the pause ends at the hand-in, not when its files are found clean a day later', () => {
    const waiting = asked(appraisedSince('2026-11-02 09:00', continues), '2026-11-05 09:00', 'supplement');
    const back = supplied(waiting, '2026-11-10 09:00', '2026-11-11 15:00');
    expect(dueOf(back)).toBe('2026-11-19 17:00');
    expect(back.dossier).toMatchObject({
      clock: {
        pauses: [{ from: at('2026-11-05 09:00'), to: at('2026-11-10 09:00'), reason: 'SUPPLEMENT' }],
      },
    });
  });

  test('a result of 18/11 is early against the date in force and against the first one: waiting never counts', () => {
    const waiting = asked(appraisedSince('2026-11-02 09:00', continues), '2026-11-05 09:00', 'supplement');
    const done = resolvedAt(supplied(waiting, '2026-11-10 09:00'), '2026-11-18 10:00');
    expect(done.dossier).toMatchObject({ status: 9, outcome: 'early', outcomeOriginal: 'early' });
  });
});

describe('R3: the step’s own time excludes the pause', () => {
  // APPRAISE has six days from Mon 02/11 09:00; three are used by Thu 05/11 09:00, three run from Tue 10/11 09:00.
  const waiting = asked(appraisedSince('2026-11-02 09:00', continues), '2026-11-05 09:00', 'supplement');
  const back = supplied(waiting, '2026-11-10 09:00', '2026-11-11 15:00');
  test('three days are left', () => {
    expect(back.dossier.phase === 'REVIEW' && local(back.dossier.step.due)).toBe('2026-11-13 09:00');
  });
  test.each([
    ['2026-11-12 16:00', 'early'],
    ['2026-11-13 08:00', 'onTime'],
    ['2026-11-13 09:30', 'late'],
  ])('completed %s is %s', (when, result) => {
    const done = tell(back, when, { type: 'completeStep', step: 'APPRAISE' }, officer('appraiser'));
    expect(done.events.at(-1)?.data).toMatchObject({ result });
  });
  test('a claim does not outlive the request', () => {
    const appraiser = officer('appraiser');
    const held = tell(
      appraisedSince('2026-11-02 09:00', continues),
      '2026-11-05 09:00',
      { type: 'claim' },
      appraiser,
    );
    expect(held.dossier).toHaveProperty('step.claim');
    for (const kind of ['supplement', 'payment'] as const) {
      expect(asked(held, '2026-11-05 09:00', kind).dossier).not.toHaveProperty('step.claim');
    }
  });
  test('an officer who was late before the request stays late', () => {
    const late = asked(appraisedSince('2026-11-02 09:00', continues), '2026-11-12 09:00', 'supplement');
    const again = supplied(late, '2026-11-16 09:00');
    expect(again.dossier.phase === 'REVIEW' && local(again.dossier.step.due)).toBe('2026-11-16 09:00');
  });
});

describe('R3: at most once per stage, unless an approver gives a legal basis', () => {
  const once = supplied(
    asked(appraisedSince('2026-11-02 09:00', continues), '2026-11-03 09:00', 'supplement'),
    '2026-11-04 09:00',
  );
  const allow = { type: 'allowSupplement', legalBasis: 'NĐ 61/2018/NĐ-CP Đ11' } as const;
  const request = (story: Story, when: string) =>
    answer(propose(story, when, 'supplement'), when, passOn.supplement, desk);

  test('a second one is refused', () => {
    expect(request(once, '2026-11-05 09:00')).toBe('SUPPLEMENT_USED');
  });
  test('allowed once by the leader, with the basis on record; a third is refused again', () => {
    const allowed = tell(once, '2026-11-05 09:00', allow, leader);
    expect(allowed.events.at(-1)?.data).toEqual({ legalBasis: 'NĐ 61/2018/NĐ-CP Đ11' });
    const twice = supplied(asked(allowed, '2026-11-05 09:00', 'supplement'), '2026-11-06 09:00');
    expect(request(twice, '2026-11-09 09:00')).toBe('SUPPLEMENT_USED');
    expect(forms(twice, '02').map(({ number }) => number)).toEqual([
      '000.00.NN.H05-261102-0001/PBS',
      '000.00.NN.H05-261102-0001/PBS-2',
    ]);
  });
  test('the intake is a stage of its own, and what was allowed there is not carried into the review', () => {
    const filed = onwards(
      submitted(at('2026-11-02 09:00'), continues),
      '2026-11-02 09:00',
      inPhase('ACCEPTANCE'),
    );
    const first = tell(filed, '2026-11-02 10:00', { type: 'requestSupplement', items }, desk);
    const back = onwards(supplied(first, '2026-11-03 09:00'), '2026-11-03 10:00', inPhase('ACCEPTANCE'));
    const again = { type: 'requestSupplement', items } as const;
    expect(answer(back, '2026-11-03 10:00', again, desk)).toBe('SUPPLEMENT_USED');
    const allowed = tell(back, '2026-11-03 10:00', allow, leader);
    expect(answer(allowed, '2026-11-03 10:00', again, desk)).toBe('supplementRequested');
    const reviewed = onwards(allowed, '2026-11-03 11:00', inPhase('REVIEW'));
    const once = supplied(asked(reviewed, '2026-11-04 09:00', 'supplement'), '2026-11-05 09:00');
    expect(request(once, '2026-11-06 09:00')).toBe('SUPPLEMENT_USED');
  });
});

describe('the request may come too late (NĐ 217/2026 Đ54: within 5 wd of the receipt)', () => {
  const proposed = propose(appraisedSince('2026-11-02 09:00'), '2026-11-09 09:00', 'supplement');
  test.each([
    ['2026-11-09 17:00', 'supplementRequested'],
    ['2026-11-09 17:01', 'SUPPLEMENT_TOO_LATE'],
    ['2026-11-10 08:00', 'SUPPLEMENT_TOO_LATE'],
  ])('%s: %s', (when, expected) => expect(answer(proposed, when, passOn.supplement, desk)).toBe(expected));
  test('unless an approver allows it', () => {
    const allowed = tell(proposed, '2026-11-10 08:00', { type: 'allowSupplement', legalBasis: 'b' }, leader);
    expect(answer(allowed, '2026-11-10 08:00', passOn.supplement, desk)).toBe('supplementRequested');
  });
});

describe('one full list', () => {
  const filed = onwards(submitted(), '2026-11-02 09:00', inPhase('ACCEPTANCE'));
  const proposed = propose(appraisedSince('2026-11-02 09:00'), '2026-11-03 09:00', 'supplement');
  test.each([
    ['no list', filed, { type: 'requestSupplement' }],
    ['an empty list', filed, { type: 'requestSupplement', items: [] }],
    ['another list than the review’s', proposed, { type: 'requestSupplement', items, proposed: items }],
  ] as const)('is not %s', (_name, story, command) => {
    expect(judge(story, command, desk, at('2026-11-03 09:00'))).toMatchObject({
      error: { code: 'VALIDATION_FAILED', fields: [{ field: '/items' }] },
    });
  });
  test('stands on form 02 with a reason per item and the applicant’s date, and a rating is asked for', () => {
    const story = tell(proposed, '2026-11-03 09:00', passOn.supplement, desk);
    expect(forms(story, '02')).toMatchObject([{ items, stage: 'review', due: at('2026-11-05 17:00') }]);
    expect(story.dossier.ratings).toEqual(['form01', 'form02']);
  });
});

describe('at intake the statutory clock has not started (1 → 5 → 1)', () => {
  const filed = onwards(submitted(), '2026-11-02 09:00', inPhase('ACCEPTANCE'));
  const waiting = tell(filed, '2026-11-02 10:00', { type: 'requestSupplement', items }, desk);
  test('the applicant has the unit’s 15 working days', () => {
    expect([waiting.dossier.status, dueOf(waiting)]).toEqual([5, '2026-11-23 17:00']);
    expect(waiting.dossier).not.toHaveProperty('clock');
  });
  test('the answer is due anew within eight working hours, the limit runs from the acceptance', () => {
    const back = supplied(waiting, '2026-11-20 16:30');
    expect([back.dossier.status, back.dossier.phase, dueOf(back)]).toEqual([1, 'VERIFY', '2026-11-23 16:30']);
    expect(back.dossier.documents.total).toBe(FILES + 1);
    const clean = tell(back, '2026-11-20 16:40', verified(numbers(FILES + 1)), system);
    const ready = tell(clean, '2026-11-20 16:45', nationalId, desk);
    const accepted = tell(ready, '2026-11-23 09:00', { type: 'accept' }, desk);
    // 25/11 is the first day: 24/11 is a holiday.
    expect(dueOf(accepted)).toBe('2026-12-08 17:00');
  });
});

test('a second supplement at intake is verified by the numbers that stand, not by how many there are', () => {
  const filed = onwards(submitted(), '2026-11-02 09:00', inPhase('ACCEPTANCE'));
  const request = { type: 'requestSupplement', items } as const;
  const three: Command = { ...declare, files: [declare.files, declare.files, declare.files].flat() };
  let story = tell(tell(filed, '2026-11-02 10:00', request, desk), '2026-11-03 09:00', three, owner);
  // One instead of three: the first number stays, the other two are dropped and never come back.
  story = tell(story, '2026-11-03 10:00', declare, owner);
  expect(story.items.slice(-3)).toMatchObject([
    { kind: 'DOCUMENT', n: FILES + 1 },
    { kind: 'DROPPED_DOCUMENT', n: FILES + 2 },
    { kind: 'DROPPED_DOCUMENT', n: FILES + 3 },
  ]);
  story = onwards(story, '2026-11-03 11:00', inPhase('ACCEPTANCE'));
  story = tell(story, '2026-11-03 12:00', { type: 'allowSupplement', legalBasis: 'b' }, leader);
  story = tell(tell(story, '2026-11-03 13:00', request, desk), '2026-11-04 09:00', declare, owner);
  story = tell(story, '2026-11-04 09:00', { type: 'supply' }, owner);
  expect(story.dossier.documents).toMatchObject({ total: 5, filed: [1, 2, 3, 4, 7], last: 7 });
  expect(answer(story, '2026-11-04 09:10', verified([1, 2, 3, 4, 5]), system)).toBe('ILLEGAL_TRANSITION');
  expect(answer(story, '2026-11-04 09:10', verified([1, 2, 3, 4, 7]), system)).toBe('documentsVerified');
});

describe('a supplement that is not clean goes back to the applicant', () => {
  const sent = (story: Story, when: string) =>
    tell(tell(story, when, declare, owner), when, { type: 'supply' }, owner);
  test('for as long as he had, and the pause ends with the hand-in that was complete', () => {
    const waiting = asked(appraisedSince('2026-11-02 09:00', continues), '2026-11-05 09:00', 'supplement');
    const bad = tell(sent(waiting, '2026-11-09 09:00'), '2026-11-09 10:00', verified([4], [4]), system);
    expect([bad.dossier.status, bad.dossier.phase, dueOf(bad)]).toEqual([
      5,
      'SUPPLEMENT',
      '2026-11-27 17:00',
    ]);
    expect(answer(bad, '2026-11-10 08:00', declare, owner)).toBe('ILLEGAL_TRANSITION');
    const again = tell(bad, '2026-11-10 09:00', { type: 'supply' }, owner);
    const clean = tell(again, '2026-11-10 10:00', verified([4]), system);
    expect(dueOf(clean)).toBe('2026-11-19 17:00');
    expect(clean.dossier.documents.total).toBe(FILES + 1);
  });
  test('and anew when his time is over by the next working day: 2 wd from Mon 09/11 after hours', () => {
    const waiting = asked(appraisedSince('2026-11-02 09:00'), '2026-11-05 09:00', 'supplement');
    expect(dueOf(waiting)).toBe('2026-11-09 17:00');
    const bad = tell(sent(waiting, '2026-11-09 16:00'), '2026-11-09 18:00', verified([4], [4]), system);
    expect(dueOf(bad)).toBe('2026-11-11 17:00');
  });
  test('nothing declared is nothing handed in', () => {
    const waiting = asked(receivedAt('2026-11-02 09:00'), '2026-11-03 09:00', 'supplement');
    expect(answer(waiting, '2026-11-03 10:00', { type: 'supply' }, owner)).toBe('SUPPLEMENT_EMPTY');
  });
});
