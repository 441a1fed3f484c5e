import { expect, test } from 'vitest';
import { missing } from '../../local/preflight.mjs';

const fine = { version: '24.1.0', env: {}, data: '.data', installed: true, engine: true, writable: true };

test.each([
  [{}, undefined],
  [{ version: '22.18.0' }, undefined],
  [{ engine: false, env: { DYNAMODB_ENDPOINT: 'http://x' } }, undefined],
  [{ installed: false }, 'npm ci'],
  [{ version: '20.20.2' }, 'Node 20.20.2'],
  [{ version: '22.17.9' }, '22.18 or newer'],
  [{ engine: false }, 'DYNAMODB_ENDPOINT'],
  [{ writable: false }, '--data'],
])('%j', (difference, expected) => {
  const problem = missing({ ...fine, ...difference });
  if (expected === undefined) expect(problem).toBeUndefined();
  else expect(problem).toContain(expected);
  expect(problem?.split('. ').length ?? 1).toBe(1); // one sentence
});
