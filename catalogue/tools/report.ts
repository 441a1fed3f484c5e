/** `npm run report -- NAME`: a report of a unit, from a running embedded cloud or any installation. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { reportNames } from '../../functions/core/reports/readers.ts';
import { findPlace, reasonOf } from './place.ts';

const HELP = `Usage: npm run -s report -- NAME [options]
  NAME                   ${reportNames.join(', ')}
  --period P             2026-11, 2026-Q4, 2026-6M, 2026-9M or 2026, by the closing day of the unit; or
  --from D --to D        local days such as 2026-11-01, both included
  --procedure CODE       only dossiers of this procedure; review-sheet needs it
  --format F             json (default), csv, html
  --out FILE             writes it there instead of printing it
  --data <folder>        a running embedded cloud (default .data), as administrator of
  --unit <unit>          this unit (default SXD-H05)
  --url <url> --token T  any installation, with the token of somebody who may see the report`;

const text = { type: 'string' } as const;
const options = {
  ...{ period: text, from: text, to: text, procedure: text, out: text, url: text, token: text },
  format: { ...text, default: 'json' },
  data: { ...text, default: '.data' },
  unit: { ...text, default: 'SXD-H05' },
  help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [name] = positionals;
  if (values.help || name === undefined) return console.log(HELP);
  const place = await findPlace(values, 'report-tool');
  const { unit, period, from, to, procedure, format } = values;
  const query = new URLSearchParams({ unit, format });
  for (const [key, value] of Object.entries({ period, from, to, procedure })) {
    if (value !== undefined) query.set(key, value);
  }
  const headers = { authorization: `Bearer ${place.token}` };
  const response = await fetch(`${place.url}/reports/${encodeURIComponent(name)}?${query.toString()}`, {
    headers,
  });
  const answer = Buffer.from(await response.arrayBuffer());
  if (!response.ok) throw new Error(`${response.status} ${answer.toString('utf8')}`);
  // As bytes: decoding would take the byte order mark away.
  if (values.out === undefined) process.stdout.write(answer);
  else writeFileSync(values.out, answer);
}

try {
  await main();
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
