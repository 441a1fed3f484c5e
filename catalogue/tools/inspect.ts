/** `npm run inspect -- FILE…`: the verdict of the product on files, one JSON line each. */
import { createReadStream, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { clamdScanner } from '../../functions/adapters/files/clamd.ts';
import { eicarStub, type MalwareScanner, NoVerdict } from '../../functions/adapters/files/malware.ts';
import { measureFile } from '../../functions/adapters/files/measure.ts';
import type { Reason, ReasonCode, Signature, Warning } from '../../functions/core/inspection/codes.ts';
import { judge } from '../../functions/core/inspection/judge.ts';
import { promisedBy } from '../../functions/core/inspection/kinds.ts';
import { type Limits, limitsOf } from '../../functions/core/inspection/limits.ts';

const HELP = `Usage: npm run -s inspect -- [options] FILE...
  Prints one JSON line per file, in the order given: file, verdict (CLEAN or REFUSED), reasons, mediaType, bytes, sha256,
  pages, dpi, warnings, signatures, pdfa. The declared type is the one of the ending of the name.
  Exit code 0 when all are CLEAN, 1 when any is REFUSED, 2 for wrong usage.
  --limits FILE     thresholds (default catalogue/inspection.json)
  --clamd ADDRESS   scans by clamd at host:port or a socket; without it only the EICAR test file is found (a stub)`;

/** One line of the answer. */
interface Line {
  readonly file: string;
  readonly verdict: 'CLEAN' | 'REFUSED';
  readonly reasons: readonly Reason[];
  readonly mediaType: string | null;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly pages: number | null;
  readonly dpi: number | null;
  readonly warnings: readonly Warning[];
  readonly signatures: readonly Signature[];
  readonly pdfa: string | null;
}

/** npm runs scripts in the folder of the package: names are meant from where it was called. */
const from = process.env.INIT_CWD ?? process.cwd();

const inspectFile = async (file: string, limits: Limits, scanner: MalwareScanner): Promise<Line> => {
  const path = resolve(from, file);
  const info = await stat(path).catch((error: unknown) => faultOf(error));
  if (typeof info === 'string') return unreadable(file, info);
  if (!info.isFile()) return unreadable(file, info.isDirectory() ? 'a folder' : 'not a file');
  try {
    const facts = await measureFile(createReadStream(path, { highWaterMark: 1 << 20 }), limits, scanner);
    const { bytes, sha256 } = facts;
    const name = basename(path);
    const mediaType = promisedBy(name) ?? 'application/octet-stream';
    const { verdict, reasons, ...judged } = judge({ name, mediaType, size: bytes, sha256 }, facts, limits);
    const { pages, dpi, warnings, signatures, pdfa } = judged;
    const measured = { mediaType: judged.mediaType, bytes, sha256, pages, dpi };
    return { file, verdict, reasons, ...measured, warnings, signatures, pdfa };
  } catch (error) {
    if (error instanceof NoVerdict) return unreadable(file, error.message, 'no-scan-verdict');
    return unreadable(file, faultOf(error));
  }
};

const faultOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

const unreadable = (file: string, detail: string, code: ReasonCode = 'unreadable'): Line => ({
  ...{ file, verdict: 'REFUSED', reasons: [{ code, detail }] },
  ...{ mediaType: null, bytes: null, sha256: null, pages: null, dpi: null },
  ...{ warnings: [], signatures: [], pdfa: null },
});

const usage = (problem?: string): void => {
  if (problem !== undefined) console.error(problem);
  console.error(HELP);
  process.exitCode = 2;
};

const text = { type: 'string' } as const;
const options = { limits: text, clamd: text, help: { type: 'boolean', default: false } } as const;

const settings = () => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const file =
    values.limits === undefined
      ? new URL('../inspection.json', import.meta.url)
      : resolve(from, values.limits);
  const limits = limitsOf(JSON.parse(readFileSync(file, 'utf8')));
  return { ...values, limits, files: positionals };
};

async function main(): Promise<void> {
  let given: ReturnType<typeof settings>;
  try {
    given = settings();
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
  if (given.help) return console.log(HELP);
  if (given.files.length === 0) return usage('no file is named');
  const scanner = given.clamd === undefined ? eicarStub : clamdScanner(given.clamd);
  let refused = 0;
  for (const file of given.files) {
    const line = await inspectFile(file, given.limits, scanner);
    if (line.verdict === 'REFUSED') refused += 1;
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  process.exitCode = refused > 0 ? 1 : 0;
}

// Whoever reads only the first lines closes the pipe.
process.stdout.on('error', () => process.exit(1));
await main();
