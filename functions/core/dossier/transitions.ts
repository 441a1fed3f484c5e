import type { Phase, Status } from './status.ts';
import type { Transition } from './transition.ts';
import { intakeTransitions } from './transitions-intake.ts';
import { pauseTransitions } from './transitions-pause.ts';
import { returnTransitions } from './transitions-return.ts';
import { reviewTransitions } from './transitions-review.ts';
import { systemTransitions } from './transitions-system.ts';

export type { ClockEffect, Transition } from './transition.ts';

/** THE transition table (NĐ 61/2018 Đ17-20 and the national status list). What is not a row here is refused. */
export const transitions = {
  ...intakeTransitions,
  ...reviewTransitions,
  ...pauseTransitions,
  ...returnTransitions,
  ...systemTransitions,
} as const satisfies Record<string, Transition>;

export type CommandType = keyof typeof transitions;

/**
 * The national status that each phase stands in; CLOSED may be any of the final ones.
 */
export const statusOfPhase: Readonly<Record<Exclude<Phase, 'CLOSED'>, Status>> = {
  VERIFY: 1,
  REPLACEMENT: 1,
  ACCEPTANCE: 1,
  ARCHIVE: 2,
  HAND_OVER: 2,
  REVIEW: 4,
  REQUEST: 4,
  SUPPLEMENT: 5,
  VERIFY_SUPPLEMENT: 5,
  ARCHIVE_SUPPLEMENT: 4,
  PAYMENT: 6,
  RESULT: 4,
  VERIFY_RESULT: 4,
  ARCHIVE_RESULT: 9,
  DELIVERY: 9,
};
