import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { derivationSchema } from '../../functions/core/calendar/derivationSchema.ts';
import {
  calendarHeadSchema,
  calendarSchema,
  calendarYearSchema,
} from '../../functions/core/calendar/schema.ts';
import { abolishedSchema } from '../../functions/core/procedure/catalogue.ts';
import { procedureSchema } from '../../functions/core/procedure/schema.ts';
import { unitSchema } from '../../functions/core/procedure/unit.ts';
import { qd766Schema, tt012018Schema } from '../../functions/core/reports/indices.ts';
import { catalogueFolder } from './load.ts';

const schemas = {
  abolished: abolishedSchema,
  'calendar-head': calendarHeadSchema,
  'calendar-year': calendarYearSchema,
  calendar: calendarSchema,
  derivation: derivationSchema,
  procedure: procedureSchema,
  qd766: qd766Schema,
  tt012018: tt012018Schema,
  unit: unitSchema,
};

/** The JSON Schemas beside the catalogue, by path, as text. They are written from the schemas the code checks with. */
export function schemaFiles(): { path: string; text: string }[] {
  return Object.entries(schemas).map(([name, schema]) => ({
    path: `schemas/${name}.schema.json`,
    text: `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`,
  }));
}

if (import.meta.main)
  for (const file of schemaFiles()) writeFileSync(`${catalogueFolder}${file.path}`, file.text);
