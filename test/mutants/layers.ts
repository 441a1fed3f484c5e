/** A set of tests that a mutant has to get past. */
export interface Layer {
  readonly name: string;
  /** Paths for vitest, or a command of its own that ends with 0 when all is well. */
  readonly run: { readonly tests: readonly string[] } | { readonly command: readonly string[] };
  /** Whoever takes longer is hanging; far more than an idle machine needs. */
  readonly minutes: number;
  /** Whole clouds in real processes: a single failure is no proof, it has to fail twice. */
  readonly shaky?: true;
}

/** In order of cost. A new one is one row. */
export const layers: readonly Layer[] = [
  {
    name: 'core',
    run: { tests: ['test/core/', 'test/contract/', 'test/architecture/', 'test/verifier/'] },
    minutes: 8,
  },
  { name: 'app', run: { tests: ['test/app/', 'test/adapters/', 'test/rights/'] }, minutes: 8 },
  { name: 'simulation', run: { tests: ['test/simulation/'] }, minutes: 10 },
  { name: 'infra', run: { tests: ['test/infra/'] }, minutes: 10 },
  {
    name: 'cost and files',
    run: { tests: ['test/budget/', 'test/corpus/', 'test/docs/'] },
    minutes: 15,
    shaky: true,
  },
  { name: 'e2e', run: { tests: ['test/e2e/'] }, minutes: 30, shaky: true },
  { name: 'long', run: { tests: ['.long.test.ts'] }, minutes: 40, shaky: true },
];
