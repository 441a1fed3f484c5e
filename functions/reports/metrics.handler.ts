import * as z from 'zod';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { metrics } from '../app/queries.ts';
import { parseDate } from '../core/calendar/index.ts';
import { unitId } from '../core/dossier/ids.ts';
import { refuse } from '../core/dossier/problems.ts';
import { apiHandler } from '../shared/api.ts';
import { readPorts, stateTable } from '../shared/compose.ts';
import { actorOf, validate } from '../shared/request.ts';

const { client, state } = stateTable();
const read = metrics({ ...readPorts(), reads: dynamoReadStore(client, { state, event: '' }) });
const day = z.string().refine((text) => parseDate(text) !== undefined, 'a date such as 2026-11-23');
const query = z
  .strictObject({ unit: z.string(), from: day, to: day })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not lie before `from`' });

/** Counters of a unit between two local days, inclusive. */
export const handler = apiHandler(async (event) => {
  const actor = actorOf(event);
  if (!actor.ok) return actor;
  const span = validate(query, event.queryStringParameters ?? {});
  if (!span.ok) return span;
  const unit = unitId(span.value.unit);
  return unit ? read(actor.value, unit, span.value.from, span.value.to) : refuse('NOT_FOUND');
});
