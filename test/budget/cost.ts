/** `npm run cost`: what one standard dossier uses, counted on the embedded cloud, and what a thousand would cost. */
import { fileURLToPath } from 'node:url';
import { stageConfig } from '../../infra/config.ts';
import { allFunctions } from '../../infra/operations.ts';
import { synthIfNeeded } from '../../local/template/synth.ts';
import { breakdown } from './bill.ts';
import { type Measured, measure, writeBudget } from './measure.ts';
import { assumedMilliseconds, type Priced, prices } from './prices.ts';

const say = (text: string): boolean => process.stdout.write(`${text}\n`);
const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, each) => total + each, 0);

/** How much of everything that has a price one dossier uses. */
const usage = (measured: Measured) => {
  const { spine, digitisation, writeUnits, readUnits, requests, messages, invocations, files } = measured;
  const s3 = (...methods: string[]): number =>
    sum(methods.map((method) => requests.get(`s3:${method}`) ?? 0));
  const gigabytes = [...invocations].map(([name, times]) => {
    const spec = allFunctions.find((each) => name.endsWith(`-${each.name}`));
    return (times * (spec?.memory ?? 0)) / 1024;
  });
  return {
    stateTransition: spine.transitions + sum(digitisation.map(({ transitions }) => transitions)),
    writeUnit: writeUnits,
    readUnit: readUnits,
    lambdaRequest: sum(invocations.values()),
    lambdaGigabyteSecond: (sum(gigabytes) * assumedMilliseconds) / 1000,
    s3Write: s3('PUT', 'POST'),
    s3Read: s3('GET', 'HEAD'),
    malwareScan: files,
    apiRequest: requests.get('api') ?? 0,
    notification: messages.get('topic') ?? 0,
    busEvent: requests.get('events:PutEvents') ?? 0,
    email: messages.get('email') ?? 0,
    textMessage: messages.get('sms') ?? 0,
  } satisfies Record<Priced, number>;
};

const dollars = (what: Priced, amount: number): number => (amount * prices[what].dollars) / prices[what].per;

const table = (measured: Measured): string[] => {
  const used = Object.entries(usage(measured));
  const named = used.flatMap(([what, amount]) => (isPriced(what) ? [{ what, amount }] : []));
  const lines = named.map(
    ({ what, amount }) =>
      `  ${what.padEnd(22)}${amount.toFixed(what === 'lambdaGigabyteSecond' ? 2 : 1).padStart(8)}` +
      `${`$${dollars(what, 1000 * amount).toFixed(3)}`.padStart(12)}   ${prices[what].source}`,
  );
  const all = sum(named.map(({ what, amount }) => dollars(what, 1000 * amount)));
  return [...lines, `  ${'all'.padEnd(30)}${`$${all.toFixed(2)}`.padStart(12)}`];
};

const isPriced = (name: string): name is Priced => Object.hasOwn(prices, name);

const root = fileURLToPath(new URL('../..', import.meta.url));
await synthIfNeeded(root, say);
say('Playing one standard dossier (a building permit, three files and a result) on a virtual clock ...');
const measured = await measure();
const { spine, digitisation, wakes, commands, parks, files, bill, writeUnits, emptySweep } = measured;

say(`\nState transitions
  spine            ${spine.transitions} (budget ${6 + 2 * (wakes + spine.timeouts)}: 6 + 2 × ${wakes} wakes + 2 × ${spine.timeouts} deadlines)`);
for (const run of digitisation)
  say(`  digitisation     ${run.transitions} (budget ${4 + 3 * run.files}: 4 + 3 × ${run.files} files)`);
say(`\nDynamoDB write units: ${writeUnits} (budget ${writeBudget(measured)}: 16 × ${commands} commands + 3 × ${parks} parks + 4 × ${files} files + 13)
${breakdown(bill)}`);
say(`\nLambda invocations: ${sum(measured.invocations.values())}`);
say([...measured.invocations].map(([name, times]) => `  ${name} ${times}`).join('\n'));
say('\nPer dossier, and dollars per 1,000 dossiers (prices are to be checked, see test/budget/prices.ts)');
say(table(measured).join('\n'));
say(
  `  Not counted: storage, logs, data transfer, people who look something up. Lambda: ${assumedMilliseconds} ms per invocation assumed.`,
);

/** Write units of a morning's digest, once for all roles of a unit (ADR 15). */
const digestUnits = 14;
const sweeps = (30 * 24 * 60) / stageConfig('prod').parameters.sweepMinutes;
const idle =
  sweeps * (dollars('stateTransition', emptySweep.transitions) + dollars('readUnit', emptySweep.readUnits));
say(
  `\nInstallation: ${sweeps} sweeps a month that find nothing, ${emptySweep.transitions} transitions and ${emptySweep.readUnits} read units each: $${idle.toFixed(2)} a month.
Each unit: one digest a morning, ${digestUnits} write units (ADR 15), 21 mornings: $${dollars('writeUnit', 21 * digestUnits).toFixed(4)} a month.`,
);
