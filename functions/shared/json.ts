import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { FieldError, Refusal } from '../core/dossier/problems.ts';
import { refuse } from '../core/dossier/problems.ts';
import { ok, type Result } from '../core/result.ts';

/** Nothing we accept is nested deeper; a parser that recurses must not be led further. */
const DEEPEST = 32;

/**
 * Parses a JSON body strictly. `JSON.parse` silently keeps the last of two equal keys; here each repeated key is named,
 * since the two halves of a system could otherwise read different values. So is a text that is not well-formed Unicode,
 * which no table could keep.
 */
export const parseStrictJson = (text: string): Result<unknown, Refusal> => {
  if (depthOf(text) > DEEPEST) return refuse('MALFORMED_JSON', `nested deeper than ${DEEPEST}`);
  const errors: ParseError[] = [];
  const options = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };
  const tree = parseTree(text, errors, options);
  const first = errors[0];
  if (first || !tree) return refuse('MALFORMED_JSON', `at character ${first?.offset ?? 0}`);
  const wrong = wrongParts(tree, '');
  return wrong.length > 0 ? refuse('MALFORMED_JSON', undefined, wrong) : ok(JSON.parse(text));
};

/** Deepest nesting of brackets outside of strings, found without recursion. */
const depthOf = (text: string): number => {
  let [depth, deepest, inString] = [0, 0, false];
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (inString) {
      if (c === '\\') i++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '[' || c === '{') deepest = Math.max(deepest, ++depth);
    else if (c === ']' || c === '}') depth--;
  }
  return deepest;
};

const wrongParts = (node: Node, path: string): FieldError[] => {
  const children = node.children ?? [];
  if (node.type === 'array') return children.flatMap((child, i) => wrongParts(child, `${path}/${i}`));
  if (node.type === 'string') {
    return String(node.value).isWellFormed() ? [] : [{ field: path, detail: 'not well-formed Unicode' }];
  }
  if (node.type !== 'object') return [];
  const seen = new Set<unknown>();
  return children.flatMap((property) => {
    const [key, value] = property.children ?? [];
    const at = `${path}/${String(key?.value).toWellFormed()}`;
    const again = seen.has(key?.value) ? [{ field: at, detail: 'this key stands twice' }] : [];
    seen.add(key?.value);
    return [...again, ...(value ? wrongParts(value, at) : [])];
  });
};
