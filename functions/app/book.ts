import { type Calendar, formatInstant, parseDate, startOfDay, toEpochDay } from '../core/calendar/index.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { maySee } from '../core/dossier/gate.ts';
import { type DossierId, unitId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { type Actor, type Role, statusNames } from '../core/dossier/status.ts';
import { type Book, type BookRow, bookEntry, buildDocument, fillBook } from '../core/forms/index.ts';
import { ok, type Result } from '../core/result.ts';
import { rolesToday } from '../core/rights/standing.ts';
import type { Applicant } from './draft.ts';
import type { Reply } from './execute.ts';
import type { CataloguePort } from './ports.ts';
import { archiveSheet, type LinkPort, linkTo, type PrinterPort, type SheetArchivePort } from './sheets.ts';
import { type StandingPorts, standingNow } from './standingNow.ts';

/** An entry of a book as it was made at acceptance. */
export interface BookItem {
  readonly dossierId: DossierId;
  readonly receivedAt: number;
  readonly due: number;
}

/** Where a page of a book begins: after this key, which had this ordinal. */
export interface BookCursor {
  readonly after: string;
  readonly ordinal: number;
}

export interface BookStore {
  /** Entries of one field and month in order of day and code. */
  page(
    o: { unit: string; month: string; field: string },
    limit: number,
    after?: string,
  ): Promise<{ items: readonly BookItem[]; next?: string }>;
  heads(ids: readonly DossierId[]): Promise<ReadonlyMap<string, Dossier>>;
  applicants(ids: readonly DossierId[]): Promise<ReadonlyMap<string, Applicant>>;
}

export interface BookPorts extends StandingPorts {
  readonly books: BookStore;
  readonly catalogue: CataloguePort;
  readonly printer: PrinterPort;
  readonly archive: SheetArchivePort;
  readonly links: LinkPort;
}

export interface BookRequest {
  readonly actor: Actor;
  readonly field: string;
  /** `2026-11` */
  readonly month: string;
  readonly format: 'json' | 'pdf' | 'html';
  readonly cursor?: BookCursor | undefined;
}

/** The book names people: whoever only views reports, and so sees numbers, does not read it. */
const readers: readonly Role[] = ['headOfOneStop', 'frontDesk', 'administrator', 'departmentLeader'];
const PAGE = 100;
/** More than any month of a department by far; what a sheet of it takes fits into one request. */
const MOST = 2000;

/**
 * Sổ theo dõi hồ sơ (form 07): what a unit received in a month and field, as entries page by page or as one sheet. A
 * restricted dossier is left out for those who are not cleared; the ordinals of the others stay what they are in the book.
 */
export const book =
  (ports: BookPorts) =>
  async (request: BookRequest): Promise<Result<Reply, Refusal>> => {
    const { field, month, format } = request;
    const standing = await standingNow(ports, request.actor);
    if (!standing.ok) return standing;
    const actor = standing.value;
    if (!rolesToday(actor).some((role) => readers.includes(role))) {
      return refuse('ROLE_NOT_ALLOWED', `the book is for ${readers.join(', ')}`);
    }
    const own = unitId(actor.unit ?? '');
    const office = own && (await ports.catalogue.office(own));
    if (!office) return refuse('NOT_FOUND');
    const { unit, calendar } = office;
    const procedures = await ports.catalogue.procedures();
    const named = procedures.findLast((each) => each.field.id === field)?.field;
    if (!named) return refuse('VALIDATION_FAILED', undefined, [unknownField(procedures)]);
    const names = new Map(procedures.map((each) => [`${each.code} ${each.version}`, each.name.vi]));
    const read = rowsOf(ports.books, { unit: unit.id, month, field }, names, actor);
    const issuer = { ...unit.letterhead, offsetMinutes: calendar.offsetMinutes };
    const shown = { field, fieldName: named.name.vi, month };
    if (format === 'json') {
      const { rows, next } = await read(request.cursor);
      const entries = rows.map((row) => entryView(row, issuer, calendar));
      return ok({ status: 200, body: { ...shown, entries, ...(next && { next: encodeBookCursor(next) }) } });
    }
    const rows: BookRow[] = [];
    for (let cursor: BookCursor | undefined, first = true; first || cursor; first = false) {
      const page = await read(cursor);
      rows.push(...page.rows);
      if (rows.length > MOST) return refuse('VALIDATION_FAILED', undefined, [tooLong]);
      cursor = page.next;
    }
    const since = startOf(month, calendar);
    const document = buildDocument(
      fillBook({ issuer, field: { id: field, name: named.name.vi }, month, since, rows }),
    );
    const sheet = await archiveSheet(
      ports,
      document,
      format,
      `archive/${unit.id}/books/07/${field}-${month}-`,
    );
    const url = await linkTo(ports.links, sheet, format, `07-${field}-${month}`);
    return ok({ status: 200, body: { ...shown, rows: rows.length, sha256: sheet.sha256, [format]: url } });
  };

const tooLong = { field: 'format', detail: `more than ${MOST} entries: take them as json, page by page` };

const unknownField = (procedures: readonly { readonly field: { readonly id: string } }[]) => {
  const known = [...new Set(procedures.map((each) => each.field.id))].toSorted();
  return { field: 'field', detail: `one of ${known.join(', ')}` };
};

/** Reads a page of rows: entries first, then what they stand for; without those that the reader may not know of. */
const rowsOf =
  (
    books: BookStore,
    of: Parameters<BookStore['page']>[0],
    names: ReadonlyMap<string, string>,
    reader: Actor,
  ) =>
  async (cursor: BookCursor | undefined): Promise<{ rows: BookRow[]; next?: BookCursor }> => {
    const before = cursor?.ordinal ?? 0;
    const { items, next } = await books.page(of, PAGE, cursor?.after);
    const ids = items.map(({ dossierId }) => dossierId);
    const [heads, applicants] = await Promise.all([books.heads(ids), books.applicants(ids)]);
    const rows = items.flatMap(({ dossierId, receivedAt, due }, index): readonly BookRow[] => {
      const [dossier, applicant] = [heads.get(dossierId), applicants.get(dossierId)];
      const procedure = dossier && names.get(`${dossier.procedure} ${dossier.version}`);
      if (!dossier || !applicant || procedure === undefined)
        throw new Error(`no dossier ${dossierId} for the book`);
      if (!maySee(dossier, reader)) return [];
      return [{ ordinal: before + index + 1, receivedAt, due, dossier, applicant, procedure }];
    });
    return { rows, ...(next !== undefined && { next: { after: next, ordinal: before + items.length } }) };
  };

const entryView = (row: BookRow, issuer: Book['issuer'], calendar: Calendar): Record<string, unknown> => {
  const { receivedAt, due, returnedAt, ...entry } = bookEntry(row, issuer);
  const time = (at: number) => formatInstant(at, calendar.offsetMinutes);
  const { id, status } = row.dossier;
  return {
    ...entry,
    receivedAt: time(receivedAt),
    ...(due !== undefined && { due: time(due) }),
    ...(returnedAt !== undefined && { returnedAt: time(returnedAt) }),
    id,
    status,
    statusName: statusNames[status].vi,
  };
};

const startOf = (month: string, calendar: Calendar): number => {
  const first = parseDate(`${month}-01`);
  if (!first) throw new Error(`no month ${month}`);
  return startOfDay(calendar, toEpochDay(first));
};

/** A cursor as callers hand it back. */
const encodeBookCursor = (cursor: BookCursor): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url');
