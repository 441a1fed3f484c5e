import { nextTimerAt } from '../../functions/core/dossier/dossier.ts';
import { system } from '../core/dossier/support.ts';
import { after, dayAt, isWorked, openingOf } from '../verifier/officeTime.ts';
import { type Chance, chanceOf } from './alertsChance.ts';
import { temperOf } from './alertsPace.ts';
import { plans, reactions } from './alertsPeople.ts';
import { type World, worldOf } from './alertsWorld.ts';
import { at, MINUTE, type Year } from './alertsYear.ts';

/** The end of the simulated year. */
export const END = at('2027-01-01 00:00');

const FIRST = at('2026-01-01 00:00');
/** Nobody does so much to one dossier: the simulation itself would be wrong. */
const MOST = 400;

/** Visits of the sweep that found nothing to do, one after the other. */
const VAIN = 3000;

/** When a dossier is filed: online at any hour of any day, at the counter while it is open. */
const filedAt = (chance: Chance, channel: 'online' | 'counter', { calendars }: Year): number => {
  const any =
    FIRST + chance.between(0, 350 * 24 * 60) * MINUTE + (chance.yes(0.2) ? chance.between(1, 59_999) : 0);
  if (channel === 'online') return any;
  const table = calendars[0]?.table;
  if (!table) throw new Error('a year has a calendar');
  const day = dayAt(table, any);
  const opens = isWorked(table, day) ? openingOf(table, day) : openingOf(table, day + 1);
  return after(table, opens, chance.between(1, 470) * MINUTE);
};

export interface Life {
  readonly world: World;
  /** Commands that were refused, by code. */
  readonly refused: ReadonlyMap<string, number>;
  readonly visits: number;
  readonly vain: number;
}

/** Lives one dossier through its year; at the same instant the calendar comes first, then people, then the sweep. */
export const live = async (seed: number, n: number, year: Year): Promise<Life> => {
  const chance = chanceOf(seed, n);
  const channel = chance.yes(0.6) ? 'online' : 'counter';
  const procedure = chance.oneOf(year.procedures);
  const temper = temperOf(chance);
  const world = worldOf(n, year, procedure, channel, filedAt(chance, channel, year));
  const refused = new Map<string, number>();
  let [visits, vain, inVain, acts] = [0, 0, 0, 0];
  let known = '';
  let agenda = plans(world, chance, temper);
  for (;;) {
    const d = world.dossier();
    const stands = `${d.rev}#${d.phase}`;
    if (stands !== known) agenda = plans(world, chance, temper);
    known = stands;
    const [act] = agenda;
    const timer = nextTimerAt(d);
    const sweep =
      timer === undefined ? Infinity : year.sweptAt(Math.max(timer, world.now + (inVain > 0 ? 1 : 0)));
    const publication = year.calendars.find(({ from }) => from > world.now)?.from ?? Infinity;
    const next = Math.min(publication, act?.at ?? Infinity, sweep);
    if (next >= END) return { world, refused, visits, vain };
    world.now = next;
    if (next === publication) {
      if (d.phase !== 'CLOSED') await world.recount();
    } else if (act && next === act.at) {
      agenda = agenda.slice(1);
      const done = await world.does(act);
      if (!done.ok) refused.set(done.error.code, (refused.get(done.error.code) ?? 0) + 1);
      if (!done.ok && act.actor === system) throw new Error(`the machine was refused: ${done.error.code}`);
      if (++acts > MOST) throw new Error(`dossier ${n} is never done`);
      inVain = 0;
    } else {
      const [before, told] = [d.seq, world.alerts.length];
      await world.sweep();
      visits++;
      if (world.alerts.length > told) {
        agenda = [...agenda, ...reactions(world, chance)].toSorted((a, b) => a.at - b.at);
      }
      inVain = world.dossier().seq === before ? inVain + 1 : 0;
      if (inVain > 0) vain++;
      if (inVain > VAIN)
        throw new Error(`dossier ${n}: ${VAIN} visits in vain until ${new Date(next).toISOString()}`);
    }
  }
};
