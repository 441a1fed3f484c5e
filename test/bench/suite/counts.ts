import { measure, writeBudget } from '../../budget/measure.ts';
import { waits } from '../../budget/play.ts';
import { MONDAY } from '../../support/boot.ts';
import { type Bench, type Found, once, type Wanted } from './bench.ts';
import { runChain } from './chainRun.ts';
import { ratio } from './numbers.ts';

/** Counts, the same on every machine: what one standard dossier uses, and what a chain of functions with a poll would use. */
const measured = once(measure);
const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, each) => total + each, 0);

const budget = async ({ say }: Wanted): Promise<Found> => {
  say('one standard dossier on a virtual clock');
  const found = await measured();
  const { spine, digitisation, writeUnits, readUnits, invocations } = found;
  const transitions = spine.transitions + sum(digitisation.map((run) => run.transitions));
  const limit = writeBudget(found);
  return {
    figures: [
      {
        ...{ what: 'state transitions', value: transitions, unit: 'a dossier' },
        beside: `spine ${spine.transitions}, digitisation ${transitions - spine.transitions}`,
      },
      {
        ...{ what: 'write units', value: writeUnits, unit: 'a dossier' },
        beside: `${found.commands} commands; budget ${limit}`,
      },
      { what: 'read units', value: readUnits, unit: 'a dossier' },
      { what: 'Lambda invocations', value: sum(invocations.values()), unit: 'a dossier' },
    ],
    relative: { transitions, 'write units': writeUnits, 'write units / budget': ratio(writeUnits, limit) },
  };
};

/** Functions that drive the spine: they wake it and look at its deadlines. */
const DRIVING = /-(signal|evaluate)$/;
const HISTORY_LIMIT = 25_000;

const chain = async ({ say }: Wanted): Promise<Found> => {
  say('one standard dossier on a virtual clock');
  const { spine, invocations } = await measured();
  const driving = sum([...invocations].flatMap(([name, times]) => (DRIVING.test(name) ? [times] : [])));
  const life = waits.map(([name, at]) => ({ name, until: Date.parse(`${at}:00+07:00`) }));
  const polls = [5, 60];
  const chains: { minutes: number; count: Awaited<ReturnType<typeof runChain>> }[] = [];
  for (const minutes of polls) {
    say(`the same life as a chain that looks every ${minutes} minutes`);
    chains.push({ minutes, count: await runChain(life, MONDAY, minutes * 60) });
  }
  return {
    figures: [
      { what: 'our spine: transitions', value: spine.transitions, unit: 'a dossier' },
      { what: 'our spine: invocations', value: driving, unit: 'a dossier', beside: 'signal and evaluate' },
      ...chains.flatMap(({ minutes, count }) => {
        const every = `chain, a look every ${minutes} min`;
        const times = (a: number, b: number): string => `${ratio(a, b)} times ours`;
        const over = count.events > HISTORY_LIMIT ? 'above' : 'below';
        return [
          {
            ...{ what: `${every}: transitions`, value: count.transitions, unit: 'a dossier' },
            beside: times(count.transitions, spine.transitions),
          },
          {
            ...{ what: `${every}: invocations`, value: count.invocations, unit: 'a dossier' },
            beside: times(count.invocations, driving),
          },
          {
            ...{ what: `${every}: history`, value: count.events, unit: 'events' },
            beside: `${over} the ${HISTORY_LIMIT} of an execution on AWS`,
          },
        ];
      }),
    ],
    relative: Object.fromEntries(
      chains.flatMap(({ minutes, count }) => [
        [`transitions, chain of ${minutes} min / ours`, ratio(count.transitions, spine.transitions)],
        [`invocations, chain of ${minutes} min / ours`, ratio(count.invocations, driving)],
      ]),
    ),
  };
};

export const counts: readonly Bench[] = [
  { name: 'budget', run: budget },
  { name: 'chain', run: chain },
];
