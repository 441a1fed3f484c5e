import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Cloud } from '../../local/cloud.ts';
import { bootVirtual } from '../support/boot.ts';
import { executions, history, scan, statesEntered } from '../support/tables.ts';
import { type BillLine, billOf } from './bill.ts';
import { startMeter } from './meter.ts';
import { appraiserKnown, standardDossier } from './play.ts';
import { startRecorder } from './recorder.ts';

/** One execution in numbers. */
export interface ExecutionCount {
  readonly name: string;
  /** States entered and retries: what AWS bills. */
  readonly transitions: number;
  /** Entries into states that wait for a task token. */
  readonly waits: number;
  /** Waits that ended because a deadline came. */
  readonly timeouts: number;
  /** Iterations of its Map states. */
  readonly files: number;
  readonly states: readonly string[];
}

/** What one standard dossier used. */
export interface Measured {
  /** Events and the draft. */
  readonly commands: number;
  /** Events that wake the spine. */
  readonly wakes: number;
  readonly files: number;
  readonly parks: number;
  readonly spine: ExecutionCount;
  readonly digitisation: readonly ExecutionCount[];
  readonly bill: readonly BillLine[];
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly requests: ReadonlyMap<string, number>;
  /** Messages sent, by their way: `topic`, `email`, `sms`. */
  readonly messages: ReadonlyMap<string, number>;
  readonly invocations: ReadonlyMap<string, number>;
  /** A sweep that finds nothing: the running cost of the installation, not of a dossier. */
  readonly emptySweep: { readonly transitions: number; readonly readUnits: number };
}

/** The most write units of a dossier with so many commands, parkings of its spine and files (ADR 7). */
export const writeBudget = ({ commands, parks, files }: Pick<Measured, 'commands' | 'parks' | 'files'>) =>
  16 * commands + 3 * parks + 4 * files + 13;

/** Plays one standard dossier on the unmodified assembly and counts. */
export const measure = async (): Promise<Measured> => {
  const recorder = await startRecorder();
  const cloud = await bootAt(recorder.endpoint).catch(async (error: unknown) => {
    await recorder.stop();
    throw error;
  });
  const meter = startMeter(cloud.url);
  try {
    await appraiserKnown(cloud);
    recorder.begin();
    meter.begin();
    await standardDossier(cloud);
    const { writes, reads } = recorder.seen();
    const { requests, invocations } = meter.seen();
    meter.stop();
    const events = await scan(cloud, cloud.names.eventTable);
    const [spine] = await counts(cloud, cloud.names.dossierStateMachineArn);
    if (!spine) throw new Error('the dossier has no spine');
    const digitisation = await counts(cloud, cloud.names.digitisationStateMachineArn);
    // Time to live deletes with a condition of the embedded cloud's own; on AWS its deletes are free.
    const bill = billOf(
      writes.filter(({ operation }) => operation !== 'DeleteItem'),
      recorder.shapes,
    );
    const sweeps = reads.filter(({ index }) => index === 'due' || index === 'stuck');
    const parks = [spine, ...digitisation].reduce((sum, { waits }) => sum + waits, 0);
    return {
      commands: events.length + 1,
      wakes: events.filter(({ wakes }) => wakes === 1).length,
      files: digitisation.reduce((sum, run) => sum + run.files, 0) / 2, // each is verified and archived
      parks,
      spine,
      digitisation,
      bill,
      writeUnits: bill.reduce((sum, { total }) => sum + total, 0),
      readUnits: unitsOf(reads) - unitsOf(sweeps),
      requests,
      messages: new Map(
        [...Map.groupBy(cloud.outbox(), (m) => m.channel)].map(([way, all]) => [way, all.length]),
      ),
      invocations,
      emptySweep: { transitions: await emptySweep(cloud), readUnits: 2 * (sweeps[0]?.units ?? 0) },
    };
  } finally {
    meter.stop();
    await cloud.stop();
    await recorder.stop();
  }
};

const unitsOf = (reads: readonly { readonly units: number }[]): number =>
  reads.reduce((sum, { units }) => sum + units, 0);

const bootAt = async (endpoint: string): Promise<Cloud> => {
  const before = process.env.DYNAMODB_ENDPOINT;
  process.env.DYNAMODB_ENDPOINT = endpoint;
  try {
    return await bootVirtual({
      parameters: {
        // Mail is the usual way; each text message would add two write units and its own, far higher, price.
        SmsEnabled: 'false',
        // Digests are the unit's, 14 write units each working morning however many dossiers there are.
        DigestSchedule: 'cron(0 0 1 1 ? *)',
        // The nightly recount is no dossier's cost either.
        RecountSchedule: 'cron(0 0 1 1 ? *)',
      },
    });
  } finally {
    if (before === undefined) delete process.env.DYNAMODB_ENDPOINT;
    else process.env.DYNAMODB_ENDPOINT = before;
  }
};

const counts = async (cloud: Cloud, machine: string): Promise<ExecutionCount[]> => {
  const found: ExecutionCount[] = [];
  for (const { name = '', executionArn = '' } of await executions(cloud, machine)) {
    found.push({ name, ...countOf(await history(cloud, executionArn)) });
  }
  return found;
};

/** An execution in numbers, from its history. */
export const countOf = (events: readonly HistoryEvent[]): Omit<ExecutionCount, 'name'> => {
  const states = statesEntered(events);
  const times = (type: string): number => events.filter((event) => event.type === type).length;
  const retries = times('TaskScheduled') - times('TaskStateEntered');
  return {
    transitions: states.length + retries,
    waits: states.filter((name) => name.startsWith('Await ')).length,
    timeouts: times('TaskTimedOut'),
    files: events.reduce((sum, event) => sum + (event.mapStateStartedEventDetails?.length ?? 0), 0),
    states,
  };
};

const emptySweep = async (cloud: Cloud): Promise<number> => {
  const sweeps = await executions(cloud, cloud.names.slaSweepStateMachineArn);
  const last = sweeps.at(-1)?.executionArn ?? '';
  return countOf(await history(cloud, last)).transitions;
};
