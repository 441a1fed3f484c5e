/** A set of tests that a mutant has to get past. */
export interface Layer {
  readonly name: string;
  /** Paths for vitest, or a command of its own that ends with 0 when all is well. */
  readonly run:
    | { readonly tests: readonly string[]; readonly without?: readonly string[] }
    | { readonly command: readonly string[] };
  /** Whoever takes longer is hanging; far more than an idle machine needs. */
  readonly minutes: number;
  /** Whole clouds in real processes, by the assembly: a single failure is no proof, it has to fail twice. */
  readonly cloud?: true;
}

/** Thousands of random cases, or many pages: a layer of their own, so that what is told in a second is told at once. */
const slow = [
  ...['test/core/dossier/lifecycle.property.test.ts', 'test/core/reports/agreement.property.test.ts'],
  ...['test/core/calendar/differential.test.ts', 'test/core/calendar/line-stream.test.ts'],
  ...['test/core/dossier/matrix.test.ts', 'test/core/forms/pdf.test.ts'],
  ...['test/app/concurrency.property.test.ts', 'test/app/hash.property.test.ts'],
  'test/app/spines.property.test.ts',
];
/** Every resource of every stack held against every rule. */
const nag = 'test/infra/nag.test.ts';

/** In order of cost. A new one is one row. */
export const layers: readonly Layer[] = [
  {
    name: 'core',
    run: { tests: ['test/core/', 'test/contract/', 'test/architecture/', 'test/verifier/'], without: slow },
    minutes: 8,
  },
  {
    name: 'app',
    run: { tests: ['test/app/', 'test/shared/', 'test/adapters/', 'test/rights/'], without: slow },
    minutes: 8,
  },
  { name: 'properties', run: { tests: slow }, minutes: 10 },
  { name: 'simulation', run: { tests: ['test/simulation/'] }, minutes: 10 },
  {
    name: 'swarm',
    run: { command: [process.execPath, 'test/simulation/year/swarm.ts', '--seeds', '40'] },
    minutes: 20,
  },
  { name: 'infra', run: { tests: ['test/infra/'], without: [nag] }, minutes: 10 },
  {
    name: 'cost and files',
    run: { tests: ['test/budget/', 'test/corpus/', 'test/docs/', nag] },
    minutes: 15,
    cloud: true,
  },
  { name: 'e2e', run: { tests: ['test/e2e/'] }, minutes: 30, cloud: true },
  { name: 'long', run: { tests: ['.long.test.ts'] }, minutes: 40, cloud: true },
];
