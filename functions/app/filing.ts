import * as z from 'zod';
import { type Subject, subject, type UnitId, unitId } from '../core/dossier/ids.ts';
import type { FieldError } from '../core/dossier/problems.ts';
import type { Component, Procedure } from '../core/procedure/index.ts';
import { fileFields, line } from './fields.ts';

/** The body of POST /dossiers, strict: an unknown field is an error, so that a misspelt one is never lost silently. */
const subjectField = z
  .string()
  .refine((value) => subject(value) !== undefined, 'an e-ID subject: letters, digits and . : @ _ -')
  .transform((value): Subject => subject(value) ?? z.NEVER);
const unitField = z
  .string()
  .refine((value) => unitId(value) !== undefined, 'a unit id such as SXD-H05')
  .transform((value): UnitId => unitId(value) ?? z.NEVER);

const applicant = z.strictObject({
  kind: z.enum(['person', 'organisation']),
  name: line(200),
  identifier: z.string().regex(/^[0-9]{9,14}(-[0-9]{3})?$/, 'identity number or tax code: 9 to 14 digits'),
  subject: subjectField,
  phone: z
    .string()
    .regex(/^\+?[0-9 .]{8,16}$/, 'a telephone number')
    .optional(),
  email: z.email('an e-mail address').max(200).optional(),
  address: line(300).optional(),
  language: z.enum(['vi', 'en']).optional(),
});

const component = z.strictObject({ component: z.string().min(1).max(32), ...fileFields });

const reference = z.string().regex(/^[\w.:/-]{1,64}$/, 'letters, digits and . : / _ -');

export const filingSchema = z.strictObject({
  unit: unitField,
  procedure: z.string().min(1).max(32),
  applicant,
  filedBy: z.enum(['self', 'officer-assisted', 'authorised']),
  channel: z.enum(['online', 'counter', 'post']),
  source: z.strictObject({ system: reference, reference }).optional(),
  components: z.array(component).min(1).max(50),
});

export type FilingBody = z.infer<typeof filingSchema>;

/** Every way in which the declared components do not fit the procedure, each naming its place in the body. */
export const componentErrors = (body: FilingBody, procedure: Procedure): FieldError[] => {
  const known = new Map(procedure.components.map((each) => [each.id, each]));
  const declared = new Set(body.components.map((each) => each.component));
  const wrong = body.components.flatMap((each, i) => {
    const rule = known.get(each.component);
    if (!rule)
      return [
        {
          field: `/components/${i}/component`,
          detail: `${each.component} is not a component of ${procedure.code}`,
        },
      ];
    return [
      ...(rule.mediaTypes.includes(each.mediaType)
        ? []
        : [{ field: `/components/${i}/mediaType`, detail: `one of ${rule.mediaTypes.join(', ')}` }]),
      ...(each.size <= rule.maxBytes
        ? []
        : [{ field: `/components/${i}/size`, detail: `at most ${rule.maxBytes} bytes` }]),
    ];
  });
  return [
    ...wrong,
    ...procedure.components.filter((each) => isMissing(each, declared, procedure)).map(missing),
  ];
};

/** A required component is missing unless it, or one that stands for it, is declared. */
const isMissing = (rule: Component, declared: ReadonlySet<string>, procedure: Procedure): boolean =>
  rule.requirement === 'required' &&
  !procedure.components.some(
    (each) =>
      declared.has(each.id) &&
      (each.id === rule.id || (rule.oneOf !== undefined && each.oneOf === rule.oneOf)),
  );

const missing = (rule: Component): FieldError => ({
  field: '/components',
  detail: `missing: ${rule.id} ${rule.name.vi}`,
});
