import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../../functions/core/dossier/apply.ts';
import { incrementsOf } from '../../../functions/core/metrics/counters.ts';
import { eventsAsOf } from '../../../functions/core/reports/as-of.ts';
import { bieu06, type Landing } from '../../../functions/core/reports/bieu06.ts';
import { plusDays } from '../../../functions/core/reports/days.ts';
import type { DossierFacts } from '../../../functions/core/reports/facts.ts';
import { isIn, type Period } from '../../../functions/core/reports/period.ts';
import { calendar, must, type Story } from '../dossier/support.ts';
import { anyLife } from './lives.ts';
import { factsAt } from './support.ts';

const runs = {
  numRuns: Number(process.env.PROPERTY_RUNS ?? 100),
  seed: Number(process.env.PROPERTY_SEED ?? 20_261_127),
};
const anyPeriod: fc.Arbitrary<Period> = fc.tuple(fc.nat(140), fc.nat(100)).map(([first, length]) => ({
  from: plusDays('2026-09-15', first),
  to: plusDays('2026-09-15', first + length),
}));
const place = fc.constantFrom('resolved' as const, 'apart' as const);
const anyLanding: fc.Arbitrary<Landing> = fc.record({ withdrawn: place, stopped: place });

const factsOfAll = (stories: readonly Story[], day: string): readonly DossierFacts[] =>
  stories.flatMap((story) => factsAt(story, day) ?? []);

const numbersOf = (stories: readonly Story[], period: Period, landing: Landing) => {
  const made = bieu06(factsOfAll(stories, period.to), period, landing);
  if (!made.ok) throw new Error(`unbalanced: ${made.error.received} ${made.error.accountedFor}`);
  const [form, more] = made.value.tables;
  const number = (key: string) => Number(must(form).total?.[key] ?? must(more).total?.[key]);
  return { number, rows: must(form).rows };
};

test('the identity holds for any dossiers, any period, wherever withdrawn and stopped ones land', () => {
  fc.assert(
    fc.property(fc.array(anyLife, { maxLength: 6 }), anyPeriod, anyLanding, (stories, period, landing) => {
      const { number, rows } = numbersOf(stories, period, landing);
      expect(number('online') + number('direct') + number('carried')).toBe(number('received'));
      expect(number('resolved') + number('open')).toBe(number('received'));
      for (const key of ['received', 'resolved', 'open']) {
        expect(rows.reduce((sum, row) => sum + Number(row[key]), 0)).toBe(number(key));
      }
    }),
    runs,
  );
});

test('what is in process at the end of a period is carried over into the next', () => {
  const landing = { withdrawn: 'resolved', stopped: 'resolved' } as const;
  fc.assert(
    fc.property(fc.array(anyLife, { maxLength: 6 }), anyPeriod, (stories, period) => {
      const following = { from: plusDays(period.to, 1), to: plusDays(period.to, 40) };
      expect(numbersOf(stories, following, landing).number('carried')).toBe(
        numbersOf(stories, period, landing).number('open'),
      );
    }),
    runs,
  );
});

/** The counters that the transitions kept, counted over again from the logs. */
const recount = (stories: readonly Story[], period: Period) => {
  const counted = stories.flatMap(({ events }) => {
    const states = events.map((_, i) => fold(events.slice(0, i + 1)));
    return events.flatMap((event, i) => incrementsOf(event, states[i - 1], must(states[i]), calendar) ?? []);
  });
  const own = counted.filter(({ day }) => isIn(day, period));
  return (measure: string) => own.reduce((sum, { by }) => sum + (by[measure] ?? 0), 0);
};

test('the form says what the counters say', () => {
  fc.assert(
    fc.property(fc.array(anyLife, { maxLength: 4 }), anyPeriod, (stories, period) => {
      const { number } = numbersOf(stories, period, { withdrawn: 'resolved', stopped: 'resolved' });
      const counter = recount(stories, period);
      expect(number('online') + number('direct')).toBe(counter('received'));
      for (const how of ['refused', 'withdrawn', 'stopped']) expect(number(how)).toBe(counter(how));
      expect([number('early'), number('onTime'), number('late')]).toEqual(
        ['resolvedEarly', 'resolvedOnTime', 'resolvedLate'].map(counter),
      );
      const results = factsOfAll(stories, period.to).flatMap(({ closing }) => closing ?? []);
      for (const outcome of ['early', 'onTime', 'late']) {
        const own = results.filter(
          (each) => each.how === 'result' && isIn(each.day, period) && each.outcome === outcome,
        );
        expect(own).toHaveLength(counter(outcome));
      }
    }),
    runs,
  );
});

test('the log itself agrees with the facts: results by date, steps by their own time', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyLife, (story) => {
      const facts = must(factsAt(story));
      const completed = story.events.flatMap((event) =>
        event.type === 'documentsVerified' && event.data.completed ? [event.data.completed] : [],
      );
      if (facts.closing) seen.add(`${facts.closing.how} ${facts.closing.outcome}`);
      expect(facts.closing?.how === 'result' ? [facts.closing.outcome, facts.closing.original] : []).toEqual(
        completed.flatMap(({ outcome, original }) => [outcome, original]),
      );
      if (facts.closing?.how === 'result') {
        const { day, outcome } = facts.closing;
        expect(outcome).toBe(day < facts.dueDay ? 'early' : day === facts.dueDay ? 'onTime' : 'late');
      }
      const completions = story.events.filter((event) => event.type === 'stepCompleted');
      const results = completions.map(({ data }) => [data.step, data.result]);
      const own = facts.steps.filter(
        ({ id, ended }) => ended === 'done' && !['INTAKE', 'RECEIVE', 'RESULT'].includes(id),
      );
      expect(own.map(({ id, outcome }) => [id, outcome])).toEqual(results);
      // A step that was late when the applicant was asked may be finished at the very moment at which it runs on.
      const isPaused = facts.payments.length + facts.supplements.length > 0;
      if (!isPaused) {
        expect(own.map(({ minutes }) => Math.round(minutes))).toEqual(
          completions.map(({ data }) => data.worked.minutes),
        );
      }
      for (const { minutes, budget, outcome, held } of facts.steps) {
        expect(held).toBeLessThanOrEqual(minutes);
        // After closing time no working minute passes, and a step that was due by then is late all the same.
        if (budget === undefined) expect(outcome).toBeUndefined();
        else if (outcome === 'late') expect(minutes).toBeGreaterThanOrEqual(budget);
        else if (outcome !== undefined && !isPaused) expect(minutes).toBeLessThanOrEqual(budget);
      }
    }),
    { ...runs, numRuns: runs.numRuns * 4 },
  );
  // The property is worth something only if the random lives get everywhere.
  const outcomes = ['early', 'onTime', 'late'];
  const ends = ['result', 'refused', 'withdrawn', 'stopped'];
  expect([...seen].toSorted()).toEqual(
    ends.flatMap((how) => outcomes.map((each) => `${how} ${each}`)).toSorted(),
  );
});

test('what happens later changes nothing that was known at the end of a day', () => {
  fc.assert(
    fc.property(anyLife, fc.nat(120), (story, n) => {
      const day = plusDays('2026-09-20', n);
      const known = eventsAsOf(story.events, day, calendar);
      expect(factsAt({ ...story, events: known }, day)).toEqual(factsAt(story, day));
    }),
    runs,
  );
});
