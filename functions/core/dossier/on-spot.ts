import { formatDate, type Instant, localDateOf } from '../calendar/index.ts';
import { err, ok, type Result } from '../result.ts';
import type { Dossier } from './dossier.ts';
import { type OnSpotAct, type OnSpotState, onSpotActs } from './parts.ts';
import type { Circumstances, Policy } from './policy.ts';
import type { Refusal } from './problems.ts';

/**
 * "5 tại chỗ" (domain 2): received, appraised, approved, stamped and returned at the counter in one sitting, by staff
 * with a valid delegation to appraise and approve there (TT 01/2018 Đ6, NĐ 61/2018 Đ17.5). "4 tại chỗ" leaves out the stamp.
 */
type Place = 'oneStop' | undefined;
type Decided = Result<{ readonly onSpot?: OnSpotState }, Refusal>;

const refused = (code: Refusal['code'], detail: string): Decided => err({ code, detail });

/** The sitting begins with the receipt at the counter. */
export const beginOnSpot = (place: Place, c: Circumstances): Decided => {
  if (place === undefined) return ok({});
  const level = c.policy.procedure.onSpotLevel;
  if (level === 'NONE') return refused('ON_SPOT_NOT_ALLOWED', c.policy.procedure.code);
  return ok({ onSpot: { level, day: dayOf(c.policy, c.at), done: ['receive'] } });
};

/** What one more act makes of the sitting: it goes on, or no longer counts and says since when and why. */
export const continueOnSpot = (d: Dossier, act: OnSpotAct, place: Place, c: Circumstances): Decided => {
  const onSpot = 'onSpot' in d ? d.onSpot : undefined;
  if (!onSpot)
    return place === undefined ? ok({}) : refused('ON_SPOT_NOT_ALLOWED', 'not received at the counter');
  if (
    place !== undefined &&
    (act === 'appraise' || act === 'approve') &&
    c.authority?.delegation === undefined
  ) {
    return refused('DELEGATION_REQUIRED', act);
  }
  if (onSpot.broken) return ok({ onSpot });
  if (place === undefined) {
    return act === 'stamp' && onSpot.level === '4'
      ? ok({})
      : ok({ onSpot: { ...onSpot, broken: { act, why: 'elsewhere' } } });
  }
  if (dayOf(c.policy, c.at) !== onSpot.day)
    return ok({ onSpot: { ...onSpot, broken: { act, why: 'anotherDay' } } });
  // Done again after a dossier was sent back: it counts once, and only if it was at the counter each time.
  return ok(onSpot.done.includes(act) ? {} : { onSpot: { ...onSpot, done: [...onSpot.done, act] } });
};

/** Whether all acts of the level really happened at the counter; anything less counts as NONE. */
export const onSpotLevelOf = (onSpot: OnSpotState | undefined): '4' | '5' | 'NONE' | undefined => {
  if (!onSpot) return undefined;
  const wanted = onSpotActs.filter((act) => act !== 'stamp' || onSpot.level === '5');
  return !onSpot.broken && wanted.every((act) => onSpot.done.includes(act)) ? onSpot.level : 'NONE';
};

const dayOf = ({ calendar }: Policy, at: Instant): string => formatDate(localDateOf(at, calendar));
