import * as z from 'zod';
import { type DossierId, dossierId, type UnitId, unitId } from '../core/dossier/ids.ts';

/** Input of functions that state machines call: ids only, checked like any other edge. */
export const dossierIdField = z.custom<DossierId>(
  (value) => typeof value === 'string' && dossierId(value) !== undefined,
  'dossier id',
);

export const unitIdField = z.custom<UnitId>(
  (value) => typeof value === 'string' && unitId(value) !== undefined,
  'unit',
);

/** A handler for a Task state. A wrong input is a bug in a definition and is thrown. */
export const taskHandler =
  <Input, Output>(schema: z.ZodType<Input>, run: (input: Input) => Promise<Output>) =>
  async (event: unknown): Promise<Output> =>
    run(schema.parse(event));
