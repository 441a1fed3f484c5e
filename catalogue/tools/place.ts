import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** An installation and a token for it. */
export interface Place {
  readonly url: string;
  readonly token: string;
}

interface Where {
  readonly url?: string;
  readonly token?: string;
  readonly data: string;
  readonly unit: string;
}

/** The installation that was named, or the running embedded cloud of a data folder as an administrator of the unit. */
export async function findPlace(o: Where, tool: string): Promise<Place> {
  if (o.url !== undefined && o.token !== undefined) return { url: o.url, token: o.token };
  if (o.url !== undefined || o.token !== undefined) throw new Error('--url and --token go together');
  const file: unknown = JSON.parse(readFileSync(join(o.data, 'cloud.json'), 'utf8'));
  const { url } = z.object({ url: z.string() }).parse(file);
  const body = JSON.stringify({ sub: tool, roles: ['administrator'], unit: o.unit, minutes: 60 });
  const answer: unknown = await (await fetch(`${url}/_local/token`, { method: 'POST', body })).json();
  return { url, token: z.object({ access_token: z.string() }).parse(answer).access_token };
}

/** What went wrong, in words: no cloud on that folder is the usual case. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /ENOENT.*cloud\.json|fetch failed/.test(message)
    ? 'No embedded cloud is running on that data folder: "npm start" first.'
    : message;
}
