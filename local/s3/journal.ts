import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import type * as z from 'zod';

const lines = (entries: unknown[]): Buffer =>
  Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));

/**
 * An append-only file of JSON lines. A line survives `kill -9` once `append` has returned; one that was being
 * written when the machine stopped has no newline and counts as never written.
 */
export class Journal<T> {
  private readonly path: string | undefined;
  private fd: number | undefined;
  /** Length in bytes, so that callers can decide when to compact. */
  size = 0;

  /** `path` undefined = keep nothing. Call `rewrite` before the first append: it drops a torn tail. */
  constructor(path: string | undefined) {
    this.path = path;
  }

  /** All complete lines, checked. Damage anywhere but at the end is an error: data would be missing. */
  read(schema: z.ZodType<T>): T[] {
    if (this.path === undefined || !existsSync(this.path)) return [];
    const text = readFileSync(this.path, 'utf8').split('\n').slice(0, -1);
    return text.flatMap((line, index) => {
      try {
        return [schema.parse(JSON.parse(line))];
      } catch {
        if (index === text.length - 1) return [];
        throw new Error(`${this.path}: line ${index + 1} is damaged; restore the data folder or delete it`);
      }
    });
  }

  /** Replaces the content in one step (compaction). */
  rewrite(entries: T[]): void {
    if (this.path === undefined) return;
    this.close();
    writeFileSync(`${this.path}.new`, lines(entries));
    renameSync(`${this.path}.new`, this.path);
    this.fd = openSync(this.path, 'a');
    this.size = lines(entries).length;
  }

  append(...entries: T[]): void {
    if (this.fd === undefined) return;
    const bytes = lines(entries);
    try {
      if (writeSync(this.fd, bytes) !== bytes.length)
        throw new Error(`${this.path}: short write, disk full?`);
    } catch (error) {
      ftruncateSync(this.fd, this.size); // half a line must not swallow the next one
      throw error;
    }
    this.size += bytes.length;
  }

  close(): void {
    if (this.fd !== undefined) closeSync(this.fd);
    this.fd = undefined;
  }
}
