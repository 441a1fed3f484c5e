import { describe, expect, test } from 'vitest';
import { loadProcedures } from '../../../catalogue/tools/load.ts';
import {
  councilNoticeBy,
  dueDate,
  extendedDue,
  formatDate,
  type Instant,
  localDateOf,
  openingInstant,
  parseDate,
  workingDaysBetween,
} from '../../../functions/core/calendar/index.ts';
import {
  type ClockFacts,
  clockOf,
  innerClockInput,
  type ProcedureData,
  stepPlan,
} from '../../../functions/core/procedure/index.ts';
import { at, calendar, due, local } from '../calendar/support.ts';

/** The worked examples of the domain document, section 9, that speak of a procedure: counted from the catalogue's data. */
const versions = loadProcedures();
const procedure = (code: string): ProcedureData => {
  const found = versions.find((version) => version.code === code);
  if (found === undefined) throw new Error(code);
  return found;
};
const appointed = (code: string, facts: ClockFacts): string => {
  const clock = clockOf(procedure(code), facts);
  if (!clock.ok) return clock.error.code;
  if (clock.value.kind !== 'running') return clock.value.kind;
  const answer = dueDate(calendar, clock.value.input);
  return answer.ok ? `${local(answer.value.due)} ${answer.value.derivation.article}` : answer.error.code;
};
const inner = (code: string, id: string, from: string): string => {
  const input = innerClockInput(procedure(code), id, at(from));
  const answer = input && dueDate(calendar, input);
  return answer?.ok ? local(answer.value.due) : 'none';
};

describe('domain R4, lapse timers', () => {
  test('domain R4: by default 15 wd of silence close the dossier', () => {
    const { limit, outcome } = procedure('1.013222').lapse;
    expect([due('2026-11-02 09:00', limit.amount, limit.unit), outcome]).toEqual([
      '2026-11-23 17:00',
      'close',
    ]);
  });

  test('domain R4: BCNCKT asked 01/12/2026, nothing by Tue 29/12/2026: stopped', () => {
    const { limit, outcome } = procedure('1.013239').lapse;
    expect([due('2026-12-01 09:00', limit.amount, limit.unit), outcome]).toEqual([
      '2026-12-29 17:00',
      'stop',
    ]);
    expect(inner('1.013239', 'APPLICANT', '2026-12-01 09:00')).toBe('2026-12-29 17:00');
  });

  test('domain R4: BCNCKT filed again after the stop counts in full', () => {
    expect(appointed('1.013239', { accepted: at('2026-12-30 09:00'), limitCase: 'C' })).toBe(
      '2027-01-18 17:00 NĐ 217/2026/NĐ-CP Đ37',
    );
  });

  test('domain R4: GPXD asked Fri 20/11, applicant until Wed 25/11, refusal by Thu 26/11', () => {
    const { limit, outcome } = procedure('1.013236').lapse;
    expect([due('2026-11-20 09:00', limit.amount, limit.unit), outcome]).toEqual([
      '2026-11-25 17:00',
      'refuse',
    ]);
    expect(inner('1.013236', 'APPLICANT', '2026-11-20 09:00')).toBe('2026-11-25 17:00');
    expect(inner('1.013236', 'REFUSAL', '2026-11-25 17:00')).toBe('2026-11-26 17:00');
  });
});

describe('domain R4, BCNCKT group C without cấp I, received 02/11/2026', () => {
  const accepted = at('2026-11-02 09:00');
  test('domain R4: component request by 09/11, due 18/11', () => {
    expect(inner('1.013239', 'COMPONENTS', '2026-11-02 09:00')).toBe('2026-11-09 17:00');
    expect(appointed('1.013239', { accepted, limitCase: 'C' })).toBe(
      '2026-11-18 17:00 NĐ 217/2026/NĐ-CP Đ37',
    );
  });

  const extend = (code: string, days: number, used: number): string => {
    const { limit = { amount: 0, unit: 'workingDay' }, extension: rule } = procedure(code);
    const by = { amount: days, unit: 'workingDay' } as const;
    const result = extendedDue(calendar, { due: at('2026-11-18 17:00'), limit, rule, used, by });
    return result.ok ? local(result.value.due) : result.error.code;
  };
  test('domain R4: one extension of at most 12 wd, to 07/12/2026 at latest; a second one is rejected', () => {
    expect(extend('1.013239', 12, 0)).toBe('2026-12-07 17:00');
    expect(extend('1.013239', 13, 0)).toBe('EXTENSION_TOO_LONG');
    expect(extend('1.013239', 1, 1)).toBe('EXTENSION_USED');
    expect(extend('1.013236', 1, 0)).toBe('EXTENSION_USED');
  });

  // Hand-counted from Mon 02/11/2026; 24/11 is off.
  test.each([
    ['QT-QG', '2027-01-04'], // 60 days end on Fri 01/01/2027
    ['A-I', '2026-12-08'],
    ['A', '2026-12-01'],
    ['B-I', '2026-12-01'],
    ['B', '2026-11-25'],
    ['C-I', '2026-11-23'],
    ['C', '2026-11-18'],
  ])('domain 4.1: group %s is due %s', (limitCase, expected) => {
    expect(appointed('1.013239', { accepted, limitCase }).slice(0, 10)).toBe(expected);
  });

  test('an unknown group is refused', () => {
    expect(appointed('1.013239', { accepted, limitCase: 'D' })).toBe('UNKNOWN_LIMIT_CASE');
  });
});

