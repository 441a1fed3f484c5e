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
