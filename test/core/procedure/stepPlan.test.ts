import { expect, test } from 'vitest';
import { stepPlan } from '../../../functions/core/procedure/index.ts';
import { at, calendar, due, local } from '../calendar/support.ts';

test('R9: the 17-day process of Bắc Ninh QĐ 1582/QĐ-UBND from 02/11/2026 07:30', () => {
  const days = [0.5, 0.25, 0.5, 0.25, 0.5, 7, 2, 1, 1, 0.5, 3, 0.5];
  const steps = days.map((budget, i) => ({ id: `B${i + 1}`, days: budget }));
  const plan = stepPlan(calendar, at('2026-11-02 07:30'), steps);
  expect(plan.map((step) => `${step.id} ${local(step.due).slice(5)}`)).toEqual([
    'B1 11-02 11:30',
    'B2 11-02 15:00',
    'B3 11-03 09:30',
    'B4 11-03 11:30',
    'B5 11-03 17:00',
    'B6 11-12 17:00',
    'B7 11-16 17:00',
    'B8 11-17 17:00',
    'B9 11-18 17:00',
    'B10 11-19 11:30',
    'B11 11-25 11:30',
    'B12 11-25 17:00',
  ]);
  expect(due('2026-11-02 07:30', 17, 'workingDay')).toBe('2026-11-26 17:00');
});
