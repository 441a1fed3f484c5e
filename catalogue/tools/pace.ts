/** How often `run` is done per second on one core, all of `among` once and again for at least `milliseconds`. */
export function perSecond<T>(run: (input: T) => void, among: readonly T[], milliseconds = 500): number {
  const started = performance.now();
  let done = 0;
  for (; performance.now() < started + milliseconds; done += among.length) {
    for (const input of among) run(input);
  }
  return Math.round(done / ((performance.now() - started) / 1000));
}
