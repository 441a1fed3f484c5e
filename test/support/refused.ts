import { expect } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import type { Answer } from './api.ts';
import { worldHash } from './tables.ts';

/** The refusal that is due: HTTP status, stable code, every bad field. */
export interface Expected {
  readonly status: number;
  readonly code?: string;
  readonly fields?: readonly string[];
}

const fieldsOf = (answer: Answer): unknown[] => {
  const { errors } = answer.body;
  return Array.isArray(errors) ? errors.map((each: { field: unknown }) => each.field) : [];
};

/** Sends what is wrong, twice, and expects the same refusal and an unchanged world. */
export const refused = async (
  cloud: Cloud,
  send: () => Promise<Answer>,
  expected: Expected,
): Promise<void> => {
  const before = await worldHash(cloud);
  for (const answer of [await send(), await send()]) {
    expect(answer.status).toBe(expected.status);
    if (expected.code)
      expect(answer.body).toMatchObject({
        code: expected.code,
        type: expect.stringMatching(/^urn:mot-cua:problem:\d{4}$/),
        status: expected.status,
      });
    if (expected.fields) expect(fieldsOf(answer)).toEqual(expected.fields);
  }
  await cloud.clock.settle();
  expect(await worldHash(cloud)).toBe(before);
};
