/** `npm run -s scan-folder`: a folder of scans becomes the files of a draft, at the counter. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { giveUp } from './give-up.ts';
import { begin, declaredOf, type Place, rulesOf, send } from './scan/client.ts';
import { openJournal, readScans } from './scan/folder.ts';
import { planFiling, planUploads, type Scan } from './scan/plan.ts';
import { showProgress } from './scan/progress.ts';

const HELP = `Usage: npm run -s scan-folder -- --dossier ID | --procedure CODE --applicant FILE.json [options] FOLDER
  --dossier ID           uploads what a draft has declared and has not got, found by content
  --procedure CODE       begins a draft: every file is named by its component, "BANVE 2 mặt bằng.pdf"
  --applicant FILE.json  the applicant, as POST /dossiers takes it
  --channel C            counter (default) or post
  --data <folder>        a running embedded cloud (default .data), as an officer of the front desk of
  --unit <unit>          this unit (default SXD-H05)
  --url <url> --token T  any installation, with the token of an officer of the front desk
Prints the id of the draft. Run again after a break it goes on: what has arrived is noted in the folder by its hash.`;

const text = { type: 'string' } as const;
const options = {
  ...{ dossier: text, procedure: text, applicant: text, url: text, token: text },
  channel: { ...text, default: 'counter' },
  data: { ...text, default: '.data' },
  unit: { ...text, default: 'SXD-H05' },
  help: { type: 'boolean', default: false },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

async function findPlace({ url, token, data, unit }: Values): Promise<Place> {
  if (url !== undefined && token !== undefined) return { url, token };
  if (url !== undefined || token !== undefined) throw new Error('--url and --token go together');
  const file: unknown = JSON.parse(readFileSync(join(data, 'cloud.json'), 'utf8'));
  const cloud = z.object({ url: z.string() }).parse(file);
  const body = JSON.stringify({ sub: 'scan-folder', roles: ['frontDesk'], unit, minutes: 480 });
  const answer: unknown = await (await fetch(`${cloud.url}/_local/token`, { method: 'POST', body })).json();
  return { url: cloud.url, token: z.object({ access_token: z.string() }).parse(answer).access_token };
}

const refuse = (problems: readonly string[]): void => {
  if (problems.length > 0)
    throw new Error(`Chưa tải lên tệp nào:\n${problems.map((each) => `  ${each}`).join('\n')}`);
};

/** Begins the draft of the folder. Its key is made of what is filed: begun twice, it is the same draft. */
async function beginDraft(place: Place, values: Values, scans: readonly Scan[]): Promise<string> {
  const { procedure = '', applicant, unit, channel } = values;
  if (applicant === undefined) throw new Error(`name the applicant\n${HELP}`);
  const { components, problems } = planFiling(scans, await rulesOf(place, procedure));
  refuse(problems);
  const who: unknown = JSON.parse(readFileSync(applicant, 'utf8'));
  const filing = { unit, procedure, channel, filedBy: 'officer-assisted', applicant: who, components };
  const key = createHash('sha256').update(JSON.stringify(filing)).digest('hex');
  return begin(place, filing, `scan-${key}`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [folder, ...more] = positionals;
  if (values.help) return console.log(HELP);
  if (
    folder === undefined ||
    more.length > 0 ||
    (values.dossier === undefined) === (values.procedure === undefined)
  )
    throw new Error(HELP);
  for (const path of [folder, values.applicant ?? folder])
    if (!existsSync(path)) throw new Error(`${path}: không có thư mục hoặc tệp này`);
  const place = await findPlace(values);
  const scans = await readScans(folder);
  const journal = openJournal(folder);
  const id = values.dossier ?? journal.dossier ?? (await beginDraft(place, values, scans));
  if (journal.dossier !== id) journal.note({ dossier: id });
  const { uploads, skipped, problems } = planUploads(scans, await declaredOf(place, id), journal.done(id));
  refuse(problems);
  if (skipped > 0) process.stderr.write(`đã có ${skipped} tệp, bỏ qua\n`);
  const bytes = uploads.reduce((sum, { scan }) => sum + scan.size, 0);
  const progress = showProgress({ files: uploads.length, bytes });
  for (const { n, scan } of uploads) {
    await send(place, id, n, new Uint8Array(readFileSync(join(folder, scan.name))));
    journal.note({ dossier: id, sha256: scan.sha256 });
    progress.done(scan.name, scan.size);
  }
  progress.end();
  console.log(id);
}

try {
  await main();
} catch (error) {
  giveUp(error);
}
