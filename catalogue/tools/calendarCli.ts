/** `npm run calendar -- preview|publish FILE`: shows what a calendar version would move, and puts it into force. */
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { applyOnce, fileDraft, type Move, previewAll, publish, readCalendar } from './calendarClient.ts';
import { findPlace, reasonOf } from './place.ts';

const HELP = `Usage: npm run calendar -- preview|publish FILE [options]
  FILE                   a whole calendar version, or a head such as catalogue/calendars/vn.json
  preview                files it as a draft and lists the open dossiers whose dates would move
  publish                the same, asks, puts it into force and re-dates the open dossiers; twice is harmless
  --yes                  does not ask
  --data <folder>        a running embedded cloud (default .data), as administrator of
  --unit <unit>          this unit (default SXD-H05)
  --url <url> --token T  any installation, with the token of an administrator`;

const text = { type: 'string' } as const;
const options = {
  yes: { type: 'boolean', default: false },
  data: { ...text, default: '.data' },
  unit: { ...text, default: 'SXD-H05' },
  url: text,
  token: text,
  help: { type: 'boolean', default: false },
} as const;

/** 01/12/2026 17:00 of 2026-12-01T17:00:00+07:00. */
const local = (iso: string): string =>
  `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)} ${iso.slice(11, 16)}`;

function rowOf({ code, problem, due, provisional, step, reminder, days = [] }: Move): string[] {
  if (!due) return [code, problem ?? '', '', '', ''];
  const also = [...(step ? ['step'] : []), ...(reminder ? ['reminder'] : [])];
  const why = days.map(
    ({ date, change, name }) => `${date} ${change}${name === undefined ? '' : ` (${name})`}`,
  );
  return [code, local(due.old), local(due.new), provisional?.new ? 'yes' : '', [...why, ...also].join('; ')];
}

function printTable(moves: readonly Move[]): void {
  const rows = [['Dossier', 'Due', 'New due', 'Provisional', 'Why'], ...moves.map(rowOf)];
  const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  for (const row of rows)
    console.log(
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

async function confirmed(question: string): Promise<boolean> {
  if (!stdin.isTTY) throw new Error('Nobody to ask: --yes publishes without asking.');
  const terminal = createInterface({ input: stdin, output: stdout });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [verb, file] = positionals;
  if (values.help || file === undefined || (verb !== 'preview' && verb !== 'publish'))
    return console.log(HELP);
  const data = readCalendar(file);
  const place = await findPlace(values, 'calendar-tool');
  await fileDraft(place, data);
  const { moves, looked, confirm } = await previewAll(place, data);
  printTable(moves);
  console.log(`${moves.length} of ${looked} open dossiers move under ${data.id}-${data.version}.`);
  if (verb === 'preview') return;
  if (!values.yes && !(await confirmed(`Publish ${data.id}-${data.version}?`))) {
    return console.log('Not published.');
  }
  await publish(place, data, confirm);
  console.log(`${data.id}-${data.version} is in force.`);
  let settledFrom: string | undefined;
  let [seen, total] = [0, 0];
  // Dossiers go from desk to desk while we look: over again, until a whole round finds nothing.
  for (let moved = 1; moved > 0; ) {
    moved = await applyOnce(place, data, (page) => {
      seen += page.looked;
      total += page.moved;
      settledFrom = page.settledFrom;
      console.log(`  looked at ${seen}, re-dated ${total}`);
      for (const each of page.problems) console.log(`  ${each.code}: ${each.problem}`);
    });
  }
  if (settledFrom !== undefined) {
    console.log(
      `Until ${local(settledFrom)} dates may still be promised by the calendar before: publish again then.`,
    );
  }
}

try {
  await main();
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
