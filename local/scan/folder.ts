/** A folder of scans, and the journal of what of it has been uploaded. */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import * as z from 'zod';
import type { Scan } from './plan.ts';

const JOURNAL = '.scan-folder.jsonl';
const lineSchema = z.object({ dossier: z.string(), sha256: z.string().optional() });

/** Every file of the folder, hashed; hidden ones are left out, a folder inside is refused. */
export async function readScans(folder: string): Promise<readonly Scan[]> {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  const inside = entries.filter((entry) => !entry.isFile()).map(({ name }) => name);
  if (inside.length > 0)
    throw new Error(`${inside.join(', ')}: không phải tệp. Hãy để mọi bản quét ngay trong thư mục.`);
  if (entries.length === 0) throw new Error(`${folder}: không có tệp nào`);
  const scans: Scan[] = [];
  for (const name of entries.map((entry) => entry.name).toSorted()) {
    const bytes = readFileSync(join(folder, name));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    scans.push({ name, size: bytes.length, sha256, mediaType: (await fileTypeFromBuffer(bytes))?.mime });
  }
  return scans;
}

/** The journal: which draft the folder belongs to, and the hashes that have arrived. A torn last line is cut off. */
export function openJournal(folder: string) {
  const path = join(folder, JOURNAL);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) writeFileSync(path, whole);
  const lines = whole
    .split('\n')
    .slice(0, -1)
    .map((line) => lineSchema.parse(JSON.parse(line)));
  const dossier = lines.at(-1)?.dossier;
  return {
    dossier,
    done: (id: string): ReadonlySet<string> =>
      new Set(
        lines.flatMap((line) => (line.dossier === id && line.sha256 !== undefined ? [line.sha256] : [])),
      ),
    note: (line: z.infer<typeof lineSchema>): void => appendFileSync(path, `${JSON.stringify(line)}\n`),
  };
}
