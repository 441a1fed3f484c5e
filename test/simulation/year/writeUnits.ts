import type { Wrote } from '../../../local/dynamo/memory/index.ts';
import { indexUnits, tableUnits } from '../../budget/units.ts';

/** Counts the write units of every item that changes, as AWS bills them; writes that a condition refuses are not among them. */
export const countWriteUnits = (): { readonly wrote: Wrote; total(): number } => {
  let total = 0;
  return {
    wrote: ({ spec, before, after, transactional }) => {
      const names = (schema: typeof spec.KeySchema) => schema.map(({ AttributeName }) => AttributeName);
      const indexes = (spec.GlobalSecondaryIndexes ?? []).map(({ IndexName, KeySchema, Projection }) => ({
        ...{ name: IndexName, keys: names(KeySchema), include: Projection.NonKeyAttributes ?? [] },
      }));
      const change = { before, after };
      const shape = { keys: names(spec.KeySchema), indexes };
      const perIndex = Object.values(indexUnits(change, shape));
      total += perIndex.reduce((sum, units) => sum + units, tableUnits(change, transactional));
    },
    total: () => total,
  };
};
