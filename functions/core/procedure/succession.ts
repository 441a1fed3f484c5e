import { addDays, formatDate, parseDate } from '../calendar/localDate.ts';
import { err, ok, type Result } from '../result.ts';
import { type Abolished, validateCatalogue } from './catalogue.ts';
import type { Problem } from './problem.ts';
import type { ProcedureData } from './schema.ts';

/** What the publication of a version changes: the version itself and, if one was in force without end, its predecessor. */
export interface Publication {
  readonly published: ProcedureData;
  readonly closes?: { readonly predecessor: ProcedureData; readonly to: string };
}

/**
 * A draft as it would be in force from a day on. The open interval of the version before it ends the day before; every
 * other overlap, and whatever else is wrong with the versions of this code afterwards, is a problem.
 */
export function publicationOf(
  versions: readonly ProcedureData[],
  draft: ProcedureData,
  from: string,
  abolished: readonly Abolished[] = [],
): Result<Publication, readonly Problem[]> {
  const { draftReason: _, ...rest } = draft;
  const published: ProcedureData = {
    ...rest,
    status: 'published',
    effective: { ...draft.effective, from },
  };
  const others = versions.filter(({ code, version }) => code === draft.code && version !== draft.version);
  const predecessor = others.find(
    ({ status, effective }) => status === 'published' && effective.to === undefined && effective.from < from,
  );
  const closes = predecessor && { predecessor, to: dayBefore(from) };
  const after = others.map((each) =>
    closes && each === predecessor ? { ...each, effective: { ...each.effective, to: closes.to } } : each,
  );
  const known = new Set(validateCatalogue(others, abolished).map(textOf));
  const problems = validateCatalogue([...after, published], abolished).filter(
    (problem) => !known.has(textOf(problem)),
  );
  return problems.length > 0 ? err(problems) : ok({ published, ...(closes && { closes }) });
}

function dayBefore(text: string): string {
  const date = parseDate(text);
  return date === undefined ? text : formatDate(addDays(date, -1));
}

function textOf({ code, detail }: Problem): string {
  return `${code} ${detail}`;
}
