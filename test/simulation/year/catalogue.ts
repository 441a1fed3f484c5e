import { loadCalendar, loadProcedures, loadUnit } from '../../../catalogue/tools/load.ts';
import type { CatalogueFiles } from '../../../catalogue/tools/publish.ts';
import type { ProcedureData } from '../../../functions/core/procedure/index.ts';
import { UNIT } from '../../support/cast.ts';

/**
 * Sixty procedures for the simulation of 2023 alone. The shipped versions are law of 2025-2026 and were not in force then, so these
 * carry the real codes and names, and everything else (limits, papers, steps) is MADE UP: a department's usual mix. No
 * installation gets them.
 */
export const SIMULATED_VERSION = '2023-simulated';
const PROCEDURES = 60;
const FIRST_DAY = '2022-12-01';
const SOURCE = 'Giả định cho mô phỏng năm 2023 / made up for the simulation';

/** Limits in working days, from the most frequent procedures to the rarest. */
const LIMITS = [10, 7, 15, 5, 20, 10, 7, 12, 15, 25, 5, 30] as const;
/** So many of the procedures (every twelfth of the list) are done on the spot: one day, three acts, one sitting. */
const ON_SPOT_EVERY = 12;

const shipped = loadProcedures();
const template = ((): ProcedureData => {
  const found = shipped.find(({ code }) => code === '1.012900');
  if (!found) throw new Error('the template 1.012900 is not in the catalogue');
  return found;
})();

const component = (id: string, vi: string, en: string) => ({
  ...{ id, name: { vi, en }, requirement: 'required' as const },
  ...{ mediaTypes: ['application/pdf'], maxBytes: 52_428_800 },
});

/** Budgets of the steps: what is left of the limit is the appraiser's. */
const stepsOf = (limit: number, onSpot: boolean): ProcedureData['steps'] => {
  const fixed: Readonly<Record<string, number>> = onSpot
    ? { RECEIVE: 0.125, APPRAISE: 0.25, APPROVE: 0.125, STAMP: 0.125, RETURN: 0.125 }
    : { RECEIVE: 0.5, ASSIGN: 0.25, 'DIVISION-REVIEW': 0.5, APPROVE: 0.5, STAMP: 0.25, RETURN: 0.5 };
  const spent = Object.values(fixed).reduce((sum, days) => sum + days, 0);
  return template.steps.flatMap((step) => {
    const days = fixed[step.id];
    if (days !== undefined) return [{ ...step, days }];
    return step.id === 'APPRAISE' ? [{ ...step, days: limit - spent }] : [];
  });
};

const simulated = (of: ProcedureData, n: number): ProcedureData => {
  const onSpot = n % ON_SPOT_EVERY === ON_SPOT_EVERY - 1;
  const limit = onSpot ? 1 : (LIMITS[n % LIMITS.length] ?? 10);
  const { draftReason: _, codeNote: __, closedReason: ___, ...base } = { ...template, ...of };
  return {
    ...base,
    ...{ version: SIMULATED_VERSION, status: 'published', competence: 'department', onlineLevel: 'full' },
    ...{ effective: { from: FIRST_DAY }, transition: 'continue', channels: ['online', 'counter', 'post'] },
    ...{ nationalId: { required: false, article: SOURCE, certainty: 'interpretation' } },
    components: [
      component('DON', 'Đơn đề nghị', 'Application'),
      ...(onSpot ? [] : [component('HOSO', 'Hồ sơ kèm theo', 'Enclosed papers')]),
    ],
    ...{ limit: { amount: limit, unit: 'workingDay' }, limitCertainty: 'interpretation', article: SOURCE },
    ...{ limitCases: [], limitFrom: 'accepted', noAppointedDate: false, innerClocks: [], council: false },
    supplement: {
      ...{ perStage: 1, article: SOURCE, certainty: 'interpretation' },
      policy: { kind: limit % 2 === 0 ? 'reset' : 'continue' }, // both ways to go on after a pause
    },
    ...{ lapse: template.lapse, reappointment: template.reappointment },
    extension: { times: 1, atMost: 'originalLimit', article: SOURCE, certainty: 'interpretation' },
    ...{
      consultations: [],
      forms: [],
      fees: [],
      steps: stepsOf(limit, onSpot),
      onSpotLevel: onSpot ? '5' : 'NONE',
    },
    ...{ sources: [SOURCE], notes: [] },
  };
};

/** What is loaded in place of the shipped files: the procedures above, the shipped unit, the shipped days of 2023 and 2024. */
export const simulatedCatalogue = (): CatalogueFiles => {
  const national = shipped.filter(({ code }) => !code.startsWith('L.'));
  const own = national.filter(({ competence }) => competence === 'department');
  const rest = national.filter(({ competence }) => competence !== 'department');
  return {
    procedures: [...own, ...rest].slice(0, PROCEDURES).map(simulated),
    calendars: [{ ...loadCalendar(), effectiveFrom: FIRST_DAY }],
    units: [loadUnit(UNIT)],
  };
};
