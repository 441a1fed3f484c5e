import { type Metadata, metadataOf } from '../core/archive/metadata.ts';
import { formatDate, localDateOf } from '../core/calendar/index.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { Issued } from '../core/dossier/parts.ts';
import type { Policy } from '../core/dossier/policy.ts';
import type { FieldError } from '../core/dossier/problems.ts';
import type { Result } from '../core/result.ts';
import type { DocumentRecord } from './ports.ts';

/**
 * What a document says of itself as it goes to the archive. A result is what the register says, issued by the unit as it
 * is called then; a paper what its filing declared, dated, where nothing was declared, by the day it was handed in: that
 * of the filing, or of the supplement in review.
 */
export const issuedOf = (
  head: Dossier,
  { n, issued }: Pick<DocumentRecord, 'n' | 'issued'>,
  { calendar, unit }: Policy,
): Issued => {
  const day = (at: number) => formatDate(localDateOf(at, calendar));
  if (head.phase === 'ARCHIVE_RESULT' && head.result.document === n) {
    const { value, notation, at } = head.register;
    return { number: String(value), notation, date: day(at), organ: unit.name.vi };
  }
  const supplied = head.phase === 'ARCHIVE_SUPPLEMENT' ? head.supplement.suppliedAt : undefined;
  return { date: day(supplied ?? head.submittedAt), ...issued };
};

/**
 * The compulsory metadata of a document, made of what stands on its item and of the procedure version that the dossier
 * keeps for life; undefined before it is inspected.
 */
export const describe = (
  head: Dossier,
  procedure: Policy['procedure'],
  { n, component, issued, inspection }: DocumentRecord,
): Result<Metadata, readonly FieldError[]> | undefined => {
  if (!inspection || !issued) return undefined;
  const outcome = 'register' in head ? head.register?.kind : undefined;
  return metadataOf({ code: head.code, n, component, procedure, outcome, issued, inspection });
};

/** The same of an archived document, for those who look; undefined of one from before there was metadata. */
export const described = (
  head: Dossier,
  procedure: Policy['procedure'],
  document: DocumentRecord,
): Metadata | undefined => {
  const found = document.archive && describe(head, procedure, document);
  return found?.ok ? found.value : undefined;
};
