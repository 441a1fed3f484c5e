import { expect, test } from 'vitest';
import { digest } from '../../functions/app/append.ts';
import type { ReadStore } from '../../functions/app/reads.ts';
import { track } from '../../functions/app/track.ts';
import {
  FILES,
  follow,
  ID,
  MORNING,
  must,
  numbers,
  owner,
  type Story,
  submitted,
  system,
  usual,
  verified,
} from '../core/dossier/support.ts';
import { worldOf } from './fakes.ts';

const TOKEN = 'tracking-token-22-char';
const reads: ReadStore = {
  tracked: async (hash) => (hash === digest(TOKEN) ? ID : undefined),
  forms: async () => [],
  events: async () => [],
  entries: async () => ({ entries: [] }),
  heads: async () => new Map(),
  gauges: async () => new Map(),
};

const asked = async (story: Story, token = TOKEN) => {
  const answer = await track({ ...worldOf(story).ports, reads })(token);
  return answer.ok ? answer.value.body : answer.error.code;
};

test('public tracking shows code, status and progress, and nothing else', async () => {
  expect(await asked(submitted())).toEqual({
    code: '000.00.NN.H05-261102-0001',
    ...{ status: 1, statusName: 'Mới đăng ký', progressPercent: 0 },
  });
});

test.each([
  '',
  'x',
  `${TOKEN}x`,
  'another-token-22-chars',
  '../../../etc/passwd___',
  `${TOKEN.slice(0, 21)}%`,
])('a token that is none finds nothing: "%s"', async (token) => {
  expect(await asked(submitted(), token)).toBe('NOT_FOUND');
});

test('progress only grows on the usual path, step by step, from 0 to 100', async () => {
  const shown: unknown[] = [];
  let story = submitted();
  for (;;) {
    const body = await asked(story);
    if (typeof body === 'string') throw new Error(body);
    if (shown.at(-1) !== body.progressPercent) shown.push(body.progressPercent);
    const next = usual(story.dossier);
    if (!next) break;
    story = follow(story, next[0], next[1], must(story.events.at(-1)).at + 60_000);
  }
  // Ten phases and four further review steps: 13 equal strides.
  expect(shown).toEqual(Array.from({ length: 14 }, (_, i) => Math.floor((100 * i) / 13)));
});

test('a refused file brings the dossier back to the beginning, a withdrawal to its end', async () => {
  const bad = follow(submitted(), verified(numbers(FILES), [1]), system, MORNING);
  expect(await asked(bad)).toMatchObject({ status: 1, progressPercent: 0 });
  const withdrawn = follow(bad, { type: 'withdraw', reason: 'r' }, owner, MORNING);
  expect(await asked(withdrawn)).toMatchObject({ status: 7, progressPercent: 100 });
});
