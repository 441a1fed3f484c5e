import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const CloudFile = z.object({ url: z.string(), boots: z.number(), now: z.number() });

const read = (file: string): z.infer<typeof CloudFile> | undefined =>
  existsSync(file) ? CloudFile.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data : undefined;

/** Writes a file so that a crash leaves the old content or the new, never half of it. */
export function replaceFile(file: string, content: string): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The instant up to which the simulation of a data folder has run: the next one must not start before it. */
export const lastInstant = (dir: string): number => read(join(dir, 'cloud.json'))?.now ?? 0;

/**
 * Counts a boot of the data folder in `cloud.json`, where `npm run token` finds the address. `save` writes it again with
 * the present instant.
 */
export function openCloudFile(dir: string, url: string, now: () => number): { boots: number; save(): void } {
  const file = join(dir, 'cloud.json');
  const boots = (read(file)?.boots ?? 0) + 1;
  const save = (): void => replaceFile(file, JSON.stringify({ url, boots, now: now() }));
  save();
  return { boots, save };
}
