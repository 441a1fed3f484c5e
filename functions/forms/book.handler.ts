import { dynamoBookStore } from '../adapters/dynamo/bookStore.ts';
import { formPrinter } from '../adapters/pdf/index.ts';
import { s3Links, s3Sheets } from '../adapters/s3Sheets.ts';
import { book } from '../app/book.ts';
import { forms } from '../contract/forms.ts';
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

/** The tracking book (form 07) of the caller's unit, for one field and month. */
export const handler = readHandler(forms.book, async ({ actor, query: { cursor: text, ...asked } }) => {
  const cursor = bookCursorOf(text, asked.field);
  return cursor.ok ? read({ actor, ...asked, cursor: cursor.value }) : cursor;
});
