import { describe, expect, it, test } from 'vitest';
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

describe.each(rows)('$context/$id', ({ operation }) => {
  const { route, body, path, example, answers, summary, by } = operation;
  const isPost = route.startsWith('POST');

  it('names in its path schema exactly the variables of its route', () => {
    const variables = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const issues = path.safeParse(Object.fromEntries([['no such part', '']])).error?.issues ?? [];
    const missing = issues.filter(({ code }) => code !== 'unrecognized_keys').map(({ path: [at] }) => at);
    expect(missing).toEqual(variables);
    expect(issues.some(({ code }) => code === 'unrecognized_keys')).toBe(true);
  });

  it.runIf(isPost)('has a body that refuses unknown fields', () => {
    const keys = body
      .safeParse({ 'no such field': 1 })
      .error?.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
    expect(keys).toEqual(['no such field']);
  });

  it.runIf(!isPost)('has no body', () => expect(body).toBe(none));

  it.runIf(example !== undefined)('has an example that its body accepts', () => {
    expect(body.safeParse(example).error?.issues).toBeUndefined();
  });

  // The two whole files of the catalogue are examples themselves.
  it.runIf(isPost && body !== none && !/^POST \/(calendars|procedures)$/.test(route))(
    'has an example of its body',
    () => expect(example).toBeDefined(),
  );

  it('says in both languages what it does, who may call it and how it succeeds', () => {
    for (const { vi, en } of [summary, ...Object.values(answers).map(({ text }) => text)]) {
      expect(vi).not.toBe('');
      expect(en).not.toBe('');
    }
    expect(by.length).toBeGreaterThan(0);
    for (const status of Object.keys(answers)) expect(status).toMatch(/^2\d\d$/);
  });
});

test('every problem that the table knows is documented by some operation', () => {
  const documented = new Set(rows.flatMap(({ operation }) => operation.problems));
  const never = Object.keys(problems).filter((code) => [...documented].every((each) => each !== code));
  expect(never).toEqual([]);
});
