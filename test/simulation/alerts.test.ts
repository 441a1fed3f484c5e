import { expect, test } from 'vitest';
import { checkAll, tableOf } from './alertsCheck.ts';

/** Another year every time it is wanted: `ALERT_SEED=7`; at length: `npm run simulate:alerts`. */
const seed = Number(process.env.ALERT_SEED ?? 2026);
const DOSSIERS = 300;

test(`precision and recall of ${DOSSIERS} dossiers' alerts over a year are 1 (seed ${seed})`, async () => {
  const findings = await checkAll(seed, DOSSIERS);
  console.log(tableOf(findings));
  expect(findings.shortest?.text).toBeUndefined();
  // A year in which little happens proves little: every stage must have been raised.
  const rare = [...findings.tallies].filter(([, { raised }]) => raised < 1).map(([stage]) => stage);
  expect(rare).toEqual([]);
  expect(findings.tallies.size).toBeGreaterThan(15);
});
