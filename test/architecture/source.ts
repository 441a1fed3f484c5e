import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vitest/node';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A node of the syntax tree, as far as rules look at it. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

/** One file of the repository. */
export interface Source {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Files below a folder whose name ends so. */
export const filesBelow = (folder: string, ...endings: readonly string[]): Source[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((file) => ({
      path: relative(root, file).replaceAll(sep, '/'),
      text: readFileSync(file, 'utf8'),
    }));

/** Every node of a TypeScript file, parents before their children. */
export const nodesOf = ({ text }: Source): Node[] => {
  const found: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    if (!isNode(value)) return;
    found.push(value);
    for (const child of Object.values(value)) if (typeof child === 'object') visit(child);
  };
  visit(parseAst(text, { lang: 'ts' }).body);
  return found;
};

/** `path:line`, for messages that name the offender. */
export const at = ({ path, text }: Source, { start }: Node): string =>
  `${path}:${text.slice(0, start).split('\n').length}`;

/** One import or re-export: a package, or a file by its path in the repository. */
export interface Import {
  readonly target: string;
  readonly where: string;
}

/** What a file imports, statically or not, types included. */
export const importsOf = (source: Source): Import[] =>
  nodesOf(source).flatMap((node) => {
    if (!/^(Import|Export.*)(Declaration|Expression)$/.test(node.type)) return [];
    const named = node.source;
    if (!isNode(named)) return [];
    const target = typeof named.value === 'string' ? named.value : 'a computed name';
    return [{ target: resolve(source.path, target), where: at(source, node) }];
  });

const resolve = (from: string, specifier: string): string =>
  specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : specifier;
