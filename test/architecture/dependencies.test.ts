import { describe, expect, test } from 'vitest';
import { filesBelow, importsOf, nodesOf, type Source } from './source.ts';

/**
 * The dependency rule of the design (section 3): what each layer may import, as the beginnings of paths and the names of
 * packages. A layer that is not a row here is not allowed to exist.
 */
const contexts = [
  ...[
    'intake',
    'digitisation',
    'review',
    'return',
    'sla',
    'notices',
    'reports',
    'staff',
    'workflow',
    'catalogue',
    'docs',
    'forms',
    'archive',
  ],
];
const inner = ['functions/core/', 'functions/contract/', 'functions/app/'];
const layers: Readonly<Record<string, readonly string[]>> = {
  'functions/core/': ['functions/core/', 'zod'],
  'functions/contract/': ['functions/core/', 'functions/contract/', 'zod'],
  'functions/app/': [...inner, 'zod', 'node:crypto'],
  'functions/adapters/': [
    ...['functions/core/', 'functions/app/', 'functions/adapters/'],
    ...['@aws-sdk/', 'zod', 'file-type', 'node:crypto', 'node:stream', 'node:stream/promises', 'node:zlib'],
    ...['node:net', 'saxes', 'yauzl'],
    ...['pdf-lib', '@pdf-lib/fontkit', 'uqr', 'node:fs'],
  ],
  'functions/shared/': [
    ...[...inner, 'functions/adapters/', 'functions/shared/'],
    ...['@middy/core', '@aws-lambda-powertools/logger', 'aws-lambda', 'jsonc-parser', 'zod'],
  ],
  ...Object.fromEntries(
    contexts.map((context) => [
      `functions/${context}/`,
      [...inner, 'functions/adapters/', 'functions/shared/', 'aws-lambda', 'zod'],
    ]),
  ),
};

const functions = filesBelow('functions', '.ts');
const layerOf = (path: string): string => Object.keys(layers).find((layer) => path.startsWith(layer)) ?? '';
const mayImport = (allowed: readonly string[], target: string): boolean =>
  allowed.some((each) => target === each || (each.endsWith('/') && target.startsWith(each)));

/** Imports of these files that a rule refuses, each with its place. */
const offenders = (
  files: readonly Source[],
  refused: (source: Source, target: string) => boolean,
): string[] =>
  files.flatMap((source) =>
    importsOf(source)
      .filter(({ target }) => refused(source, target))
      .map(({ target, where }) => `${where} imports ${target}`),
  );

describe('who may import whom', () => {
  test('every file of functions belongs to a layer, and every layer has files', () => {
    expect(functions.filter(({ path }) => layerOf(path) === '').map(({ path }) => path)).toEqual([]);
    expect([...new Set(functions.map(({ path }) => layerOf(path)))].toSorted()).toEqual(
      Object.keys(layers).toSorted(),
    );
  });

  test.each(Object.entries(layers))('%s', (layer, allowed) => {
    const files = functions.filter(({ path }) => layerOf(path) === layer);
    expect(offenders(files, (_, target) => !mayImport(allowed, target))).toEqual([]);
  });

  test('imports are seen at all, by their path in the repository', () => {
    const targets = [...functions, ...filesBelow('infra', '.ts')]
      .flatMap(importsOf)
      .map(({ target }) => target);
    expect(targets).toEqual(
      expect.arrayContaining(['functions/core/dossier/ids.ts', 'infra/config.ts', 'zod']),
    );
    expect(targets.filter((target) => /^[./]/.test(target))).toEqual([]);
  });

  test('nothing of the product imports the embedded cloud or the tests', () => {
    const product = [...functions, ...filesBelow('infra', '.ts')];
    expect(offenders(product, (_, target) => /^(local|test)\//.test(target))).toEqual([]);
  });

  test('infra and functions meet only in the template', () => {
    expect(offenders(filesBelow('infra', '.ts'), (_, target) => target.startsWith('functions/'))).toEqual([]);
    expect(offenders(functions, (_, target) => target.startsWith('infra/'))).toEqual([]);
  });

  test('the embedded cloud knows nothing of the product, its operator tools and the client of clamd aside', () => {
    const tools = /^local\/(clamd|ops|recount|recount-units|fixity|verify|verify\/\w+)\.ts$/;
    const cloud = filesBelow('local', '.ts').filter(({ path }) => !tools.test(path));
    expect(offenders(cloud, (_, target) => target.startsWith('functions/'))).toEqual([]);
  });

  test('the verifier shares no code with what it verifies, directly or by way of tools', () => {
    const verifier = filesBelow('test/verifier', '.ts');
    expect(verifier.length).toBeGreaterThan(0);
    expect(offenders(verifier, (_, target) => /^(functions|catalogue|infra|local)\//.test(target))).toEqual(
      [],
    );
  });
});

describe('handlers', () => {
  const handlers = functions.filter(({ path }) => contexts.includes(path.split('/')[1] ?? ''));

  test('are the only files of a bounded context, at most 40 lines each', () => {
    const wrong = handlers.filter(
      ({ path, text }) => !path.endsWith('.handler.ts') || text.trimEnd().split('\n').length > 40,
    );
    expect(wrong.map(({ path, text }) => `${path}: ${text.trimEnd().split('\n').length} lines`)).toEqual([]);
    expect(handlers.length).toBeGreaterThan(20);
  });

  test('export the handler and nothing else', () => {
    const exported = handlers.map((source) => [
      source.path,
      nodesOf(source).filter(({ type }) => type.startsWith('Export')).length,
      /^export const handler = /m.test(source.text),
    ]);
    expect(exported).toEqual(handlers.map(({ path }) => [path, 1, true]));
  });
});

test('no source file is longer than 250 lines', () => {
  const long = ['functions', 'infra', 'local', 'catalogue']
    .flatMap((folder) => filesBelow(folder, '.ts', '.mjs'))
    .map(({ path, text }) => [path, text.trimEnd().split('\n').length] as const)
    .filter(([, lines]) => lines > 250);
  expect(long).toEqual([]);
});
