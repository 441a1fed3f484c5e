/**
 * `npm run -s bench:digitisation`: documents per second and memory of the whole way of a file through the embedded cloud: a
 * filing, the upload of each file as a multipart form, submission, inspection, scan, report, acceptance, copy to the archive.
 * Files above the limit go into the bucket by a form of the bucket's owner (no slot is signed for them) and end as `too-large`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { limits } from '../support/limits.ts';
import { bytesOfText, fileOf } from './digitisationFiles.ts';
import { Office } from './digitisationOffice.ts';

const HELP = `Usage: npm run -s bench:digitisation -- [options]
  --sizes LIST     sizes of the files (default 100KB,1MB,10MB,50MB,100MB)
  --counts LIST    numbers of documents (default 1,10,100,1000)
  --budget SIZE    no row moves more bytes than that (default 1GB)
  --files N        most files of one dossier (default 10)
  --clients N      dossiers that are under way at once (default 4)
  --quick          100KB and 1MB, 1, 10 and 100 documents`;

const { values } = parseArgs({
  options: {
    sizes: { type: 'string' },
    counts: { type: 'string' },
    budget: { type: 'string', default: '1GB' },
    files: { type: 'string', default: '10' },
    clients: { type: 'string', default: '4' },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const MB = 1_000_000;
const sizes = (values.sizes ?? (values.quick ? '100KB,1MB' : '100KB,1MB,10MB,50MB,100MB'))
  .split(',')
  .map(bytesOfText);
const counts = (values.counts ?? (values.quick ? '1,10,100' : '1,10,100,1000')).split(',').map(Number);
const budget = bytesOfText(values.budget);
const [perDossier, clients] = [Number(values.files), Number(values.clients)];

interface Row {
  readonly bytes: number;
  readonly documents: number;
  readonly seconds: number;
  readonly documentsPerSecond: number;
  readonly megabytesPerSecond: number;
  /** Of the cloud's process: API, functions, object store and state machines; the database is a process of its own. */
  readonly peakMb: number;
  /** Above what it held before the row began. */
  readonly growthMb: number;
  readonly verdict: string;
}

/** One row: so many documents of one size, in dossiers, several of which are under way at once. */
const measure = async (office: Office, size: number, documents: number): Promise<Row> => {
  const file = fileOf(size);
  const tooLarge = size > limits.maxBytes;
  const dossiers = Array.from({ length: Math.ceil(documents / perDossier) }, (_, nth) =>
    Math.min(perDossier, documents - nth * perDossier),
  );
  const papers = dossiers.map((count) => Array.from({ length: count }, () => file()));
  const { now: before } = await office.memory();
  const started = performance.now();
  let done = 0;
  const work = async (): Promise<void> => {
    for (let next = papers.pop(); next; next = papers.pop()) {
      await (tooLarge ? office.refused(next) : office.archived(next));
      done += next.length;
      process.stderr.write(`\r${size / 1000} KB: ${done} of ${documents} documents   `);
    }
  };
  await Promise.all(Array.from({ length: clients }, work));
  const seconds = (performance.now() - started) / 1000;
  const { peak } = await office.memory();
  process.stderr.write('\n');
  return {
    ...{ bytes: size, documents, seconds },
    documentsPerSecond: documents / seconds,
    megabytesPerSecond: (documents * size) / MB / seconds,
    ...{ peakMb: peak / MB, growthMb: (peak - before) / MB, verdict: tooLarge ? 'too-large' : 'archived' },
  };
};

/** Each row in a cloud of its own, so that none carries what another has left in memory. */
const row = async (size: number, documents: number): Promise<Row> => {
  const dir = mkdtempSync(join(tmpdir(), 'mot-cua-bench-'));
  const office = await Office.open(join(dir, 'data'));
  try {
    // Starts workers and loads bundles; it does not count.
    await measure(office, 100_000, perDossier);
    return await measure(office, size, documents);
  } finally {
    await office.close();
    rmSync(dir, { recursive: true, force: true });
  }
};

const rows: Row[] = [];
for (const size of sizes) {
  for (const count of counts) {
    if (count === counts[0] || count * size <= budget) rows.push(await row(size, count));
  }
}

console.log('      size   documents   seconds   documents/s      MB/s   peak RSS MB   above idle   verdict');
for (const each of rows) {
  const columns = [
    `${each.bytes / 1000} KB`.padStart(10),
    String(each.documents).padStart(12),
    each.seconds.toFixed(1).padStart(10),
    each.documentsPerSecond.toFixed(1).padStart(14),
    each.megabytesPerSecond.toFixed(1).padStart(10),
    each.peakMb.toFixed(0).padStart(14),
    each.growthMb.toFixed(0).padStart(13),
    `   ${each.verdict}`,
  ];
  console.log(columns.join(''));
}
const machine = {
  node: process.version,
  cores: availableParallelism(),
  processor: cpus()[0]?.model ?? '',
  load: loadavg()[0],
};
console.log(JSON.stringify({ machine, clients, perDossier, rows }));
