import * as z from 'zod';
import { addDays, formatDate, parseDate } from '../calendar/localDate.ts';
import { duplicates, type Problem } from './problem.ts';
import type { ProcedureData } from './schema.ts';
import { validateProcedure } from './validate.ts';

/** A procedure that the law has ended: nothing may be filed under its code from that day on. */
export const abolishedSchema = z.strictObject({
  $schema: z.string().optional(),
  abolished: z
    .array(
      z.strictObject({
        code: z.string().regex(/^\d\.\d{6}$/),
        from: z
          .string()
          .regex(/^\d{4}-\d{2}-\d{2}$/)
          .refine((value) => parseDate(value) !== undefined, 'no such date')
          .describe('First day without intake'),
        article: z.string().min(1),
        source: z.string().min(1),
      }),
    )
    .readonly(),
});

export type Abolished = z.infer<typeof abolishedSchema>['abolished'][number];

/** Checks all versions together: those of one code may not be in force at once, nor after the law has ended it. */
export function validateCatalogue(
  versions: readonly ProcedureData[],
  abolished: readonly Abolished[] = [],
): Problem[] {
  const problems = versions.flatMap((version) =>
    validateProcedure(version).map((problem) => ({
      ...problem,
      detail: `${name(version)}: ${problem.detail}`,
    })),
  );
  const published = versions.filter((version) => version.status === 'published');
  for (const [i, a] of published.entries()) {
    for (const b of published.slice(i + 1)) {
      if (a.code === b.code && overlap(a, b)) {
        problems.push({ code: 'OVERLAP', detail: `${a.code}: versions ${a.version} and ${b.version}` });
      }
    }
  }
  for (const twice of duplicates(versions.map(name))) {
    problems.push({ code: 'DUPLICATE_VERSION', detail: twice });
  }
  return [...problems, ...abolished.flatMap((end) => notClosed(versions, end))];
}

function notClosed(versions: readonly ProcedureData[], end: Abolished): Problem[] {
  const date = parseDate(end.from);
  const lastDay = date === undefined ? '' : formatDate(addDays(date, -1));
  return versions
    .filter((version) => version.code === end.code && (version.effective.to ?? '9999') > lastDay)
    .map((version) => ({
      code: 'ABOLISHED',
      detail: `${name(version)}: no intake from ${end.from} (${end.article})`,
    }));
}

function name(version: ProcedureData): string {
  return `${version.code} v${version.version}`;
}

/** Dates written as YYYY-MM-DD are in order when their texts are. */
function overlap(a: ProcedureData, b: ProcedureData): boolean {
  return a.effective.from <= (b.effective.to ?? '9999') && b.effective.from <= (a.effective.to ?? '9999');
}
