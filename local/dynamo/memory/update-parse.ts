import { type Cursor, cachedParser } from './lexer.ts';
import { type Path, readPath } from './path.ts';

export type Source =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly ref: string }
  | { readonly kind: 'if_not_exists'; readonly path: Path; readonly or: Source }
  | { readonly kind: 'list_append' | '+' | '-'; readonly a: Source; readonly b: Source };
/** Clauses in which a path meets a `:value`. */
export interface Meeting {
  readonly path: Path;
  readonly ref: string;
}
export interface Update {
  readonly set: readonly { readonly path: Path; readonly source: Source }[];
  readonly remove: readonly Path[];
  readonly add: readonly Meeting[];
  readonly delete: readonly Meeting[];
}

/** Reads an update: the clauses SET, REMOVE, ADD and DELETE, each at most once. */
export const parseUpdate = cachedParser((cursor): Update => {
  const found: Partial<Update> = {};
  do {
    const clause = (['SET', 'REMOVE', 'ADD', 'DELETE'] as const).find((each) => cursor.accept(each));
    if (!clause) throw cursor.syntax();
    const member = ({ SET: 'set', REMOVE: 'remove', ADD: 'add', DELETE: 'delete' } as const)[clause];
    if (found[member])
      throw cursor.wrong(`The "${clause}" section can only be used once in an update expression;`);
    if (member === 'set') Object.assign(found, { set: list(cursor, assignment) });
    else if (member === 'remove') Object.assign(found, { remove: list(cursor, readPath) });
    else Object.assign(found, { [member]: list(cursor, meeting) });
  } while (cursor.next.type !== 'end');
  return { set: [], remove: [], add: [], delete: [], ...found };
});

function list<T>(cursor: Cursor, read: (cursor: Cursor) => T): T[] {
  const all = [read(cursor)];
  while (cursor.accept(',')) all.push(read(cursor));
  return all;
}

function assignment(cursor: Cursor): { path: Path; source: Source } {
  const path = readPath(cursor);
  cursor.expect('=');
  const a = source(cursor);
  const kind = (['+', '-'] as const).find((each) => cursor.accept(each));
  return { path, source: kind ? { kind, a, b: source(cursor) } : a };
}

function meeting(cursor: Cursor): Meeting {
  const path = readPath(cursor);
  if (cursor.next.type !== 'value') throw cursor.syntax();
  return { path, ref: cursor.take().text };
}

function source(cursor: Cursor, nested = false): Source {
  if (cursor.next.type === 'value') return { kind: 'value', ref: cursor.take().text };
  if (!cursor.isCall()) return { kind: 'path', path: readPath(cursor) };
  const name = cursor.take().text;
  if (name !== 'if_not_exists' && name !== 'list_append')
    throw cursor.wrong(`Invalid function name; function: ${name}`);
  cursor.expect('(');
  if (nested && name === 'list_append')
    throw cursor.wrong(`The function is not allowed to be used this way in an expression; function: ${name}`);
  if (name === 'if_not_exists') {
    const path = readPath(cursor);
    cursor.expect(',');
    const or = source(cursor, true);
    cursor.expect(')');
    return { kind: name, path, or };
  }
  const a = source(cursor, true);
  cursor.expect(',');
  const b = source(cursor, true);
  cursor.expect(')');
  return { kind: name, a, b };
}
