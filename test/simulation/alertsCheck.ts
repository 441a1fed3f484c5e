import { alertRules } from '../verifier/alertRules.ts';
import { type Expected, walkAlerts } from '../verifier/alerts.ts';
import { END, type Life, live } from './alertsLife.ts';
import type { Raised } from './alertsWorld.ts';
import { MINUTE, type Year, years } from './alertsYear.ts';

/** How many alerts of a stage were raised and expected, how many of these were missed, how many of those were false. */
export interface Tally {
  raised: number;
  expected: number;
  missed: number;
  false: number;
}

export interface Findings {
  readonly tallies: Map<string, Tally>;
  /** The shortest of the logs that are wrong, with what is wrong. */
  shortest?: { readonly events: number; readonly text: string };
  wrong: number;
  dossiers: number;
  events: number;
  visits: number;
  vain: number;
}

export const nothingYet = (): Findings => ({
  ...{ tallies: new Map<string, Tally>(), wrong: 0, dossiers: 0, events: 0, visits: 0, vain: 0 },
});

const time = (instant: number) =>
  new Date(instant + 7 * 60 * MINUTE).toISOString().slice(0, 19).replace('T', ' ');

/** Stages of work are numbered by the event that decided them; every other alert by the version that it is about. */
const isSame = (raised: Raised, expected: Expected): boolean =>
  raised.stage === expected.stage &&
  raised.at === expected.raisedAt &&
  raised.version === (expected.version ?? raised.seq);

const told = ({ stage, version, at }: Pick<Raised, 'stage' | 'at'> & { version?: number | undefined }) =>
  `${time(at)} ${stage}#${version ?? 'seq'}`;

/** Compares what was raised with what must have been, one by one. */
const differences = (raised: readonly Raised[], expected: readonly Expected[]) => {
  const left = [...raised];
  const missed = expected.filter((each) => {
    const found = left.findIndex((other) => isSame(other, each));
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
  return { missed, surplus: left };
};

const tallyOf = (findings: Findings, stage: string): Tally => {
  const tally = findings.tallies.get(stage) ?? { raised: 0, expected: 0, missed: 0, false: 0 };
  findings.tallies.set(stage, tally);
  return tally;
};

const logOf = ({ world }: Life): string =>
  world.events.map(({ seq, at, type }) => `    ${String(seq).padStart(3)} ${time(at)} ${type}`).join('\n');

/** What is wrong in one log, in words; and its alerts, one by one. */
const judge = ({ world }: Life, { unit, calendars, sweptAt }: Year) => {
  const { events, alerts, procedure } = world;
  const office = { rules: alertRules(unit, procedure), calendars, sweptAt };
  const { alerts: expected, armed, wrong } = walkAlerts(events, office, END - 1);
  const { missed, surplus } = differences(alerts, expected);
  const words = (instant: number | undefined) => (instant === undefined ? 'nothing' : time(instant));
  const misarmed = events
    .filter(({ seq, outlook }) => armed.has(seq) && armed.get(seq) !== outlook.next)
    .map(
      ({ seq, type, outlook }) =>
        `event ${seq} ${type}: armed for ${words(outlook.next)}, expected ${words(armed.get(seq))}`,
    );
  // The log tells of every alert that it decided, by the same number as the alert beside it.
  const untold = events.filter(
    (event) =>
      event.type === 'alertsDecided' &&
      !alerts.some(
        ({ seq, stage, version }) =>
          seq === event.seq && stage === event.data.alert && version === event.data.version,
      ),
  );
  const flaws = [
    ...(wrong === undefined ? [] : [wrong.replace(/\d{13}/, (instant) => time(Number(instant)))]),
    ...missed.map((each) => `missed: ${told({ ...each, at: each.raisedAt })}, due ${time(each.at)}`),
    ...surplus.map((each) => `false: ${told(each)} (event ${each.seq})`),
    ...misarmed,
    ...untold.map(({ seq }) => `event ${seq}: no such alert stands beside it`),
  ];
  return { expected, missed, surplus, flaws };
};

/** Lives one dossier and judges its alerts. */
export const check = async (findings: Findings, seed: number, n: number, year: Year): Promise<void> => {
  const name = `seed ${seed}, dossier ${n}, ${year.name}`;
  const life = await live(seed, n, year).catch((error: unknown) => {
    throw new Error(name, { cause: error });
  });
  const { events, alerts, procedure } = life.world;
  const { expected, missed, surplus, flaws } = judge(life, year);
  for (const { stage } of alerts) tallyOf(findings, stage).raised++;
  for (const { stage } of expected) tallyOf(findings, stage).expected++;
  for (const { stage } of missed) tallyOf(findings, stage).missed++;
  for (const { stage } of surplus) tallyOf(findings, stage).false++;
  findings.dossiers++;
  findings.events += events.length;
  findings.visits += life.visits;
  findings.vain += life.vain;
  if (flaws.length === 0) return;
  findings.wrong++;
  if (findings.shortest && findings.shortest.events <= events.length) return;
  const text = [`${name} (${procedure.code})`, ...flaws.map((flaw) => `  ${flaw}`), logOf(life)].join('\n');
  findings.shortest = { events: events.length, text };
};

/** So many dossiers of one seed, some in each kind of year. */
export const checkAll = async (
  seed: number,
  dossiers: number,
  progress: (done: number, findings: Findings) => void = () => undefined,
): Promise<Findings> => {
  const findings = nothingYet();
  for (let n = 0; n < dossiers; n++) {
    const year = years[n % years.length];
    if (year) await check(findings, seed, n, year);
    progress(n + 1, findings);
  }
  return findings;
};

/** A line per stage. */
export const tableOf = ({ tallies }: Findings): string => {
  const rows = [...tallies].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const line = (name: string, cells: readonly (string | number)[]) =>
    `${name.padEnd(20)}${cells.map((cell) => String(cell).padStart(10)).join('')}`;
  const sum = (field: keyof Tally) => rows.reduce((total, [, tally]) => total + tally[field], 0);
  return [
    line('stage', ['raised', 'expected', 'missed', 'false']),
    ...rows.map(([stage, t]) => line(stage, [t.raised, t.expected, t.missed, t.false])),
    line('all', [sum('raised'), sum('expected'), sum('missed'), sum('false')]),
  ].join('\n');
};
