import {
  createReadStream,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import * as z from 'zod';
import { S3Error } from './errors.ts';
import { Journal } from './journal.ts';
import { lockSchema } from './lock.ts';

/** Bytes of an object that is read in one piece. */
const AT_ONCE = 65_536;

const text = z.record(z.string(), z.string());
const version = z.object({
  bucket: z.string(),
  key: z.string(),
  versionId: z.string(),
  /** Order of commits; also the name of the data file. */
  seq: z.number(),
  at: z.number(),
  /** A delete marker has no data. */
  marker: z.boolean(),
  size: z.number(),
  etag: z.string(),
  /** Response headers kept with the object, user metadata (`x-amz-meta-*`) included. */
  headers: text,
  checksums: text,
  lock: lockSchema.optional(),
  /** API call that created it, as in the EventBridge event. */
  reason: z.string(),
});
const bucketEntry = z.object({
  name: z.string(),
  versioned: z.boolean(),
  at: z.number(),
  locks: z.boolean().default(false),
});
/** One line of the journal: a bucket, a version, a version removed, or its created-event acknowledged (by seq). */
const entry = z.union([
  z.object({ bucket: bucketEntry }),
  z.object({ put: version }),
  z.object({ gone: z.number() }),
  z.object({ told: z.number() }),
]);
type Entry = z.infer<typeof entry>;

export type Version = z.infer<typeof version>;
/** What a caller knows of an object before it is committed. */
export type Draft = Omit<Version, 'versionId' | 'seq' | 'at' | 'marker'>;
export interface Bucket extends z.infer<typeof bucketEntry> {
  /** Versions of each key, oldest first. */
  keys: Map<string, Version[]>;
}

/** Buckets, objects and the outbox of created-events: data as files, everything else in one journal. */
export class Store {
  readonly buckets = new Map<string, Bucket>();
  /** Created objects nobody has acknowledged yet, by seq. */
  readonly outbox = new Map<number, Version>();
  private readonly live = new Map<number, Version>();
  private readonly dir: string;
  private readonly journal: Journal<Entry>;
  private newestVersion: Version | undefined;
  private staged = 0;

  constructor(dir: string) {
    this.dir = dir;
    rmSync(join(dir, 'tmp'), { recursive: true, force: true });
    for (const part of ['tmp', 'data']) mkdirSync(join(dir, part), { recursive: true });
    this.journal = new Journal(join(dir, 'journal'));
    for (const each of this.journal.read(entry)) this.apply(each);
    this.compact();
  }

  /** Object Lock can be switched on later, and never off. */
  createBucket(
    { name, versioned, locks }: { name: string; versioned: boolean; locks: boolean },
    at: number,
  ): void {
    const old = this.buckets.get(name);
    if (old && (old.versioned !== versioned || (old.locks && !locks)))
      throw new Error(
        `Bucket ${name} has other settings of versions and locks in the data folder; delete the folder`,
      );
    if (!old || old.locks !== locks) this.record({ bucket: { name, versioned, at: old?.at ?? at, locks } });
  }

  bucket(name: string): Bucket {
    const bucket = this.buckets.get(name);
    if (!bucket) throw new S3Error('NoSuchBucket');
    return bucket;
  }

  /** A version of a key, the newest by default, delete markers included. */
  peek(bucket: string, key: string, versionId?: string): Version | undefined {
    const versions = this.bucket(bucket).keys.get(key);
    return versionId === undefined
      ? versions?.at(-1)
      : versions?.find((each) => each.versionId === versionId);
  }

  /** The object a read means, or the error S3 answers. */
  find(bucket: string, key: string, versionId?: string): Version {
    const found = this.peek(bucket, key, versionId);
    if (found && !found.marker) return found;
    const headers = found ? { 'x-amz-delete-marker': 'true', 'x-amz-version-id': found.versionId } : {};
    if (versionId === undefined) throw new S3Error('NoSuchKey', undefined, headers);
    if (!found) throw new S3Error('NoSuchVersion');
    // Whoever names a marker learns since when it is there.
    const since = { 'last-modified': new Date(found.at).toUTCString() };
    throw new S3Error('MethodNotAllowed', undefined, { ...headers, ...since });
  }

  /** A fresh file to write an upload into; not visible until committed. */
  stage(): string {
    return join(this.dir, 'tmp', String(this.staged++));
  }

  /** The bytes of a version; `range` includes both ends. Small ones are read at once. */
  open(found: Version, range?: { start: number; end: number }): Readable {
    const path = this.data(found.seq);
    if (found.size > AT_ONCE) return createReadStream(path, range);
    const bytes = readFileSync(path);
    return Readable.from([range ? bytes.subarray(range.start, range.end + 1) : bytes]);
  }

  /** Makes data visible in one step: a staged file is moved, another version's data linked, no data = a marker. */
  commit(draft: Draft, data: string | Version | undefined, id: string, at: number): Version {
    const { versioned } = this.bucket(draft.bucket);
    const replaced = versioned ? undefined : this.peek(draft.bucket, draft.key);
    const seq = (this.newestVersion?.seq ?? 0) + 1;
    // The number keeps ids unique when a seeded generator starts again from the same point; it is the key's own, so that
    // the id does not depend on what else is stored meanwhile.
    const number = (this.bucket(draft.bucket).keys.get(draft.key)?.length ?? 0) + 1;
    const versionId = versioned ? `${id.replaceAll(/[^A-Za-z0-9]/g, '')}${number.toString(36)}` : 'null';
    rmSync(this.data(seq), { force: true });
    if (typeof data === 'string') renameSync(data, this.data(seq));
    else if (data) linkSync(this.data(data.seq), this.data(seq));
    const created: Version = { ...draft, seq, at, versionId, marker: data === undefined };
    this.record({ put: created });
    if (replaced) rmSync(this.data(replaced.seq), { force: true });
    return created;
  }

  /** Removes one version for good. */
  remove({ seq }: Version): void {
    this.record({ gone: seq });
    rmSync(this.data(seq), { force: true });
  }

  acknowledge(seq: number): void {
    this.record({ told: seq });
  }

  close(): void {
    this.journal.close();
  }

  private data(seq: number): string {
    return join(this.dir, 'data', String(seq));
  }

  private record(change: Entry): void {
    this.journal.append(change);
    this.apply(change);
  }

  private apply(change: Entry): void {
    if ('bucket' in change) {
      const { name } = change.bucket;
      this.buckets.set(name, { ...change.bucket, keys: this.buckets.get(name)?.keys ?? new Map() });
    } else if ('told' in change) this.outbox.delete(change.told);
    else if ('gone' in change) this.forget(change.gone);
    else {
      const { bucket, key, seq, marker } = change.put;
      const { keys, versioned } = this.bucket(bucket);
      if (!versioned) for (const old of keys.get(key) ?? []) this.forget(old.seq);
      keys.set(key, [...(keys.get(key) ?? []), change.put]);
      this.live.set(seq, change.put);
      if (!marker) this.outbox.set(seq, change.put);
      this.newestVersion = change.put;
    }
  }

  private forget(seq: number): void {
    const old = this.live.get(seq);
    if (!old || !this.live.delete(seq)) return;
    const { keys } = this.bucket(old.bucket);
    const left = (keys.get(old.key) ?? []).filter((each) => each !== old);
    if (left.length > 0) keys.set(old.key, left);
    else keys.delete(old.key);
  }

  /** Rewrites the journal without what is over (the newest version stays: it holds the counter), drops stray data. */
  private compact(): void {
    const entries: Entry[] = [...this.buckets.values()].map(({ keys: _, ...bucket }) => ({ bucket }));
    const kept = new Map([...this.live, ...this.outbox]);
    if (this.newestVersion) kept.set(this.newestVersion.seq, this.newestVersion);
    for (const [seq, put] of [...kept].sort(([a], [b]) => a - b)) {
      entries.push({ put });
      if (!this.live.has(seq)) entries.push({ gone: seq });
      if (!this.outbox.has(seq)) entries.push({ told: seq });
    }
    this.journal.rewrite(entries);
    const wanted = new Set(
      [...this.live.values()].filter(({ marker }) => !marker).map(({ seq }) => String(seq)),
    );
    for (const name of readdirSync(join(this.dir, 'data')))
      if (!wanted.delete(name)) rmSync(join(this.dir, 'data', name));
    if (wanted.size > 0) throw new Error(`${this.dir}: data files are missing: ${[...wanted].join(' ')}`);
  }
}
