import { expect, test } from 'vitest';
import { contract } from '../../functions/contract/index.ts';
import { none } from '../../functions/contract/operation.ts';
import { problems } from '../../functions/core/dossier/problems.ts';
import { apiContexts } from '../../infra/manifest.ts';
import { operations } from '../../infra/operations.ts';

/** The rows of infra/operations.ts and the operations of the contract are the same list. */
const rows = contract.flatMap(({ name, operations: own }) =>
  Object.entries(own).map(([id, operation]) => ({ context: name, id, operation })),
);

test('every route of infra/operations.ts is exactly one operation of the contract, and vice versa', () => {
  const deployed = operations.map(({ context, name, route, auth }) => `${context}/${name} ${route} ${auth}`);
  const described = rows.map(
    ({ context, id, operation: { route, by } }) =>
      `${context}/${id} ${route} ${by === 'public' ? 'public' : 'jwt'}`,
  );
  expect(described.toSorted()).toEqual(deployed.toSorted());
  expect(new Set(rows.map(({ operation }) => operation.route)).size).toBe(rows.length);
  expect(contract.map(({ name }) => name)).toEqual(apiContexts);
});

test.each(rows)('$context/$id: its path schema knows exactly the variables of its route', ({ operation }) => {
  const { route, path } = operation;
  const variables = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const issues = path.safeParse({ 'no such part': '' }).error?.issues ?? [];
  const missing = issues.filter(({ code }) => code !== 'unrecognized_keys').map(({ path: [at] }) => at);
  expect(missing).toEqual(variables);
  expect(issues.some(({ code }) => code === 'unrecognized_keys')).toBe(true);
});

test.each(rows)('$context/$id: says in both languages what it does and how it succeeds', ({ operation }) => {
  const { summary, answers, by } = operation;
  for (const { vi, en } of [summary, ...Object.values(answers).map(({ text }) => text)]) {
    expect(vi).not.toBe('');
    expect(en).not.toBe('');
  }
  expect(by.length).toBeGreaterThan(0);
  for (const status of Object.keys(answers)) expect(status).toMatch(/^2\d\d$/);
});

const isPost = ({ operation }: (typeof rows)[number]) => operation.route.startsWith('POST');

test.each(rows.filter(isPost))('$context/$id: its body refuses unknown fields', ({ operation }) => {
  const { body, example } = operation;
  const said = typeof example === 'object' ? example : {};
  const keys = body
    .safeParse({ ...said, 'no such field': 1 })
    .error?.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
  expect(keys).toEqual(['no such field']);
});

test('a question has no body, a POST has an example of its own', () => {
  for (const { id, operation } of rows) {
    const { body, example, route } = operation;
    if (!route.startsWith('POST')) expect(body, id).toBe(none);
    // The two whole files of the catalogue are examples themselves.
    else if (body !== none && !/^POST \/(calendars|procedures)$/.test(route)) {
      expect(example, id).toBeDefined();
      expect(body.safeParse(example).error?.issues, id).toBeUndefined();
    } else expect(example, id).toBeUndefined();
  }
});

test('every problem that the table knows is documented by some operation', () => {
  const documented = new Set(rows.flatMap(({ operation }) => operation.problems));
  const never = Object.keys(problems).filter((code) => [...documented].every((each) => each !== code));
  expect(never).toEqual([]);
});
