import { compileCalendar } from '../../../functions/core/calendar/index.ts';
import { loadCatalogue } from '../../../local/catalogue.ts';
import { type Clock, virtualClock } from '../../../local/clock.ts';
import { type Cloud, startCloud } from '../../../local/cloud.ts';
import type { Wrote } from '../../../local/dynamo/memory/index.ts';
import type { Faults } from '../../../local/faults.ts';

import { assembly } from '../../support/boot.ts';
import { directClients } from '../../support/direct.ts';
import type { Weather } from '../check/inspector.ts';
import { Watch } from '../check/watch.ts';
import { sharedBundles } from '../sharedBundles.ts';
import { Agenda } from './agenda.ts';
import { type Arrival, arrivalsOf, localDay, type Span, startOf } from './arrivals.ts';
import { simulatedCatalogue } from './catalogue.ts';
import { Client, staffCaller } from './client.ts';
import { deploy } from './deploy.ts';
import { failureOf, SimulationFailed } from './failure.ts';
import { type FaultName, planOf, weatherOf } from './faults.ts';
import { watch } from './heads.ts';
import { declareDayOff } from './holiday.ts';
import { Journey, type Scene } from './journey.ts';
import { Department } from './office.ts';
import { meddle, redrive, restart } from './operator.ts';
import { poison } from './poison.ts';
import type { Staffing } from './staffing.ts';
import { countWriteUnits } from './writeUnits.ts';

/** What is simulated. */
export interface Wanted {
  readonly seed: number;
  readonly span: Span;
  readonly dossiers: number;
  /** Whatever can happen to a dossier happens as often as the usual. */
  readonly eventful?: boolean;
  readonly staffing: Staffing;
  /** What goes wrong. */
  readonly faults: readonly FaultName[];
  /** The local days on which it does; absent: on all. */
  readonly faultDays?: readonly string[] | undefined;
  /** How often a call fails, of 1. */
  readonly rate?: number | undefined;
  /** The numbers of the filings that come; absent: all. The others stay away and change nothing in what these want. */
  readonly only?: readonly number[] | undefined;
  /** Data folder to keep; absent: nothing stays. */
  readonly dir?: string;
  /** The deployed bundles speak to services over the SDK's protocols, which takes several times as long and changes nothing. */
  readonly protocols?: boolean;
  readonly progress?: (line: string) => void;
}

