import * as z from 'zod';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?[+-]\d{2}:\d{2}$/);
const edge = z
  .union([date, instant])
  .describe('Dates, inclusive, for limits in days; instants for working hours');

/** How a due date came about, as runs. Kept with the dossier; accepted or refused by `test/verifier`. */
export const derivationSchema = z
  .strictObject({
    rule: z
      .string()
      .min(1)
      .describe('The limit, then the pause policy and the cut-off if there are any: `10 workingDay, reset`'),
    article: z.string().min(1).describe('The provision the limit rests on'),
    calendar: z.string().min(1).describe('Calendar and version, e.g. `vn-2026.1`'),
    start: instant.describe('When the dossier counts as received; this day is not counted'),
    counted: z.array(z.strictObject({ from: edge, to: edge, n: z.number().positive() })).readonly(),
    skipped: z
      .array(
        z.strictObject({
          from: edge,
          to: edge,
          reason: z.enum(['weeklyRest', 'holiday', 'rolledForward', 'beforeRestart', 'overdue']),
          decision: z.string().optional(),
          name: z.string().optional(),
        }),
      )
      .readonly()
      .describe(
        'rolledForward: the period may not end on this day. beforeRestart: undone by the policy. overdue: between the end of the limit and a later pause',
      ),
    paused: z.array(z.strictObject({ from: edge, to: edge, reason: z.string() })).readonly(),
  })
  .describe('Derivation of a due date');
