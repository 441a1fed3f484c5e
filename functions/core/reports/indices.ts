import * as z from 'zod';

/** The scales of the evaluations as data: `catalogue/indices/*.json`. What was not read in the law is marked. */
const text = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
const certainty = z
  .enum(['text', 'second-hand', 'interpretation', 'commonly-known', 'unsourced'])
  .describe('text: read in the law itself; unsourced: nothing was found, to be entered by the office');
const points = z.number().nonnegative().optional().describe('Absent: not confirmed, the item is not scored');
const missing = text.optional().describe('Why it cannot be computed from the data of this system');

/** What this system can measure for an item. */
export const qd766Measures = [
  'inTime',
  'averageDays',
  'onlineProcedures',
  'onlineDossiers',
  'fullyOnlineDossiers',
  'electronicResults',
  'digitised',
  'paidOnline',
  'reused',
  'complaintsInTime',
  'satisfied',
] as const;
export type Qd766Measure = (typeof qd766Measures)[number];

export const qd766Schema = z.strictObject({
  $schema: z.string().optional(),
  source: z.string().min(1),
  groups: z
    .array(z.strictObject({ id: z.string().min(1), name: text, points: z.number().positive(), certainty }))
    .readonly(),
  items: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        group: z.string().min(1),
        name: text,
        formula: text,
        target: z.number().positive().max(100).describe('Percent from which an item has all its points'),
        targetCertainty: certainty,
        points,
        pointsCertainty: certainty,
        measure: z.enum(qd766Measures).optional(),
        missing,
      }),
    )
    .readonly(),
});
export type Qd766 = z.infer<typeof qd766Schema>;

const band = z.strictObject({ atLeast: z.number().nonnegative(), points: z.number().nonnegative() });
const bands = z
  .array(band)
  .min(1)
  .readonly()
  .describe('Shares in percent, highest first; below the last: not scored');
const named = z.strictObject({ atLeast: z.number().nonnegative(), name: text });
const common = { n: z.int().min(1).max(9), name: text, certainty };

export const tt012018Schema = z.strictObject({
  $schema: z.string().optional(),
  source: z.string().min(1),
  indices: z
    .array(
      z.discriminatedUnion('measure', [
        z.strictObject({
          ...common,
          measure: z.enum(['totalTime', 'unitTime', 'attitude']).describe('Of each dossier'),
          points: z.strictObject({
            early: z.number(),
            onTime: z.number(),
            late: z.number(),
            complaint: z.number().optional(),
          }),
        }),
        z.strictObject({
          ...common,
          measure: z.literal('contacts').describe('Of each dossier: how often it had to be completed'),
          points: z.strictObject({ none: z.number(), once: z.number(), more: z.number() }),
        }),
        z.strictObject({ ...common, measure: z.enum(['oneStopProcedures', 'complaintsAnswered']), bands }),
        z.strictObject({
          ...common,
          measure: z.literal('onlineDossiers'),
          bands,
          whenLate: z.number().describe('Points where any of the online dossiers was late'),
        }),
        z.strictObject({ ...common, measure: z.literal('none'), missing: text }),
      ]),
    )
    .readonly(),
  perIndex: z.number().positive().describe('Most points of one index'),
  whenDropped: z
    .enum(['asIs', 'scale'])
    .describe('scale: the sum is raised to that of all indices before it is graded'),
  whenDroppedCertainty: certainty,
  officer: z.strictObject({
    indices: z.array(z.int()).min(1).readonly(),
    grades: z.array(named).min(1).readonly(),
  }),
  unit: z.strictObject({ grades: z.array(named).min(1).readonly() }),
});
export type Tt012018 = z.infer<typeof tt012018Schema>;

/** All scales, as they are published together. */
export const scalesSchema = z.strictObject({ qd766: qd766Schema, tt012018: tt012018Schema });
export type Scales = z.infer<typeof scalesSchema>;
