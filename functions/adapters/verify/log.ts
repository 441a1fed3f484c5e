import { hashOf } from '../../app/append.ts';
import type { Calendar } from '../../core/calendar/index.ts';
import { canonical } from '../../core/canonical.ts';
import { apply } from '../../core/dossier/apply.ts';
import type { Dossier } from '../../core/dossier/dossier.ts';
import type { DossierEvent } from '../../core/dossier/events.ts';
import { incrementsOf } from '../../core/metrics/counters.ts';
import { eventItem } from '../dynamo/commit.ts';
import { eventSchema } from '../dynamo/eventSchema.ts';

/** An item as it is stored. */
export type Item = Readonly<Record<string, unknown>>;

/** What a log says, as far as it can be believed, and what is wrong with it. */
export interface LogFinding {
  readonly events: readonly DossierEvent[];
  readonly dossier: Dossier | undefined;
  readonly faults: readonly string[];
}

/**
 * Reads the stored events of one dossier again: each must be what was once written, in order, without a gap, chained by its
 * hash (invariants I1, I4), and together they must fold. What follows the first break is not believed.
 */
export const checkLog = (items: readonly Item[], calendar: Calendar): LogFinding => {
  const events: DossierEvent[] = [];
  let dossier: Dossier | undefined;
  for (const [i, item] of items.entries()) {
    const seq = i + 1;
    const broken = (what: string): LogFinding => ({ events, dossier, faults: [`event ${seq}: ${what}`] });
    const { pk, ...rest } = item;
    const read = eventSchema.safeParse({ dossierId: pk, ...rest });
    if (!read.success) {
      const issue = read.error.issues[0];
      return broken(`cannot be read (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''})`);
    }
    const event = read.data;
    if (event.seq !== seq) return broken(`missing, the next one is ${event.seq}`);
    if (event.prevHash !== (events.at(-1)?.hash ?? '')) return broken('is not chained to the one before');
    const { hash, ...hashed } = event;
    if (hashOf(hashed) !== hash) return broken('its hash is not that of its content');
    const after = foldOne(dossier, event);
    if (!after) return broken('does not fit the dossier before it');
    const increments = incrementsOf(event, dossier, after, calendar);
    const written = eventItem({ before: dossier, event, after, increments });
    const differs = differingIn(item, written);
    if (differs) return broken(`${differs} is not what was written`);
    events.push(event);
    dossier = after;
  }
  return { events, dossier, faults: items.length === 0 ? ['has no events'] : [] };
};

const foldOne = (before: Dossier | undefined, event: DossierEvent): Dossier | undefined => {
  try {
    return apply(before, event);
  } catch {
    return undefined; // apply throws on what can never have happened; here that is the finding
  }
};

/** The name of the first attribute in which two items differ. */
export const differingIn = (found: Item, wanted: Item): string | undefined =>
  [...new Set([...Object.keys(wanted), ...Object.keys(found)])].find(
    (name) => canonical(found[name]) !== canonical(wanted[name]),
  );
