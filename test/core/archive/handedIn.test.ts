import { expect, test } from 'vitest';
import { handedIn } from '../../../functions/core/archive/handedIn.ts';
import { papersFor, sensitivityOf } from '../../../functions/core/archive/papers.ts';
import {
  clerk,
  declareFile,
  desk,
  follow,
  issue,
  MORNING,
  must,
  numbers,
  owner,
  register,
  staff,
  submitted,
  system,
  until,
  verified,
} from '../dossier/support.ts';

const HOUR = 3_600_000;

test('the files of a filing come from whoever submitted it', () => {
  const { events } = submitted();
  expect([...handedIn(events)]).toEqual([1, 2, 3].map((n) => [n, { by: owner.subject, at: MORNING }]));
});

test('a replaced file comes from whoever replaced it, the others from the filing', () => {
  const bad = follow(submitted(), verified(numbers(3), [2]), system, MORNING + 1);
  const { events } = follow(bad, { type: 'replaceDocuments' }, owner, MORNING + HOUR);
  const from = handedIn(events);
  expect([1, 2, 3].map((n) => from.get(n)?.at)).toEqual([MORNING, MORNING + HOUR, MORNING]);
});

test('the result comes from the clerk who entered it', () => {
  const awaited = until((d) => d.phase === 'RESULT');
  const at = must(awaited.events.at(-1)).at + HOUR;
  const declared = follow(follow(awaited, register, clerk, at), declareFile, clerk, at + 1);
  const { dossier, events } = follow(declared, issue, clerk, at + 2);
  const n = must(dossier.phase === 'VERIFY_RESULT' ? dossier.result : undefined).document;
  expect(handedIn(events).get(n)).toEqual({ by: clerk.subject, at: at + 2 });
});

test('papers are for the owner and the officers of the unit, and for nobody who is not asked', () => {
  const { dossier } = submitted();
  const restricted = { ...dossier, restricted: true } as const;
  expect(papersFor(dossier, owner)).toBe('all');
  expect(papersFor(dossier, desk)).toBe('all');
  expect(papersFor(dossier, staff('x', ['frontDesk'], 'STC-H05'))).toBe(undefined);
  expect(papersFor(restricted, desk)).toBe(undefined);
  expect(papersFor(dossier, system)).toBe(undefined);
});

test('sensitive is what the catalogue says, and everything of a restricted dossier', () => {
  const components = [{ id: 'ANH', sensitive: true }, { id: 'DON' }, { id: 'BANVE', sensitive: false }];
  expect(sensitivityOf({}, components, 'ANH')).toBe('component');
  expect(sensitivityOf({}, components, 'DON')).toBeUndefined();
  expect(sensitivityOf({}, components, 'BANVE')).toBeUndefined();
  expect(sensitivityOf({}, components, 'RESULT')).toBeUndefined();
  expect(sensitivityOf({ restricted: true }, components, 'DON')).toBe('restricted');
});
