import * as z from 'zod';
import { fill } from '../fill.ts';
import type { Bench, Figure, Found, Wanted } from './bench.ts';
import { percentile, ratio } from './numbers.ts';
import { ask, inWorld, type World } from './world.ts';

/**
 * Latency of the API at 1 and at 32 clients, each of which asks again as soon as it is answered: an appraiser looks at dossiers
 * and claims them. Through the real front door, Lambda workers and database on disk; the clients are another process.
 */
const CLIENTS = [1, 32];
const DOSSIERS = 10_000;
const PROCEDURE = '1.013236';
const page = z.object({
  items: z.array(z.object({ id: z.string() })),
  next: z.string().optional(),
});

/** Dossiers that wait for an appraiser and are held by nobody. */
const freeOnes = async (world: World, wanted: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let cursor = ''; ids.length < wanted; ) {
    const { body } = await ask(world, world.cloud.at.appraiser, `/inbox?free=true${cursor}`);
    const { items, next } = page.parse(body);
    ids.push(...items.map(({ id }) => id));
    if (next === undefined) break;
    cursor = `&cursor=${next}`;
  }
  if (ids.length < wanted) throw new Error(`${ids.length} of ${wanted} dossiers are free`);
  return ids.slice(0, wanted);
};

/** Does all of it with so many clients; answers each latency and the whole time (ms). */
const drive = async (clients: number, work: readonly (() => Promise<{ readonly ms: number }>)[]) => {
  const left = [...work];
  const times: number[] = [];
  const begun = performance.now();
  const client = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) times.push((await next()).ms);
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { times, perSecond: (1000 * work.length) / (performance.now() - begun) };
};

const run = async ({ quick, say }: Wanted): Promise<Found> =>
  inWorld(async (world) => {
    const requests = quick ? 200 : 1000;
    const { appraiser, state } = world.cloud.at;
    await fill(world.engine, state, { from: 0, to: DOSSIERS, now: Date.now(), procedure: PROCEDURE });
    const warm = 100;
    const free = await freeOnes(world, warm + CLIENTS.length * requests);
    const look = (id: string) => () => ask(world, appraiser, `/dossiers/${id}`);
    const claim = (id: string) => () => ask(world, appraiser, `/dossiers/${id}/claim`, `claim-${id}`);
    await drive(
      CLIENTS.at(-1) ?? 1,
      free.splice(0, warm).flatMap((id) => [look(id), claim(id)]),
    );
    const figures: Figure[] = [];
    const relative: Record<string, number> = {};
    const ofOne = new Map<string, { readonly p50: number; readonly perSecond: number }>();
    for (const clients of CLIENTS) {
      const ids = free.splice(0, requests);
      for (const [what, act] of [
        ['GET dossier', look],
        ['POST claim', claim],
      ] as const) {
        say(`${requests} times ${what}, ${clients} clients`);
        const { times, perSecond } = await drive(clients, ids.map(act));
        const [p50 = 0, p95 = 0, p99 = 0] = [50, 95, 99].map((p) => percentile(times, p));
        const name = `${what}, ${clients} ${clients === 1 ? 'client' : 'clients'}`;
        figures.push(
          { what: `${name}: p50`, value: p50, unit: 'ms' },
          { what: `${name}: p95`, value: p95, unit: 'ms' },
          { what: `${name}: p99`, value: p99, unit: 'ms', beside: `${ratio(p99, p50)} times the p50` },
          { what: `${name}: answered`, value: perSecond, unit: 'a second' },
        );
        relative[`${name}: p99 / p50`] = ratio(p99, p50);
        const one = ofOne.get(what);
        if (one === undefined) ofOne.set(what, { p50, perSecond });
        else {
          relative[`${what}: p50, ${clients} clients / 1`] = ratio(p50, one.p50);
          relative[`${what}: answered, ${clients} clients / 1`] = ratio(perSecond, one.perSecond);
        }
      }
    }
    return { figures, relative };
  });

export const api: Bench = { name: 'api', run };
