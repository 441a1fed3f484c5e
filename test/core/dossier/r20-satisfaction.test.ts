import { describe, expect, test } from 'vitest';
import { nextTimerAt } from '../../../functions/core/dossier/dossier.ts';
import { evaluateSla } from '../../../functions/core/sla/evaluate.ts';
import { at, local } from '../calendar/support.ts';
import { storyIn } from './places.ts';
import { desk, officer, owner, type Story, system } from './support.ts';
import { answer, appraisedSince, asked, inPhase, lastEvent, onwards, resolvedAt, tell } from './tell.ts';

type Occasion = 'form01' | 'form02' | 'form03' | 'delivery';
const marks = { attitude: 4, waiting: 2, facilities: 5 };
const rate = (occasion: Occasion, more: { onAppointedDate?: boolean; apologyReceived?: boolean } = {}) =>
  ({ type: 'rate', occasion, ...marks, ...more }) as const;
/** "Late, and no apology": a complaint. */
const complain = (occasion: Occasion) => rate(occasion, { onAppointedDate: false, apologyReceived: false });
const head = officer('headOfOneStop');
const reply = { type: 'answerComplaint', upheld: true, text: 'Xin lỗi ông' } as const;

const received = appraisedSince('2026-11-02 09:00');
const delivered = onwards(resolvedAt(received, '2026-11-09 09:00'), '2026-11-10 09:00', inPhase('CLOSED'));

describe('R20: asked with forms 01, 02, 03 and at delivery, once each', () => {
  const at10 = '2026-11-10 10:00';
  test.each<[string, Story, readonly Occasion[]]>([
    ['a filing', storyIn('ACCE'), []],
    ['form 01', received, ['form01']],
    ['form 02 at intake', storyIn('SUPI'), ['form02']],
    ['forms 01 and 02', asked(received, '2026-11-03 09:00', 'supplement'), ['form01', 'form02']],
    ['form 03', storyIn('REFU'), ['form03']],
    ['delivery', delivered, ['form01', 'delivery']],
  ])('%s', (_name, story, open) => {
    for (const occasion of ['form01', 'form02', 'form03', 'delivery'] as const) {
      expect(answer(story, at10, rate(occasion), owner)).toBe(
        open.includes(occasion) ? 'rated' : 'RATING_NOT_OPEN',
      );
    }
    expect(story.dossier.ratings).toEqual(open);
  });

  test('what was said is not said again; the desk does not say it for someone who filed online', () => {
    expect(answer(delivered, at10, rate('delivery'), desk)).toBe('OWNER_ACTS');
    const said = tell(delivered, at10, rate('delivery'), owner);
    expect(answer(said, at10, rate('delivery'), owner)).toBe('RATING_NOT_OPEN');
    expect(answer(said, at10, rate('form01'), owner)).toBe('rated');
  });
});

