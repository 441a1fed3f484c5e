import { fork } from 'node:child_process';
import { once } from 'node:events';
import * as z from 'zod';

const place = z.object({
  ...{ url: z.string(), quarantine: z.string(), state: z.string(), event: z.string(), sweep: z.string() },
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), region: z.string() }),
  ...{ applicant: z.string(), desk: z.string(), appraiser: z.string() },
});
const resident = z.object({ peak: z.number(), now: z.number(), cpu: z.number() });

/** Where a cloud is, names of its resources, and tokens of its people. */
export type Place = z.infer<typeof place>;
/** Resident bytes of a process: the most since this was last asked, and now; and the processor time it has had, in microseconds. */
export type Resident = z.infer<typeof resident>;

/** An embedded cloud in a process of its own, so that neither its memory nor its time is its clients'. */
export interface CloudApart {
  readonly at: Place;
  memory(): Promise<Resident>;
  stop(): Promise<void>;
}

/** Boots one with the catalogue loaded; `parameters` are those of the template. */
export const cloudApart = async (
  dir: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<CloudApart> => {
  const child = fork(new URL('cloudChild.ts', import.meta.url), [dir, JSON.stringify(parameters)], {
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const at = place.parse((await once(child, 'message'))[0]);
  return {
    at,
    async memory() {
      const answer = once(child, 'message');
      child.send('rss');
      return resident.parse((await answer)[0]);
    },
    async stop() {
      const ended = once(child, 'exit');
      child.send('stop');
      await ended;
    },
  };
};
