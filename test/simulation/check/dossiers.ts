import { dossierSchema } from '../../../functions/adapters/dynamo/dossierSchema.ts';
import { eventSchema } from '../../../functions/adapters/dynamo/eventSchema.ts';
import { apply } from '../../../functions/core/dossier/apply.ts';
import type { Dossier } from '../../../functions/core/dossier/dossier.ts';
import type { DossierEvent } from '../../../functions/core/dossier/events.ts';
import {
  brokenChain,
  brokenDate,
  brokenDossier,
  brokenHead,
  brokenPark,
  brokenWait,
  type Rules,
} from '../../support/dossierInvariants.ts';
import type { Item } from '../../support/tables.ts';
import type { Weather } from './inspector.ts';

/** What is remembered of a dossier between two looks, so that only what is new is read. */
export class Held {
  readonly id: string;
  log: DossierEvent[] = [];
  dossier: Dossier | undefined;
  item: Item = {};
  items: readonly Item[] = [];
  wakes = 0;
  /** When the newest event that wakes the spine happened (epoch ms). */
  wokenAt = 0;
  /** The run of the spine that was seen waiting for a wake-up for too long. */
  deaf: number | undefined;
  /** The last event that went into the sums. */
  counted = 0;

  constructor(id: string) {
    this.id = id;
  }

  get seq(): number {
    return this.log.at(-1)?.seq ?? 0;
  }

  /** Lets go of everything that a second look would read again. */
  forget(): void {
    [this.log, this.items, this.wakes] = [[], [], 0];
  }
}

/** One event and the dossier before and after it. */
export type Step = readonly [event: DossierEvent, before: Dossier | undefined, after: Dossier];

/**
 * Takes in what was read of a dossier, and answers every invariant that is broken at any instant, whatever fails meanwhile.
 * `stepped` is told each event that was not seen before.
 */
export const lookAt = (
  held: Held,
  items: readonly Item[],
  raw: readonly Item[],
  rules: Rules,
  stepped: (step: Step) => void,
): string[] => {
  const item = items.find(({ sk }) => sk === 'HEAD');
  if (!item) return raw.length > 0 ? [`I1 ${held.id}: events and no head`] : [];
  const dossier = dossierSchema.parse(item.state);
  const fresh = raw.map(({ pk, ...rest }) => eventSchema.parse({ dossierId: pk, ...rest }));
  const chain = brokenChain(dossier.code, held.log.at(-1), fresh);
  let folded = held.log.length === 0 ? undefined : held.dossier;
  held.log.push(...fresh);
  const waking = raw.filter(({ wakes }) => wakes === 1);
  held.wakes += waking.length;
  held.wokenAt = Number(waking.at(-1)?.at ?? held.wokenAt);
  [held.item, held.items] = [item, items];
  if (chain.length > 0) return chain; // the rest of the log cannot be believed
  for (const event of fresh) {
    const before = folded;
    folded = apply(before, event);
    if (event.seq > held.counted) stepped([event, before, folded]);
    held.counted = Math.max(held.counted, event.seq);
  }
  held.dossier = folded;
  return [
    ...brokenHead(dossier, folded),
    ...brokenDossier(item, dossier, held.log, items),
    ...brokenDate(dossier, rules),
  ];
};

/** By how much a spine's timer may be late: Step Functions counts in whole seconds, a wait has sixty of them at least. */
const LATE = 2 * 60_000;
/** How long something may go wrong while calls fail: several sweeps. */
const GRACE = 3 * 86_400_000;
/** How long a wake-up may be lost: two sweeps of a day each, one of which an outage may swallow, and their retries. */
const SWEPT = 56 * 3_600_000;
/** And where no service is away for long: the stream's own retries. */
const RETRIED = 30 * 60_000;

/** I6, I8: what holds at rest while nothing fails; while calls fail, only after retries or sweeps had time to heal it. */
export const brokenRest = (
  held: Held,
  now: number,
  { calm, outage }: Pick<Weather, 'calm' | 'outage'>,
): string[] => {
  const { item, dossier, wokenAt, log } = held;
  if (!dossier) return [];
  const { code } = dossier;
  // A date that is counted anew may make a timer that is past already: its time is now.
  const timer = Math.max(Number(item.nextTimerAt ?? now), log.at(-1)?.at ?? 0);
  const stuck = Number(item.stuckSince ?? now);
  return [
    ...(calm ? brokenPark(item, dossier) : now - wokenAt > SWEPT ? brokenWait(item, dossier) : []),
    ...(outage ? [] : lateWake(held, dossier, now)),
    ...(now - timer > (calm ? LATE : GRACE) ? [`I6 ${code}: nothing happened at ${timer}`] : []),
    ...(now - stuck > GRACE ? [`I8 ${code}: stuck since ${stuck}`] : []),
  ];
};

/**
 * I8: a spine that runs hears of an event from the stream's own retries. One that has died, because a service refused it as often
 * as it tries, waits for the sweep, which gives it another run.
 */
const lateWake = (held: Held, dossier: Dossier, now: number): string[] => {
  const { item, wokenAt, deaf } = held;
  const run = Number(item.spineRun);
  if (brokenWait(item, dossier).length > 0) {
    if (now - wokenAt > RETRIED) held.deaf = run;
    return [];
  }
  held.deaf = undefined;
  const heard = dossier.phase !== 'CLOSED' && deaf === run;
  return heard ? [`I8 ${dossier.code}: run ${run} heard of an event after more than half an hour`] : [];
};
