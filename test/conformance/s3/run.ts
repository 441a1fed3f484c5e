/** `npm run conformance:s3`: what of S3 the product uses, probed at an endpoint. */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { type Endpoint, embeddedEndpoint, remoteEndpoint } from './endpoint.ts';
import { judge, line, PROBES, table, type Verdict } from './judge.ts';

const USAGE = `npm run conformance:s3 -- [--endpoint URL --access-key K --secret-key S --region R [--bucket-prefix P]] [--json]
Without --endpoint the embedded object store is started alone. With it, buckets P-XXXXXXXX-... are made there and removed.
Exit code: 0 all reproduced (or skipped), 1 a miss, 2 bad use, or an endpoint where nothing can be tried.`;

const remote = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  'access-key': z.string().min(1),
  'secret-key': z.string().min(1),
  region: z.string().regex(/^[a-z0-9-]+$/),
  'bucket-prefix': z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{2,39}$/, '3 to 40 of a-z, 0-9 and -')
    .default('s3-probe'),
});
const embedded = z.strictObject({});
type Print = (line: string) => void;
class BadUse extends Error {}

/** Reads the arguments; undefined = the embedded store. */
function readArguments(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    ...{ endpoint: text, 'access-key': text, 'secret-key': text, region: text, 'bucket-prefix': text },
    json: { type: 'boolean', default: false },
  } as const;
  try {
    const { json, ...rest } = parseArgs({ args: [...args], options }).values;
    if (rest.endpoint !== undefined) return { json, given: remote.parse(rest) };
    embedded.parse(rest);
    return { json, given: undefined };
  } catch (error) {
    throw new BadUse(error instanceof z.ZodError ? z.prettifyError(error) : String(error));
  }
}

async function open(given: z.infer<typeof remote> | undefined): Promise<Endpoint> {
  if (!given) return embeddedEndpoint();
  const { endpoint, region } = given;
  const address = {
    ...{ endpoint, region },
    ...{ accessKeyId: given['access-key'], secretAccessKey: given['secret-key'] },
  };
  const opened = await remoteEndpoint(address, `${given['bucket-prefix']}-${randomUUID().slice(0, 8)}`);
  if (Object.keys(opened.buckets.names).length > 0) return opened;
  await opened.close();
  throw new BadUse(`${endpoint}: ${Object.values(opened.buckets.missing).join('; ')}`);
}

/** Runs the probes; whatever becomes of them, the endpoint is cleaned up. */
async function probeAndClose(opened: Endpoint, print: Print, complain: Print): Promise<Verdict[]> {
  try {
    return await judge(opened, PROBES, (each) => print(line(each)));
  } finally {
    for (const each of await opened.close()) complain(`could not be removed: ${each}`);
  }
}

/** Runs the command; answers its exit code. */
export async function main(args: readonly string[], print: Print, complain: Print): Promise<0 | 1 | 2> {
  try {
    const { json, given } = readArguments(args);
    const verdicts = await probeAndClose(await open(given), json ? () => {} : print, complain);
    if (json) print(JSON.stringify({ endpoint: given?.endpoint ?? 'embedded', verdicts }, null, 2));
    else for (const each of ['', ...table(verdicts)]) print(each);
    return verdicts.some(({ result }) => result === 'MISS') ? 1 : 0;
  } catch (error) {
    // Whoever cannot be reached has not been probed either.
    complain(error instanceof BadUse ? `${error.message}\n\n${USAGE}` : String(error));
    return 2;
  }
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), console.log, console.error);
