import { expect, test } from 'vitest';
import { fold } from '../../../functions/core/dossier/apply.ts';
import { incrementsOf } from '../../../functions/core/metrics/counters.ts';
import { at } from '../calendar/support.ts';
import {
  calendar,
  desk,
  follow,
  must,
  owner,
  rulesOf,
  type Story,
  submitted,
  system,
  until,
  usual,
  verified,
} from '../dossier/support.ts';
import { asked, lapsed, receivedAt } from '../dossier/tell.ts';

/** A recount from the log alone. */
const recount = ({ events }: Story): string[] =>
  events.flatMap((event, i) =>
    incrementsOf(event, must(fold(events.slice(0, i + 1))), calendar).map(
      ({ day, cell }) => `${day} ${cell}`,
    ),
  );

test('each fact is counted once, on the local day on which it happened', () => {
  // 23/11 at 23:30 in Hanoi is 16:30 in UTC, and half past midnight is still the 23rd there.
  let story = submitted(at('2026-11-23 23:30'));
  const go = (when: string) => {
    const [command, actor] = must(usual(story.dossier));
    story = follow(story, command, actor, at(when));
  };
  go('2026-11-24 00:10');
  go('2026-11-24 00:20');
  go('2026-11-24 00:30');
  while (story.dossier.phase !== 'VERIFY_RESULT') go('2026-11-25 10:00');
  go('2026-11-26 09:00');
  go('2026-11-26 09:01');
  go('2026-12-24 09:00');
  expect(recount(story)).toEqual([
    '2026-11-23 received|1.013236|online',
    '2026-11-24 accepted|1.013236|online',
    // Completed when the result was entered, not when its file was found clean, nor when it was picked up.
    '2026-11-25 early|1.013236|online',
    '2026-12-24 delivered|1.013236|online',
  ]);
});

test.each([
  ['2026-11-30 16:00', 'early'],
  ['2026-12-01 23:59', 'onTime'],
  ['2026-12-02 00:01', 'late'],
])('a result entered on %s is counted as %s, once', (entered, outcome) => {
  const ready = until((d) => d.nationalId !== undefined, submitted(at('2026-11-16 08:00')));
  let story = follow(ready, { type: 'accept' }, desk, at('2026-11-16 09:00'));
  while (story.dossier.phase !== 'VERIFY_RESULT') {
    const [command, actor] = must(usual(story.dossier));
    story = follow(story, command, actor, at(entered));
  }
  story = follow(story, verified([4]), system, at(entered) + 3 * 60 * 60 * 1000);
  const outcomes = recount(story).filter((line) => /early|onTime|late/.test(line));
  expect(outcomes).toEqual([`${entered.slice(0, 10)} ${outcome}|1.013236|online`]);
  expect(story.dossier).toMatchObject({ status: 9, outcome, completedAt: at(entered) });
});

test('a refused result file completes nothing', () => {
  const entered = until((d) => d.phase === 'VERIFY_RESULT');
  const story = follow(entered, verified([4], [4]), system, must(entered.events.at(-1)).at);
  expect(recount(story)).toEqual(recount(entered));
});

test('a withdrawal is counted, and what was counted before stays', () => {
  const story = follow(submitted(), { type: 'withdraw', reason: 'r' }, owner, at('2026-11-05 09:00'));
  expect(recount(story)).toEqual([
    '2026-11-02 received|1.013236|online',
    '2026-11-05 withdrawn|1.013236|online',
  ]);
});

test('a silence that ends the dossier is counted as a stop, one that leads to a refusal is not', () => {
  const study = rulesOf('1.012900');
  const over = lapsed(
    asked(receivedAt('2026-11-02 09:00', study), '2026-11-03 09:00', 'supplement'),
    '2026-11-25 17:00',
  );
  expect(over.dossier.status).toBe(8);
  expect(recount(over).at(-1)).toBe('2026-11-25 stopped|1.012900|online');
  const permit = lapsed(
    asked(receivedAt('2026-11-02 09:00'), '2026-11-03 09:00', 'supplement'),
    '2026-11-05 17:00',
  );
  expect(recount(permit)).toHaveLength(2);
});