describe('domain R9, step clock: Bắc Ninh QĐ 1582/QĐ-UBND, 17 days from 02/11/2026 07:30', () => {
  const days = [0.5, 0.25, 0.5, 0.25, 0.5, 7, 2, 1, 1, 0.5, 3, 0.5];
  const steps = days.map((budget, i) => ({ id: `B${i + 1}`, days: budget }));
  const plan = stepPlan(calendar, at('2026-11-02 07:30'), steps);

  test('domain R9: B1 to B12', () => {
    expect(plan.map((step) => `${step.id} ${local(step.due).slice(5)}`)).toEqual(
      ['B1 11-02 11:30', 'B2 11-02 15:00', 'B3 11-03 09:30', 'B4 11-03 11:30', 'B5 11-03 17:00'].concat(
        ['B6 11-12 17:00', 'B7 11-16 17:00', 'B8 11-17 17:00', 'B9 11-18 17:00', 'B10 11-19 11:30'],
        ['B11 11-25 11:30', 'B12 11-25 17:00'],
      ),
    );
  });

  test('domain R9: legally due Thu 26/11, one day of slack', () => {
    const legal = due('2026-11-02 07:30', 17, 'workingDay');
    expect(legal).toBe('2026-11-26 17:00');
    const end = plan.at(-1)?.due ?? at(legal);
    const slack = workingDaysBetween(calendar, localDateOf(end, calendar), localDateOf(at(legal), calendar));
    expect(slack).toBe(1);
  });
});

describe('domain R12, council batching', () => {
  const noticeBy = (valid: string): Instant => {
    const date = parseDate(valid);
    if (date === undefined) throw new Error(valid);
    return openingInstant(calendar, councilNoticeBy(calendar, date));
  };
  test.each([
    ['2026-10-01', '2026-10-30', '2026-11-09'],
    ['2026-10-14', '2026-10-30', '2026-11-09'],
    ['2026-10-15', '2026-11-13', '2026-11-23'],
    ['2026-10-31', '2026-11-13', '2026-11-23'],
    ['2026-12-20', '2027-01-14', '2027-01-22'],
  ])('domain R12: valid %s, notice by %s, then certificate within 6 wd, by %s', (valid, notice, due6) => {
    const councilNotice = noticeBy(valid);
    expect(formatDate(localDateOf(councilNotice, calendar))).toBe(notice);
    const facts = { accepted: at(`${valid} 09:00`), councilNotice };
    expect(appointed('1.013237', facts).slice(0, 10)).toBe(due6);
  });

  test('domain R12: two clocks: until the notice there is no appointed date, whatever was accepted when', () => {
    expect(appointed('1.013237', { accepted: at('2026-10-14 09:00') })).toBe('waiting');
  });

  test('domain R12: chuyển đổi, notice 01/10/2026, 11 wd, due 16/10/2026', () => {
    const facts = { accepted: at('2026-09-10 09:00'), councilNotice: at('2026-10-01 09:00') };
    expect(appointed('1.013219', facts).slice(0, 10)).toBe('2026-10-16');
    expect(inner('1.013219', 'CERTIFICATE', '2026-10-01 09:00')).toBe('2026-10-16 17:00');
  });
});

test('domain C12: a procedure without an appointed date has no clock', () => {
  const { limit: _, ...rest } = procedure('1.013236');
  const clock = clockOf({ ...rest, noAppointedDate: true }, { accepted: at('2026-11-02 09:00') });
  expect(clock.ok && clock.value.kind).toBe('noAppointedDate');
  expect(clockOf(rest, { accepted: 0 })).toMatchObject({ ok: false, error: { code: 'NO_LIMIT' } });
});

test('domain 1.3: each procedure resumes by its own policy: GPXD and BCNCKT continue, the default starts again', () => {
  const pauses = [{ from: at('2026-11-05 10:00'), to: at('2026-11-10 14:00'), reason: 'bổ sung' }];
  const facts = { accepted: at('2026-11-02 09:00'), pauses };
  expect(appointed('1.013236', facts).slice(0, 10)).toBe('2026-11-19');
  expect(appointed('1.013239', facts).slice(0, 10)).toBe('2026-11-23');
  expect(appointed('1.013222', facts).slice(0, 10)).toBe('2026-11-18');
});
