import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { FieldError, Refusal } from '../core/dossier/problems.ts';
import { refuse } from '../core/dossier/problems.ts';
import { ok, type Result } from '../core/result.ts';

/**
 * Parses a JSON body strictly. `JSON.parse` silently keeps the last of two equal keys; here each repeated key is named,
 * since the two halves of a system could otherwise read different values.
 */
export const parseStrictJson = (text: string): Result<unknown, Refusal> => {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, {
    disallowComments: true,
    allowTrailingComma: false,
    allowEmptyContent: false,
  });
  const first = errors[0];
  if (first || !tree) return refuse('MALFORMED_JSON', `at character ${first?.offset ?? 0}`);
  const repeated = repeatedKeys(tree, '');
  return repeated.length > 0 ? refuse('MALFORMED_JSON', 'repeated keys', repeated) : ok(JSON.parse(text));
};

const repeatedKeys = (node: Node, path: string): FieldError[] => {
  const children = node.children ?? [];
  if (node.type === 'array') return children.flatMap((child, i) => repeatedKeys(child, `${path}/${i}`));
  if (node.type !== 'object') return [];
  const seen = new Set<unknown>();
  return children.flatMap((property) => {
    const [key, value] = property.children ?? [];
    const at = `${path}/${String(key?.value)}`;
    const again = seen.has(key?.value) ? [{ field: at, detail: 'this key stands twice' }] : [];
    seen.add(key?.value);
    return [...again, ...(value ? repeatedKeys(value, at) : [])];
  });
};
