import { ok, type Result } from '../result.ts';
import type { Authority } from '../rights/authority.ts';
import type { EventBody } from './events.ts';
import type { SideItem } from './policy.ts';
import type { Refusal } from './problems.ts';

/** What a command leads to: one event and the items that stand beside it. */
export interface Decision {
  readonly event: EventBody;
  readonly items: readonly SideItem[];
  /** The right by which it was done; absent for a filing. */
  readonly authority?: Authority;
}

export type Decided = Result<Decision, Refusal>;

export const decided = (event: EventBody, ...items: readonly SideItem[]): Decided => ok({ event, items });
