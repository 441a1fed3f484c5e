/** Inside a worker of a simulation: Date, Math.random and crypto randomness come from the clock and the seed. */
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { type Randomness, seeded } from './random.ts';

let now = 0;
let source: Randomness = seeded('');
let restore: (() => void) | undefined;

/**
 * Sets the instant and the randomness of the invocation that is about to run. The clock is held while it runs, so one
 * instant per invocation is exact.
 */
export function simulate(instant: number, seed: string): void {
  restore ??= install();
  now = instant;
  source = seeded(seed);
}

/** Gives back the machine's time and randomness. */
export function restoreReality(): void {
  restore?.();
  restore = undefined;
}

function install(): () => void {
  const RealDate = Date;
  const { random } = Math;
  const real = (({ randomUUID, randomBytes, randomInt, randomFillSync }) => ({
    ...{ randomUUID, randomBytes, randomInt, randomFillSync },
  }))(crypto);
  const simulated = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now] : args, newTarget),
    apply: () => new RealDate(now).toString(),
    get: (target, key) => (key === 'now' ? () => now : Reflect.get(target, key)),
  });
  RealDate.prototype.constructor = simulated;
  globalThis.Date = simulated;
  Math.random = () => source.float();

  const fillView = <T extends ArrayBufferView>(view: T): T => {
    source.fill(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    return view;
  };
  const randomBytes = (size: number, done?: (error: null, bytes: Buffer) => void): Buffer | undefined => {
    const bytes = source.fill(Buffer.alloc(size));
    if (!done) return bytes;
    queueMicrotask(() => done(null, bytes));
    return undefined;
  };
  const randomInt = (from: number, to?: number): number =>
    to === undefined ? Math.floor(source.float() * from) : from + Math.floor(source.float() * (to - from));
  const randomUUID = (): string => source.uuid();
  for (const [name, value] of Object.entries({ randomUUID, getRandomValues: fillView }))
    Object.defineProperty(crypto.webcrypto, name, { value, configurable: true });
  // The module's own getRandomValues is a getter that reads webcrypto's.
  Object.assign(crypto, { randomUUID, randomBytes, randomInt, randomFillSync: fillView });
  syncBuiltinESMExports(); // so that `import { randomUUID } from 'node:crypto'` sees it too
  return () => {
    RealDate.prototype.constructor = RealDate;
    globalThis.Date = RealDate;
    Math.random = random;
    for (const name of ['randomUUID', 'getRandomValues']) Reflect.deleteProperty(crypto.webcrypto, name);
    Object.assign(crypto, real);
    syncBuiltinESMExports();
  };
}
