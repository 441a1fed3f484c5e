import { parseArgs } from 'node:util';
import { checkAll, tableOf } from './alertsCheck.ts';

/** `npm run simulate:alerts [-- --seed N --dossiers M]`: a year of dossiers, each alert held against the walker. */
const { values } = parseArgs({ options: { seed: { type: 'string' }, dossiers: { type: 'string' } } });
const seed = Number(values.seed ?? 1);
const dossiers = Number(values.dossiers ?? 10_000);

const started = performance.now();
const seconds = () => ((performance.now() - started) / 1000).toFixed(1);
console.log(`${dossiers} dossiers, seed ${seed}`);
const findings = await checkAll(seed, dossiers, (done, { wrong }) => {
  if (done % 1000 === 0) console.log(`  ${done} dossiers, ${wrong} wrong, ${seconds()} s`);
});
console.log(tableOf(findings));
const { events, visits, vain, wrong, shortest } = findings;
console.log(
  `${events} events, ${visits} visits of the sweep (${vain} in vain), ${wrong} dossiers wrong, ${seconds()} s`,
);
if (shortest) console.log(`the shortest:\n${shortest.text}`);
process.exitCode = wrong === 0 ? 0 : 1;