/** What went on in it. */
export interface Simulated {
  readonly cloud: Cloud;
  readonly arrivals: readonly Arrival[];
  readonly touched: ReadonlySet<string>;
  readonly repeated: number;
  /** Of the database, from the first day on. */
  readonly writeUnits: number;
  /** How often a dossier was looked at while it ran. */
  readonly looks: number;
  /** How often each fault has struck. */
  readonly struck: Readonly<Record<string, number>>;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How long after the last filing everything is over at the latest: the longest limit, a supplement, a queue. */
const TAIL_DAYS = 240;
/** When faults are over: time for retries, sweeps and timers to heal what is left. */
export const HEALING_HOURS = 26;
const admin = staffCaller('admin-1', 'administrator');

/** Parameters as somebody would set them who runs the year in minutes: the spines' own timers keep the deadlines, the sweep heals. */
const PARAMETERS = {
  ...{ ObserveMinutes: '1440', SweepMinutes: '720', DigestSchedule: 'cron(30 7,10 * * ? *)' },
  ...{ RecountSchedule: 'cron(30 1 1 * ? *)', FixitySchedule: 'cron(30 2 1 1 ? *)' },
};

/** A department that is ready to work: the unmodified assembly on a virtual clock, its catalogue, its people. */
export const openDepartment = async (o: {
  readonly seed: number;
  readonly span: Span;
  readonly staffing: Staffing;
  /** Sweeps come once a day, so that what they heal is seen before. */
  readonly eventful?: boolean | undefined;
  readonly clock: Clock;
  readonly faults?: Faults | undefined;
  readonly dir?: string | undefined;
  /** Which wishes are sent once more after their answer. */
  readonly pressesAgain?: (key: string) => boolean;
  /** What may be expected of it while it runs; absent: nobody looks. */
  readonly weather?: Weather | undefined;
  /** The deployed bundles speak to services over the SDK's protocols, as on AWS. */
  readonly protocols?: boolean | undefined;
}) => {
  const { seed, clock, staffing } = o;
  const inline = o.protocols ? {} : { ...(await sharedBundles()), shortcut: directClients };
  const units = countWriteUnits();
  const checks = o.weather && new Watch(o.weather);
  const wrote: Wrote = (write) => {
    units.wrote(write);
    checks?.wrote(write);
  };
  const cloud = await startCloud({
    ...{ assembly, clock, seed, inline, memory: { wrote } },
    parameters: { ...PARAMETERS, ...(o.eventful && { SweepMinutes: '1440' }) },
    ...(o.faults && { faults: o.faults }),
    ...(o.dir !== undefined && { dir: o.dir }),
  });
  try {
    const files = simulatedCatalogue();
    await loadCatalogue(cloud, files);
    const [days] = files.calendars;
    if (!days) throw new Error('no calendar');
    const calendar = compileCalendar(days);
    const agenda = new Agenda(clock);
    const client = new Client(cloud, agenda, o.pressesAgain);
    const department = new Department(agenda, calendar, staffing);
    const touched = new Set<string>();
    const scene: Scene = {
      ...{ agenda, client, department, staffing, appraisals: new Map() },
      touched: async (id, what) => {
        touched.add(id);
        checks?.afterAct(id, what, clock.now());
      },
    };
    agenda.spawn(() => hire(client, department, o.span));
    await agenda.run();
    department.open();
    return { cloud, scene, calendar, days, procedures: files.procedures, touched, checks, units };
  } catch (error) {
    await cloud.stop();
    await checks?.close();
    throw error;
  }
};

/** Lets a department live through a span, and answers when all is done. The caller stops the cloud. Throws SimulationFailed at the first thing that is wrong. */
export const simulate = async (wanted: Wanted): Promise<Simulated> => {
  const { seed, span, staffing, progress = () => {} } = wanted;
  const clock = virtualClock(startOf(span) - DAY);
  const strikes = { days: wanted.faultDays, rate: wanted.rate };
  const plan = planOf(wanted.faults, seed, span, () => clock.now(), strikes);
  const office = await openDepartment({ ...wanted, ...plan, clock, weather: weatherOf(wanted.faults) });
  const { cloud, scene, calendar, touched, checks, units } = office;
  const before = units.total();
  const { agenda } = scene;
  try {
    const arrivals = arrivalsOf(seed, span, wanted.dossiers, { ...office, eventful: wanted.eventful }).filter(
      ({ n }) => wanted.only?.includes(n) ?? true,
    );
    let ended = 0;
    const isOver = (): boolean => ended === arrivals.length;
    for (const arrival of arrivals)
      agenda.spawn(async () => {
        await new Journey(arrival, scene).run();
        ended++;
      });
    if (staffing.heedsAlerts) agenda.spawn(() => watch(scene, calendar, isOver));
    if (wanted.faults.includes('deploy')) agenda.spawn(() => deploy(cloud, agenda, plan.deployAt));
    if (wanted.faults.includes('calendar'))
      agenda.spawn(async () => {
        plan.struck.calendar = await declareDayOff(scene, office.days, plan.dayOffAt);
      });
    const shift = { agenda, rests: plan.rests, over: isOver };
    if (wanted.faults.includes('operator')) agenda.spawn(() => meddle(cloud, seed, shift));
    if (wanted.faults.includes('redrives'))
      agenda.spawn(async () => {
        plan.struck.redrives = await redrive(cloud, seed, shift);
      });
    if (wanted.faults.includes('restarts'))
      agenda.spawn(async () => {
        plan.struck.restarts = await restart(cloud, seed, shift);
      });
    if (wanted.faults.includes('poison'))
      agenda.spawn(async () => {
        await poison(cloud, agenda, plan.poisonAt);
        plan.struck.poison = 1;
      });
    agenda.spawn(async () => {
      for (let day = startOf(span); !isOver(); day += DAY) {
        await agenda.until(day);
        await checks?.midnight(cloud);
        progress(`${localDay(day)}: ${touched.size} filed, ${ended} over`);
      }
    });
    if (wanted.eventful)
      agenda.spawn(async () => {
        for (let hour = startOf(span); !isOver(); hour += HOUR) {
          await agenda.until(hour + HOUR / 2);
          checks?.rest(clock.now());
        }
      });
    const last = startOf(span) + (span.days + TAIL_DAYS) * DAY;
    await agenda.run((at) => at > last);
    plan.calm();
    await clock.advanceTo(clock.now() + HEALING_HOURS * HOUR);
    await checks?.finish(cloud);
    return {
      cloud,
      arrivals,
      touched,
      looks: checks?.looks ?? 0,
      writeUnits: units.total() - before,
      repeated: scene.client.repeated,
      struck: plan.struck,
    };
  } catch (error) {
    await cloud.stop();
    const failure = await failureOf(error, clock.now(), async (id) => (await checks?.logOf(id)) ?? []);
    throw failure ? new SimulationFailed(failure) : error;
  } finally {
    await checks?.close();
  }
};

/** What is filed on the last day may wait for somebody so long. */
const QUEUE_DAYS = 60;

/** The directory knows the staff, and the counter may appraise and approve on the spot. */
const hire = async (client: Client, department: Department, span: Span): Promise<void> => {
  for (const { subject, role } of department.officers)
    await client.post(admin, `/staff/${subject}`, `hire-${subject}`, {
      name: `Cán bộ ${subject}`,
      roles: [role],
    });
  const desks = department.officers.filter(({ role }) => role === 'frontDesk');
  for (const { subject } of desks)
    for (const [from, role] of [
      ['appraiser-1', 'appraiser'],
      ['departmentLeader-1', 'departmentLeader'],
    ])
      await client.post(admin, `/staff/${from}/delegations`, `lend-${from}-${subject}`, {
        ...{ kind: 'delegation', to: subject, roles: [role], procedures: 'all' },
        ...{
          first: span.from,
          last: localDay(startOf(span) + (span.days + QUEUE_DAYS) * DAY),
          legalBasis: 'QĐ 12/QĐ-SXD về ủy quyền tại Bộ phận Một cửa',
        },
      });
};

/** The last local day of a span. */
export const lastDay = (span: Span): string => localDay(startOf(span) + span.days * DAY - 1);
