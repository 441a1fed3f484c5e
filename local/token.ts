/** `npm run -s token -- --role frontDesk --sub officer-1 --unit SXD-H05`: prints a token of the running cloud. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';

const usage =
  'Usage: npm run -s token -- --role <role> … --sub <subject> [--unit U] [--name N] [--minutes 60] [--data .data] [--url URL]';

/** Asks the cloud at `--url`, or the one whose data folder is `--data`. */
async function fetchToken(args: string[]): Promise<string> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      role: { ...text, multiple: true },
      sub: text,
      unit: text,
      name: text,
      minutes: text,
      data: text,
      url: text,
    },
  });
  const { role: roles, sub, unit, name, minutes = '60', data = '.data' } = values;
  if (!roles || !sub) throw new Error(usage);
  const url =
    values.url ??
    z.object({ url: z.string() }).parse(JSON.parse(readFileSync(join(data, 'cloud.json'), 'utf8'))).url;
  const body = JSON.stringify({ sub, roles, unit, name, minutes: Number(minutes) });
  const response = await fetch(`${url}/_local/token`, { method: 'POST', body });
  if (!response.ok) throw new Error(await response.text());
  return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
}

try {
  console.log(await fetchToken(process.argv.slice(2)));
} catch (error) {
  const text = error instanceof Error ? error.message : String(error);
  console.error(
    /fetch failed|ENOENT/.test(text)
      ? `No cloud is running (${text}): "npm start" first, or name its folder by --data.`
      : text,
  );
  process.exitCode = 1;
}
