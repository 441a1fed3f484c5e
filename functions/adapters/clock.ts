import type { ClockPort } from '../app/ports.ts';

/** The machine's clock: the only place in which a function asks for the time. */
export const systemClock: ClockPort = { now: () => Date.now() };
