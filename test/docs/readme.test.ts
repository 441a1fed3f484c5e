import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { operations } from '../../infra/operations.ts';
import { INERT, RUN_HERE } from '../../local/template/support.ts';

/** What the documents say exists. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
const readme = read('README.md');

test('the README lists every resource type that runs or is inert in the embedded cloud', () => {
  // `AWS::ApiGatewayV2::Api`, `::Route`: a family may be written once.
  const named = (type: string): boolean =>
    readme.includes(`\`${type}\``) || readme.includes(`\`::${type.split('::')[2]}\``);
  expect([...Object.keys(RUN_HERE), ...Object.keys(INERT)].filter((type) => !named(type))).toEqual([]);
});

test('every npm script that a document names exists', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read('package.json')));
  const documents = [
    'README.md',
    'catalogue/README.md',
    ...readdirSync(`${root}docs`)
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ];
  const named = documents.flatMap((path) =>
    [...read(path).matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name),
  );
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('every file that a script or a link of the README names exists', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read('package.json')));
  const run = Object.values(scripts).flatMap((line) =>
    [...line.matchAll(/node ([\w./-]+\.m?ts|[\w./-]+\.mjs)/g)].map(([, path = '']) => path),
  );
  const linked = [...readme.matchAll(/\]\(([\w./-]+)\)/g)].map(([, path = '']) => path);
  expect([...run, ...linked].filter((path) => !existsSync(`${root}${path}`))).toEqual([]);
});

test('every route is in the README', () => {
  const missing = operations.filter(({ route }) => {
    const [, path = ''] = route.split(' ');
    const tail = path.replace('/dossiers/{id}', '…');
    return !readme.includes(path) && !readme.includes(tail);
  });
  expect(missing.map(({ route }) => route)).toEqual([]);
});
