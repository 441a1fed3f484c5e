import * as z from 'zod';
import { parseDate } from '../core/calendar/index.ts';
import { clearances, roles } from '../core/dossier/status.ts';
import { codeStem } from '../core/procedure/index.ts';
import { line, sentence, subjectField } from './fields.ts';

/** Codes of the procedures that a right covers. */
const scopeField = z.union([
  z.literal('all'),
  z.array(z.string().max(40).transform(codeStem)).min(1).max(500),
]);
const localDay = z.string().refine((text) => parseDate(text) !== undefined, 'a date such as 2026-11-23');

/** An entry of the staff directory, as it is written. */
export const profileSchema = z.strictObject({
  name: line(200),
  title: line(200).optional(),
  phone: line(40).optional(),
  roles: z.array(z.enum(roles)).max(roles.length),
  procedures: scopeField.default('all'),
  clearance: z.enum(clearances).default('ordinary'),
  active: z.boolean().default(true),
  capacity: z.int().positive().max(10_000).optional(),
});

/** A delegation, as it is made. Days are local and inclusive. */
export const delegationSchema = z.strictObject({
  kind: z.enum(['delegation', 'absence']),
  to: subjectField,
  roles: z.array(z.enum(roles)).min(1).max(roles.length),
  procedures: scopeField.default('all'),
  first: localDay,
  last: localDay,
  legalBasis: sentence,
});