describe('R20: "late and no apology" opens a complaint with ten working days of its own', () => {
  const opened = tell(delivered, '2026-11-10 10:00', complain('delivery'), owner);

  test('said on Tue 10/11/2026: answered by Wed 25/11, for 24/11 is a holiday', () => {
    expect(opened.dossier).toMatchObject({
      complaint: { n: 1, openedAt: at('2026-11-10 10:00'), overdue: false },
    });
    expect(local(opened.dossier.complaint?.due ?? 0)).toBe('2026-11-25 17:00');
    expect(nextTimerAt(opened.dossier)).toBe(at('2026-11-25 17:00'));
  });

  test.each([
    ['late, with an apology', { onAppointedDate: false, apologyReceived: true }],
    ['on the day', { onAppointedDate: true, apologyReceived: false }],
    ['late, and nothing said of an apology', { onAppointedDate: false }],
    ['nothing said', {}],
  ])('%s opens none', (_name, said) => {
    expect(tell(delivered, '2026-11-10 10:00', rate('delivery', said), owner).dossier).not.toHaveProperty(
      'complaint',
    );
  });

  test('answered in time it is over', () => {
    const over = tell(opened, '2026-11-20 09:00', reply, head);
    expect(over.dossier).toMatchObject({ complaint: { answeredAt: at('2026-11-20 09:00') } });
    expect(nextTimerAt(over.dossier)).toBeUndefined();
    expect(answer(over, '2026-11-20 10:00', reply, head)).toBe('NO_OPEN_COMPLAINT');
    expect(evaluateSla(over.dossier, over.rules, at('2026-12-25 09:00'))).toEqual({ kind: 'nothing' });
    expect(JSON.stringify(over.events)).not.toContain('Xin lỗi');
  });

  test('overdue: one alert, and it is still owed an answer', () => {
    const note = { type: 'noteComplaintOverdue' } as const;
    expect(evaluateSla(opened.dossier, opened.rules, at('2026-11-25 16:59'))).toEqual({ kind: 'nothing' });
    expect(answer(opened, '2026-11-25 16:59', note, system)).toBe('ILLEGAL_TRANSITION');
    expect(evaluateSla(opened.dossier, opened.rules, at('2026-11-25 17:00'))).toEqual({
      kind: 'noteComplaintOverdue',
    });
    const overdue = tell(opened, '2026-11-25 17:00', note, system);
    expect(overdue.items.at(-1)).toMatchObject({ kind: 'ALERT', stage: 'COMPLAINT_OVERDUE', version: 1 });
    expect(evaluateSla(overdue.dossier, overdue.rules, at('2026-11-26 09:00'))).toEqual({ kind: 'nothing' });
    expect(answer(overdue, '2026-11-26 09:00', note, system)).toBe('ILLEGAL_TRANSITION');
    expect(answer(overdue, '2026-11-26 09:00', reply, head)).toBe('complaintAnswered');
  });

  test('its clock runs beside that of the dossier, and outlives it', () => {
    const running = tell(received, '2026-11-10 10:00', complain('form01'), owner);
    expect(running.dossier.deadline).toEqual(received.dossier.deadline);
    const withdrawn = tell(running, '2026-11-11 09:00', { type: 'withdraw', reason: 'r' }, owner);
    expect(nextTimerAt(withdrawn.dossier)).toBe(at('2026-11-25 17:00'));
  });

  test('one at a time; the next one has a number of its own', () => {
    const first = tell(received, '2026-11-03 09:00', complain('form01'), owner);
    const again = tell(
      asked(first, '2026-11-03 10:00', 'supplement'),
      '2026-11-03 11:00',
      complain('form02'),
      owner,
    );
    expect(again.dossier.complaint).toEqual(first.dossier.complaint);
    const done = onwards(tell(first, '2026-11-04 09:00', reply, head), '2026-11-09 09:00', inPhase('CLOSED'));
    expect(tell(done, '2026-11-10 09:00', complain('delivery'), owner).dossier).toMatchObject({
      complaint: { n: 2 },
    });
  });
});

test('C13: a result found wrong is on record once, with whose fault it was; what people wrote is not', () => {
  const wrong = { type: 'correctResult', fault: 'agency', reason: 'Sai số tầng' } as const;
  const corrected = tell(delivered, '2026-11-12 09:00', wrong, officer('clerk'));
  expect(corrected.dossier).toMatchObject({
    status: 10,
    correction: { at: at('2026-11-12 09:00'), fault: 'agency' },
  });
  expect(lastEvent(corrected).type).toBe('resultCorrected');
  expect(JSON.stringify(corrected.events)).not.toContain('số tầng');
  expect(answer(corrected, '2026-11-13 09:00', wrong, officer('clerk'))).toBe('RESULT_CORRECTED');
  const waiting = resolvedAt(received, '2026-11-09 09:00');
  expect(answer(waiting, '2026-11-09 10:00', wrong, officer('departmentLeader'))).toBe('resultCorrected');
});
