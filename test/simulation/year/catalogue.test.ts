import { expect, test } from 'vitest';
import { procedureSchema, validateProcedure } from '../../../functions/core/procedure/index.ts';
import { SIMULATED_VERSION, simulatedCatalogue } from './catalogue.ts';

test('sixty different procedures that could be published, each saying that it is simulated', () => {
  const { procedures } = simulatedCatalogue();
  expect(new Set(procedures.map(({ code }) => code)).size).toBe(60);
  for (const procedure of procedures) {
    expect(validateProcedure(procedureSchema.parse(procedure)), procedure.code).toEqual([]);
    expect(procedure).toMatchObject({ version: SIMULATED_VERSION, effective: { from: '2022-12-01' } });
  }
  expect(procedures.filter(({ onSpotLevel }) => onSpotLevel === '5')).toHaveLength(5);
});
