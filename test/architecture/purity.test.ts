import { expect, test } from 'vitest';
import { STATELESS } from '../../infra/bundle.ts';
import { at, filesBelow, isNode, type Node, nodesOf, type Source } from './source.ts';

const functions = filesBelow('functions', '.ts');
const pure = functions.filter(({ path }) => /^functions\/(core|app)\//.test(path));

/** Places in these files where a rule finds something to complain about. */
const offenders = (files: readonly Source[], rule: (node: Node) => string | undefined): string[] =>
  files.flatMap((source) =>
    nodesOf(source).flatMap((node) => {
      const found = rule(node);
      return found === undefined ? [] : [`${at(source, node)} ${found}`];
    }),
  );

const nameOf = (value: unknown): string =>
  isNode(value) && typeof value.name === 'string' ? value.name : '';
/** `Date.now` of a member expression; the plain name of an identifier. */
const pathOf = (node: unknown): string => {
  if (!isNode(node)) return '';
  return node.type === 'MemberExpression' ? `${pathOf(node.object)}.${nameOf(node.property)}` : nameOf(node);
};

const IMPURE =
  /^(Date\.now|Math\.random|performance\.now|crypto\.\w+|randomUUID|randomBytes|getRandomValues)$/;
const AMBIENT = /^(setTimeout|setInterval|setImmediate|queueMicrotask|fetch|process|globalThis|require)$/;

/** Time, randomness and I/O that come from the surroundings rather than from an argument. */
const impurity = (node: Node): string | undefined => {
  if (node.type === 'NewExpression' && nameOf(node.callee) === 'Date') return 'new Date(';
  if (node.type === 'CallExpression') {
    const called = pathOf(node.callee);
    if (called === 'Date' || IMPURE.test(called) || AMBIENT.test(called)) return `${called}(`;
  }
  if (node.type === 'MemberExpression' && AMBIENT.test(nameOf(node.object))) return pathOf(node);
  return undefined;
};

/** What the type checker is told rather than shown. */
const blindness = (node: Node): string | undefined => {
  switch (node.type) {
    case 'TSAnyKeyword':
      return 'any';
    case 'TSNonNullExpression':
      return 'a non-null assertion';
    case 'TSTypeAssertion':
      return 'a type assertion';
    case 'TSAsExpression':
      return isConst(node.typeAnnotation) ? undefined : 'an "as" cast';
    default:
      return undefined;
  }
};

const isConst = (type: unknown): boolean =>
  isNode(type) && type.type === 'TSTypeReference' && nameOf(type.typeName) === 'const';

test('core and app take time and chance as arguments, and do nothing but compute', () => {
  expect(pure.length).toBeGreaterThan(50);
  expect(offenders(pure, impurity)).toEqual([]);
});

/** What a module would keep from one invocation to the next, or take from the function it is loaded by. */
const kept = (node: Node): string | undefined => {
  if (node.type === 'MemberExpression' && pathOf(node) === 'process.env') return 'process.env';
  if (node.type !== 'Program' || !Array.isArray(node.body)) return undefined;
  const declared = node.body
    .filter(isNode)
    .map((each) => (isNode(each.declaration) ? each.declaration : each));
  return declared
    .filter(({ type, kind }) => type === 'VariableDeclaration' && kind !== 'const')
    .map(() => 'a variable of the module')[0];
};

test('what the functions of a simulation share holds no environment and no variable (infra/bundle.ts)', () => {
  const shared = functions.filter(({ path }) => STATELESS.test(path.replace('functions/', '')));
  expect(shared.length).toBeGreaterThan(200);
  expect(offenders(shared, kept)).toEqual([]);
  // A map that begins empty is filled by somebody. These remember what follows from unchanging files, or for one piece of work.
  const memories = [
    'functions/adapters/files/pdf/lexer.ts',
    'functions/adapters/pdf/faces.ts',
    'functions/adapters/pdf/typeface.ts',
  ];
  const growing = shared.filter(({ text }) =>
    /^(export )?const \w+(: [^=]+)? = (new (Weak)?(Map|Set)(<.*>)?\(\)|\[\]|\{\});/m.test(text),
  );
  expect(growing.map(({ path }) => path).toSorted()).toEqual(memories);
  const clients = shared.filter(({ text }) => /^(export )?const \w+ = new \w+Client\(/m.test(text));
  expect(clients.map(({ path }) => path)).toEqual([]);
});

test('functions log through the logger only: no console', () => {
  const rule = (node: Node) =>
    node.type === 'MemberExpression' && nameOf(node.object) === 'console' ? pathOf(node) : undefined;
  expect(offenders(functions, rule)).toEqual([]);
});

test('functions contain no any, no cast but "as const", no "!" and no suppressed check', () => {
  expect(offenders(functions, blindness)).toEqual([]);
  const suppressed = functions.filter(({ text }) =>
    /@ts-(ignore|expect-error|nocheck)|biome-ignore|oxlint-disable|eslint-disable/.test(text),
  );
  expect(suppressed.map(({ path }) => path)).toEqual([]);
});
