import { isWorkingInstant } from '../../../functions/core/calendar/index.ts';
import { virtualClock } from '../../../local/clock.ts';
import { chanceOf } from '../alertsChance.ts';
import { BrokenInvariant } from '../check/broken.ts';
import type { Arrival } from '../year/arrivals.ts';
import { asides } from '../year/asides.ts';
import { lookAtTheEnd } from '../year/attempt.ts';
import { Refused } from '../year/client.ts';
import { Journey } from '../year/journey.ts';
import { readStaffing, STAFF_FILE, type Staffing } from '../year/staffing.ts';
import { HEALING_HOURS, openDepartment } from '../year/world.ts';
import { Aim, type Place } from './places.ts';
import { publishAgain } from './publishAgain.ts';

/** Lives of a dossier in which everything is made to fail once. */
export const scenarios = [
  ...(['usual', 'onSpot', 'supplement', 'silent', 'refused', 'withdrawn', 'sentBack', 'denied'] as const),
  ...asides,
] as const;
export type Scenario = (typeof scenarios)[number];

/** One failure at one place of one life. */
export interface Point extends Place {
  readonly scenario: Scenario;
  /** What failed: `dynamodb TransactWriteItems`. */
  readonly what: string;
}

/** Something that is wrong, and the failure after which it was, if that is known. */
export interface Wrong {
  readonly point: Point | undefined;
  readonly what: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FROM = '2023-02-01';
const FIRST_DAY = Date.parse(`${FROM}T00:00+07:00`);
/** The calendar's days end with 2024: a department does not get older than this. */
const LAST = Date.parse('2024-09-01T00:00+07:00');

/** Everybody is quick, so that a life takes an hour. */
const quick = (): Staffing => {
  const soon: [number, number] = [1, 1];
  const desk = { file: soon, check: soon, onSpot: soon, deliver: soon };
  const minutes = { ...desk, assign: soon, review: soon, approve: soon, result: soon };
  return { ...readStaffing(STAFF_FILE), heedsAlerts: false, appraisalPerDay: soon, minutes };
};

/** A department in which one life follows another, each with one failure at most. Looked at after each act, each life and at the end. */
export class Lives {
  private readonly aim: Aim;
  private readonly clock: ReturnType<typeof virtualClock>;
  private readonly office: Awaited<ReturnType<typeof openDepartment>>;
  private readonly points: Point[] = [];
  private readonly pointOf = new Map<string, Point>();
  private readonly seed: number;
  private lived = 0;
  private failure: Wrong | undefined;

  private constructor(seed: number, aim: Aim, clock: Lives['clock'], office: Lives['office']) {
    [this.seed, this.aim, this.clock, this.office] = [seed, aim, clock, office];
  }

  static async open(seed: number): Promise<Lives> {
    const [aim, clock] = [new Aim(), virtualClock(FIRST_DAY - DAY)];
    const office = await openDepartment({
      ...{ seed, clock, staffing: quick(), faults: aim.faults, span: { from: FROM, days: 600 } },
      weather: { calm: false, answered: false, outage: true }, // what is lost waits for the sweep
    });
    return new Lives(seed, aim, clock, office);
  }

  /** Whether it is time for another department. */
  isOver(): boolean {
    return this.failure !== undefined || this.clock.now() > LAST;
  }

  /**
   * A life from the next working morning until everything that was to heal has healed; all of one scenario are alike. Answers what
   * was struck, undefined if the place was not reached, and how many calls there were.
   */
  async live(scenario: Scenario, place?: Place): Promise<{ struck: string | undefined; calls: number }> {
    const { cloud, scene, checks, touched } = this.office;
    const arrival = this.arrivalOf(scenario);
    const known = new Set(touched);
    await this.clock.advanceTo(arrival.at);
    this.aim.take(place);
    const own = () => [...touched].filter((id) => !known.has(id));
    const note = (): void => {
      if (!place || this.aim.struck === undefined) return;
      const point = { ...place, scenario, what: this.aim.struck };
      this.points.push(point);
      for (const id of own()) this.pointOf.set(id, point);
    };
    try {
      scene.agenda.spawn(() => new Journey(arrival, scene).run());
      await scene.agenda.run();
      await this.clock.advanceTo(this.clock.now() + HEALING_HOURS * HOUR);
      note();
      const { struck } = this.aim;
      const calls = this.aim.calls();
      this.aim.take();
      // What spines have lost the sweep brings back; what was to be told, an operator.
      if (struck !== undefined && place?.way === 'recordLost')
        for (const id of own()) await publishAgain(cloud, id);
      await checks?.midnight(cloud);
      return { struck, calls };
    } catch (error) {
      note();
      if (!(error instanceof BrokenInvariant || error instanceof Refused)) {
        await this.stop();
        throw new Error(`${scenario}, ${place ? `${place.way} at ${place.k}` : 'nothing fails'}`, {
          cause: error,
        });
      }
      // A finding may be of the life before: another thread looks.
      this.failure = { point: this.named(error.message) ?? this.points.at(-1), what: error.message };
      return { struck: this.aim.struck, calls: this.aim.calls() };
    }
  }

  /** Ends it, and answers everything that is wrong. */
  async close(): Promise<readonly Wrong[]> {
    const { cloud, checks } = this.office;
    try {
      if (this.failure) return [this.failure];
      await this.clock.advanceTo(this.clock.now() + 2 * HEALING_HOURS * HOUR);
      await checks?.finish(cloud);
      const { world, faults } = await lookAtTheEnd(cloud, FROM, this.lived);
      const idOf = (text: string): string =>
        world.heads.find(({ dossier }) => text.includes(dossier.code))?.dossier.id ?? text;
      const dead = cloud.deadLetters().map(({ source, reason }) => `dead letter of ${source}: ${reason}`);
      return [...faults, ...dead].map((what) => ({ point: this.named(idOf(what)), what }));
    } finally {
      await this.stop();
    }
  }

  private async stop(): Promise<void> {
    await this.office.cloud.stop();
    await this.office.checks?.close();
  }

  private arrivalOf(scenario: Scenario): Arrival {
    const { calendar, procedures } = this.office;
    const onSpot = scenario === 'onSpot';
    const among = procedures.filter(({ onSpotLevel }) => (onSpotLevel === '5') === onSpot);
    const order = scenarios.indexOf(scenario);
    const procedure = among[order % 2]; // limits that begin anew after a pause, and limits that go on
    if (!procedure) throw new Error('no procedure for it');
    let at = FIRST_DAY + Math.ceil((this.clock.now() - FIRST_DAY) / DAY) * DAY + 8 * HOUR;
    do at += DAY;
    while (!isWorkingInstant(calendar, at));
    this.lived++;
    return {
      ...{ n: this.lived, at, procedure, onSpot },
      channel: onSpot ? 'counter' : 'online',
      turn: onSpot ? 'usual' : scenario,
      rates: true,
      chance: chanceOf(this.seed, order + 1),
    };
  }

  private named(text: string): Point | undefined {
    for (const [id, point] of this.pointOf) if (text.includes(id)) return point;
    return undefined;
  }
}
