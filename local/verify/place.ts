import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { systemClock } from '../../functions/adapters/clock.ts';
import { measureStream, s3Fixity } from '../../functions/adapters/s3Fixity.ts';
import type { ArchiveReader } from '../../functions/app/fixity.ts';
import { virtualClock } from '../clock.ts';
import { startDynamo } from '../dynamo/index.ts';
import { cloudNames } from '../names.ts';
import { Store } from '../s3/store.ts';
import { loadAssembly } from '../template/assembly.ts';
import { deployHere } from '../template/here.ts';
import { LOCAL } from '../template/physical.ts';
import { synthIfNeeded } from '../template/synth.ts';

/** What is verified: two tables and the archive, wherever they are. */
export interface Place {
  readonly tables: { readonly state: string; readonly event: string };
  readonly client: DynamoDBClientConfig;
  readonly archive: ArchiveReader;
  readonly now: number;
  readonly close: () => Promise<void>;
}

const cloudFile = z.object({ url: z.string(), now: z.number() });
const root = fileURLToPath(new URL('../..', import.meta.url));

const text = { type: 'string' } as const;

/** How a command is told where to look. */
export const placeOptions = {
  ...{ 'state-table': text, 'event-table': text, 'archive-bucket': text },
  data: { ...text, default: '.data' },
  help: { type: 'boolean', default: false },
} as const;

/** The place that a command's options name: all three names of a deployment, or else a data folder. Throws in words. */
export const placeOf = async (
  values: {
    readonly 'state-table'?: string | undefined;
    readonly 'event-table'?: string | undefined;
    readonly 'archive-bucket'?: string | undefined;
    readonly data: string;
  },
  help: string,
  say: (line: string) => void,
): Promise<Place> => {
  const { 'state-table': state, 'event-table': event, 'archive-bucket': bucket } = values;
  if (state === undefined && event === undefined && bucket === undefined) return onFolder(values.data, say);
  if (state === undefined || event === undefined || bucket === undefined)
    throw new Error(`name both tables and the bucket\n${help}`);
  return onAws(state, event, bucket, systemClock.now());
};

/** A deployment, with the credentials of the shell. */
const onAws = (state: string, event: string, bucket: string, now: number): Place => ({
  ...{ tables: { state, event }, client: {}, now },
  archive: s3Fixity(bucket),
  close: async () => {},
});

/** A data folder: through the cloud that runs on it, or by itself while none does. */
export const onFolder = async (folder: string, say: (line: string) => void): Promise<Place> => {
  const dir = resolve(folder);
  const file = join(dir, 'cloud.json');
  if (!existsSync(file))
    throw new Error(`${folder} is no data folder of this program: name another by --data.`);
  const { url, now } = cloudFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const running = await fetch(`${url}/_local/names`).catch(() => undefined);
  return running?.ok ? ofRunning(url, await running.json()) : ofStopped(dir, now, say);
};

const namesSchema = z.object({ stateTable: z.string(), eventTable: z.string(), archiveBucket: z.string() });

const ofRunning = async (url: string, answer: unknown): Promise<Place> => {
  const names = namesSchema.parse(answer);
  const clock: unknown = await (await fetch(`${url}/_local/clock`)).json();
  const client = { endpoint: url, region: LOCAL.region, credentials: LOCAL };
  return {
    ...{ tables: { state: names.stateTable, event: names.eventTable }, client },
    now: Date.parse(z.object({ now: z.string() }).parse(clock).now),
    archive: s3Fixity(names.archiveBucket, new S3Client({ ...client, forcePathStyle: true })),
    close: async () => {},
  };
};

/** Opens the database engine and the object store alone: no function, no machine, no clock moves. */
const ofStopped = async (dir: string, now: number, say: (line: string) => void): Promise<Place> => {
  await synthIfNeeded(root, say);
  const names = cloudNames(deployHere(loadAssembly(join(root, 'cdk.out')), 'http://127.0.0.1'));
  const dynamo = await startDynamo({ dir, clock: virtualClock(now) });
  const store = new Store(join(dir, 's3'));
  return {
    ...{ tables: { state: names.stateTable, event: names.eventTable }, now },
    client: { endpoint: dynamo.endpoint, region: LOCAL.region, credentials: LOCAL },
    archive: {
      async measure({ key, versionId }) {
        const found = store.peek(names.archiveBucket, key, versionId);
        return found && !found.marker ? measureStream(store.open(found)) : undefined;
      },
    },
    close: async () => {
      store.close();
      await dynamo.close();
    },
  };
};
