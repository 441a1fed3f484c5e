import type { CommandRequest } from '../../functions/app/execute.ts';
import { holderAt } from '../../functions/core/dossier/desk.ts';
import type { Dossier } from '../../functions/core/dossier/dossier.ts';
import type { Actor, Role } from '../../functions/core/dossier/status.ts';
import { staff } from '../core/dossier/support.ts';
import { after, closingOf, dayAt, openingOf, workingDayAfter } from '../verifier/officeTime.ts';
import type { Chance } from './alertsChance.ts';
import type { World } from './alertsWorld.ts';
import { DAY, HOUR, MINUTE } from './alertsYear.ts';

/** How quick people are, and who they are. */

/** Something that somebody is going to do. */
export interface Act {
  readonly at: number;
  readonly actor: Actor;
  readonly command: CommandRequest['command'];
}

/** What a dossier's people are like: how quick they are, and what will come to the leader's and the applicant's mind. */
export interface Temper {
  readonly pace: 'prompt' | 'usual' | 'late' | 'forgetful';
  /** When the leader gives a new date, in milliseconds from the due date; undefined = never. */
  readonly apologises: number | undefined;
  readonly extends: number | undefined;
  /** After how long the applicant has had enough. */
  readonly withdraws: number | undefined;
}

export const temperOf = (chance: Chance): Temper => ({
  pace: chance.oneOf(['prompt', 'prompt', 'usual', 'usual', 'usual', 'late', 'late', 'forgetful']),
  apologises: chance.yes(0.35) ? chance.between(-6 * 24, 5 * 24) * HOUR : undefined,
  extends: chance.yes(0.5) ? chance.between(-6 * 24, 2 * 24) * HOUR : undefined,
  withdraws: chance.yes(0.06) ? chance.between(1, 40 * 24) * HOUR : undefined,
});

export interface Scene {
  readonly world: World;
  readonly chance: Chance;
  readonly temper: Temper;
  readonly d: Dossier;
}

/** After so much office time as people of this pace take for a job of so many minutes. */
export const working = ({ world, chance, temper }: Scene, minutes: number): number => {
  const factor = { prompt: [1, 6], usual: [4, 11], late: [9, 22], forgetful: [20, 90] }[temper.pace];
  const [low = 1, high = 1] = chance.yes(0.15) ? [1, 30] : factor;
  const length = Math.max(1, Math.round((minutes * chance.between(low, high)) / 10));
  return after(world.inForce().table, world.now, length * MINUTE);
};

/** At any time of day. */
export const anyTime = ({ world, chance }: Scene, low: number, high: number): number =>
  world.now + Math.max(MINUTE, Math.round((low + chance.draw() * (high - low)) / MINUTE) * MINUTE);

/** A run of the machines: mostly minutes, sometimes silent for hours, now and then for more than a day. */
export const machine = (scene: Scene): number => {
  const kind = scene.chance.draw();
  if (kind < 0.9) return anyTime(scene, MINUTE, 5 * MINUTE);
  return kind < 0.97 ? anyTime(scene, 10 * MINUTE, 5 * HOUR) : anyTime(scene, 5 * HOUR, 30 * HOUR);
};

/** Exactly when something is due, when the office opens or closes: where rules have their edges. */
export const atAnEdge = ({ world, chance, d }: Scene, planned: number): number => {
  if (!chance.yes(0.1)) return planned;
  const { table } = world.inForce();
  const day = workingDayAfter(table, dayAt(table, planned), 0);
  const step = 'step' in d ? [d.step.due] : [];
  const worked = workingDayAfter(table, day, 1);
  const edges = [openingOf(table, worked), closingOf(table, worked), openingOf(table, worked) + 7.5 * HOUR];
  const due = d.deadline ? [d.deadline.due, d.deadline.due + DAY] : [];
  const ahead = [...edges, ...step, ...due].filter((edge) => edge > world.now);
  return ahead.length > 0 ? chance.oneOf(ahead) : planned;
};

export const colleagues = (role: Role): readonly Actor[] => [
  staff(`${role}-1`, [role]),
  staff(`${role}-2`, [role]),
];
export const head = staff('divisionHead-1', ['divisionHead']);

/** Whoever has the step, else one of those who may take it. */
export const doer = ({ world, chance }: Scene, d: Extract<Dossier, { phase: 'REVIEW' }>): Actor => {
  const holder = holderAt(d, world.now);
  const group = colleagues(d.step.role);
  return group.find(({ subject }) => subject === holder) ?? chance.oneOf(group);
};
