import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

/** Roles that the simulated office is made of. */
export const offices = ['frontDesk', 'divisionHead', 'appraiser', 'departmentLeader', 'clerk'] as const;
export type Office = (typeof offices)[number];

const span = z
  .tuple([z.number().nonnegative(), z.number().nonnegative()])
  .refine(([low, high]) => low <= high, 'the least comes first');
const count = z.int().min(1).max(500);
const day = z.iso.date();
const tasks = ['file', 'check', 'onSpot', 'assign', 'review', 'approve', 'result', 'deliver'] as const;
export type Task = (typeof tasks)[number];

const staffing = z.strictObject({
  people: z.strictObject({
    ...{ frontDesk: count.min(2, 'the receiver may not approve: two at least'), divisionHead: count },
    ...{ appraiser: count, departmentLeader: count, clerk: count },
  }),
  minutes: z.record(z.enum(tasks), span),
  appraisalPerDay: span,
  heedsAlerts: z.boolean(),
  leave: z.array(z.strictObject({ who: z.string(), from: day, to: day })),
});
export type Staffing = z.infer<typeof staffing>;

export const STAFF_FILE = fileURLToPath(new URL('staff.jsonc', import.meta.url));
const partial = z.looseObject({ extends: z.string().optional() });

/** Reads a staffing file: JSON with comments on lines of their own; `extends` names one beside it that it changes. Throws in words. */
export const readStaffing = (path: string): Staffing => {
  const checked = staffing.safeParse(merged(path));
  if (!checked.success) throw new Error(`${path}:\n${z.prettifyError(checked.error)}`);
  return checked.data;
};

const merged = (path: string): Record<string, unknown> => {
  const text = readFileSync(path, 'utf8').replace(/^\s*\/\/.*$/gm, '');
  const { extends: base, ...own } = partial.parse(JSON.parse(text));
  const under = base === undefined ? {} : merged(join(dirname(path), base));
  const people = {
    ...z.looseObject({}).parse(under.people ?? {}),
    ...z.looseObject({}).parse(own.people ?? {}),
  };
  return { ...under, ...own, people };
};
