import * as z from 'zod';
import { dynamoBookStore } from '../adapters/dynamo/bookStore.ts';
import { formPrinter } from '../adapters/pdf/index.ts';
import { s3Links, s3Sheets } from '../adapters/s3Sheets.ts';
import { book } from '../app/book.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { bookCursorOf } from '../shared/cursor.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'ARCHIVE_BUCKET');
const read = book({
  ...readPorts(env),
  books: dynamoBookStore(client, env.STATE_TABLE),
  printer: formPrinter(new URL('fonts/', import.meta.url)),
  archive: s3Sheets(env.ARCHIVE_BUCKET),
  links: s3Links(env.ARCHIVE_BUCKET),
});
const query = z.strictObject({
  field: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/, 'a field such as HDXD'),
  month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'a month such as 2026-11'),
  format: z.enum(['json', 'pdf', 'html']).default('json'),
  cursor: z.string().max(2000).optional(),
});

/** The tracking book (form 07) of the caller's unit, for one field and month. */
export const handler = readHandler(query, async ({ actor, query: { cursor: text, ...asked } }) => {
  const cursor = bookCursorOf(text, asked.field);
  return cursor.ok ? read({ actor, ...asked, cursor: cursor.value }) : cursor;
});
