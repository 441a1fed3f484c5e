import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { eicarStub } from '../../functions/adapters/files/malware.ts';
import { measureFile } from '../../functions/adapters/files/measure.ts';
import { judge } from '../../functions/core/inspection/judge.ts';
import { promisedBy } from '../../functions/core/inspection/kinds.ts';
import { limits } from '../support/limits.ts';
import { boundCases } from './boundCases.ts';
import type { Case } from './case.ts';
import { chanceOf, newSeed } from './chance.ts';
import { otherCases } from './otherCases.ts';
import { pdfCases } from './pdfCases.ts';
import { scanCases } from './scanCases.ts';

/** Hostile, odd and good files with hand-written verdicts, once through the code of the product and once by the command. */
const cases = [...pdfCases, ...otherCases, ...scanCases, ...boundCases];
const seed = newSeed();
/** Names by chance, so that no verdict hangs on one. */
const chance = chanceOf(seed);
const words = ['đơn', 'bản vẽ', 'giấy phép', 'tờ trình', 'quyết định', 'a', 'scan'];
const named = ({ name, ending }: Case, index: number): string =>
  name ?? `${words[Math.floor(chance() * words.length)]} ${Math.floor(chance() * 1e6)}-${index}.${ending}`;

const files = cases.map((each, index) => ({ ...each, file: named(each, index), order: chance() }));

const line = z.object({
  file: z.string(),
  verdict: z.enum(['CLEAN', 'REFUSED']),
  reasons: z.array(z.object({ code: z.string(), detail: z.string() })),
  mediaType: z.nullable(z.string()),
  bytes: z.nullable(z.int()),
  sha256: z.nullable(z.string()),
  pages: z.nullable(z.int()),
  dpi: z.nullable(z.int()),
  warnings: z.array(z.object({ code: z.string(), detail: z.string() })),
  signatures: z.array(z.object({ name: z.nullable(z.string()) })),
  pdfa: z.nullable(z.string()),
});

interface Said {
  readonly verdict: string;
  readonly reasons: readonly { readonly code: string }[];
  readonly warnings: readonly { readonly code: string }[];
  readonly pages: number | null;
  readonly dpi: number | null;
  readonly pdfa: string | null;
  readonly signatures: readonly unknown[];
}

const held = (said: Said, expected: Case): void => {
  const codes = (list: readonly { readonly code: string }[]) => list.map(({ code }) => code).toSorted();
  expect(codes(said.reasons), expected.title).toEqual([...expected.codes].sort());
  expect(said.verdict).toBe(expected.codes.length === 0 ? 'CLEAN' : 'REFUSED');
  if (expected.warnings) expect(codes(said.warnings), expected.title).toEqual([...expected.warnings].sort());
  if (expected.pages !== undefined) expect(said.pages).toBe(expected.pages);
  if (expected.dpi !== undefined) expect(said.dpi).toBe(expected.dpi);
  if (expected.codes.length === 0) expect(said.signatures).toHaveLength(expected.signatures ?? 0);
  if (expected.pdfa !== undefined) expect(said.pdfa).toBe(expected.pdfa);
};

describe(`the code of the product (SEED=${seed})`, () => {
  test.each(files)('$ending: $title', async (each) => {
    const bytes = await each.bytes();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const declared = {
      ...{ name: each.file, mediaType: promisedBy(each.file) ?? 'application/octet-stream' },
      ...{ size: bytes.length, sha256, ...each.declared },
    };
    // An ending that does not fit is told only where the declaration does.
    if (each.declared?.name !== undefined && each.codes[0] === 'extension')
      declared.mediaType = 'application/pdf';
    const facts = await measureFile(parts(bytes), limits, eicarStub);
    expect([facts.bytes, facts.sha256]).toEqual([bytes.length, sha256]);
    held(judge(declared, facts, limits), each);
  });

  test('is shown by at least 60 hostile or odd files, and by good ones', () => {
    expect(cases.filter(({ codes }) => codes.length > 0).length).toBeGreaterThanOrEqual(60);
    expect(cases.filter(({ codes }) => codes.length === 0).length).toBeGreaterThanOrEqual(30);
  });
});

/** As a stream brings them, cut where nobody chose. */
async function* parts(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_537) yield bytes.subarray(at, at + 65_537);
}

describe(`npm run inspect (SEED=${seed})`, () => {
  let folder: string;
  // The slowest ones go through the same code above; the command is spared them.
  const quick = files.filter(
    (each) => !each.declared && !boundCases.some(({ title }) => title === each.title),
  );
  const shuffled = quick.toSorted((a, b) => a.order - b.order);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mot-cua-inspect-'));
    for (const each of shuffled) writeFileSync(join(folder, each.file), await each.bytes());
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (args: readonly string[]): Promise<{ status: unknown; lines: string[] }> =>
    new Promise((resolve) => {
      const tool = join(import.meta.dirname, '../../catalogue/tools/inspect.ts');
      const env = { ...process.env, INIT_CWD: folder };
      execFile(process.execPath, [tool, ...args], { env, maxBuffer: 1 << 26 }, (error, stdout) =>
        resolve({ status: error ? error.code : 0, lines: stdout.split('\n').filter((each) => each !== '') }),
      );
    });

  test('one line per file in the order given, the others go on, 1 when any is refused', async () => {
    const missing = ['no such file.pdf', '.'];
    const { status, lines } = await run([...missing, ...shuffled.map(({ file }) => file)]);
    expect(status).toBe(1);
    const said = lines.map((each) => line.parse(JSON.parse(each)));
    expect(said.map(({ file }) => file)).toEqual([...missing, ...shuffled.map(({ file }) => file)]);
    for (const each of said.slice(0, 2)) {
      expect(each).toMatchObject({ verdict: 'REFUSED', reasons: [{ code: 'unreadable' }], bytes: null });
    }
    for (const [index, each] of shuffled.entries()) held(line.parse(said[index + 2]), each);
  });

  test('0 when all are clean, 2 for wrong usage', async () => {
    const clean = shuffled.filter(({ codes }) => codes.length === 0).slice(0, 3);
    expect((await run(clean.map(({ file }) => file))).status).toBe(0);
    expect((await run([])).status).toBe(2);
    expect((await run(['--no-such-option'])).status).toBe(2);
    expect((await run(['--limits', 'no such file', 'a.pdf'])).status).toBe(2);
  });
});
