import * as z from 'zod';

/** What a component of a procedure is, and the words that every part of a procedure file is made of. */
export const id = z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/);
export const text = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });

export const certainty = z
  .enum(['text', 'second-hand', 'interpretation', 'commonly-known', 'unsourced'])
  .describe('text: read in the law itself; unsourced: nothing was found, to be entered by the office');
export const article = z.string().min(1).describe('The provision, as cited to people');

const reuse = z
  .strictObject({
    months: z.int().positive().exactOptional().describe('Valid for so long, from the filing or the issue'),
    results: z
      .array(z.string().regex(/^[\dL]\.\d{6}$/))
      .min(1)
      .readonly()
      .exactOptional()
      .describe('Procedures whose granted result may stand for it'),
    article,
    certainty,
  })
  .describe('An archived paper of the same applicant may stand for it; absent: it is handed in each time');

const noScan = z
  .strictObject({
    kind: z
      .enum(['comparison', 'secret'])
      .describe('comparison: only shown at the counter; secret: handed in on paper and never uploaded'),
    article,
    certainty,
  })
  .describe('Not digitised (TT 03/2025/TT-VPCP Đ5.2): noted as seen at the counter, a file of it is refused');

export const componentSchema = z.strictObject({
  id,
  name: text,
  requirement: z.enum(['required', 'conditional', 'replaced-by-data']),
  condition: text.optional().describe('When it must be handed in; compulsory unless required'),
  database: z.string().min(1).optional().describe('The national database that replaces the paper'),
  onGap: z
    .enum(['required', 'conditional'])
    .exactOptional()
    .describe(
      'When that database has no data: the paper is asked for (default), or only if its condition holds',
    ),
  oneOf: id.optional().describe('Components with the same mark stand for each other: one of them is enough'),
  form: id.optional().describe('The application form it is written on'),
  sensitive: z
    .boolean()
    .optional()
    .describe('Identity papers, portraits: whoever has one is put on record (Luật 91/2025/QH15)'),
  signed: z.boolean().optional().describe('Must carry a digital signature when handed in online'),
  mediaTypes: z
    .array(z.string().regex(/^[a-z]+\/[a-z0-9.+-]+$/))
    .min(1)
    .readonly(),
  maxBytes: z.int().positive(),
  reuse: reuse.exactOptional(),
  noScan: noScan.exactOptional(),
});

export type Component = z.infer<typeof componentSchema>;
export type Certainty = z.infer<typeof certainty>;
