import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { at, filesBelow, isNode, type Node, nodesOf, type Source } from './source.ts';

/** DynamoDB refuses an expression that names an attribute bare when that name is one of its reserved words. */
const reserved = new Set(
  readFileSync(new URL('reserved-words.txt', import.meta.url), 'utf8')
    .replace(/^#.*$/gm, '')
    .match(/\w+/g),
);

interface Expression {
  readonly where: string;
  readonly text: string;
}

/** The texts below a node: literals and the fixed parts of templates. */
const textsBelow = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textsBelow);
  if (!isNode(value)) return [];
  if (value.type === 'Literal') return typeof value.value === 'string' ? [value.value] : [];
  if (value.type === 'TemplateElement') return [String(Object(value.value).raw)];
  // The parts that are filled in must bring their own "#".
  if (value.type === 'TemplateLiteral') return textsBelow(value.quasis);
  return Object.values(value).flatMap(textsBelow);
};

const KEY = /^(Update|Condition|KeyCondition|Filter|Projection)Expression$/;
const inCode = (source: Source): Expression[] =>
  nodesOf(source).flatMap((node: Node) => {
    if (node.type !== 'Property' || !isNode(node.key) || !KEY.test(String(node.key.name))) return [];
    return textsBelow(node.value).map((text) => ({ where: at(source, node), text }));
  });

/** In a definition an expression is a JSON value, a literal inside JSONata, or both. */
const inDefinition = ({ path, text }: Source): Expression[] =>
  text.split('\n').flatMap((line, i) => {
    const where = `${path}:${i + 1}`;
    const value = /^\s*"(?:Update|Condition|KeyCondition|Filter|Projection)Expression": "(.*)",?$/.exec(
      line,
    )?.[1];
    const literals = (code: string, pattern: RegExp) =>
      [...code.matchAll(pattern)].map((match) => ({ where, text: match[1] ?? '' }));
    if (value === undefined) return literals(line, /'\w+Expression': '([^']*)'/g);
    return value.startsWith('{%') ? literals(value, /[?:] '([^']*)'/g) : [{ where, text: value }];
  });

const FUNCTIONS =
  /\b(attribute_exists|attribute_not_exists|attribute_type|begins_with|contains|size|if_not_exists|list_append)(?=\s*\()/g;
const KEYWORDS = /\b(SET|REMOVE|ADD|DELETE|AND|OR|NOT|BETWEEN|IN)\b/g;

/** Attribute names without "#", also the inner ones of a path. */
const bareNames = (expression: string): string[] =>
  expression
    .replace(/[:#][A-Za-z_]\w*/g, ' ')
    .replace(FUNCTIONS, ' ')
    .replace(KEYWORDS, ' ')
    .match(/[A-Za-z_]\w*/g) ?? [];

const expressions = [
  ...filesBelow('functions', '.ts').flatMap(inCode),
  ...filesBelow('statemachines', '.json').flatMap(inDefinition),
];

test('names are told from functions, keywords, values and aliases', () => {
  expect(bareNames('SET #a = if_not_exists(b, :c), d.e = size(f) REMOVE g ADD #h :i').toSorted()).toEqual([
    'b',
    'd',
    'e',
    'f',
    'g',
  ]);
  expect(bareNames('pk = :pk AND begins_with(sk, :doc) AND NOT size > :size')).toEqual(['pk', 'sk', 'size']);
});

test('the word list is the whole one', () => {
  expect(reserved.size).toBe(573);
  expect(['STATE', 'SHARD', 'PHASE', 'STEP', 'NAME', 'STATUS'].filter((word) => reserved.has(word))).toEqual([
    'STATE',
    'SHARD',
    'NAME',
    'STATUS',
  ]);
});

test('no attribute is named bare by a reserved word', () => {
  const used = expressions.flatMap(({ where, text }) => bareNames(text).map((name) => ({ where, name })));
  const names = new Set(used.map(({ name }) => name));
  for (const known of [
    'pk',
    'sk',
    'seq',
    'wakeSeq',
    'spineRun',
    'taskToken',
    'dueSk',
    'inboxPk',
    'inspection',
  ]) {
    expect(names, 'the search sees what is there').toContain(known);
  }
  const wrong = used.filter(({ name }) => reserved.has(name.toUpperCase()));
  expect(wrong.map(({ where, name }) => `${where} names ${name} bare`)).toEqual([]);
});
