/** clamd as the scanner of the embedded cloud, by the client that the product inspects files with. */
import { clamdAnswers, clamdScanner } from '../functions/adapters/files/clamd.ts';
import type { Scanner } from './events/scan.ts';

/** By its address, `host:port` or a socket; an outage is a failed scan, never a clean file. */
export const clamdAt = (address: string): Scanner => ({
  name: `clamd at ${address}`,
  async scan(content) {
    const scan = clamdScanner(address)();
    try {
      for await (const part of content) await scan.push(Buffer.from(part));
      const threat = await scan.end();
      return threat === undefined ? { status: 'NO_THREATS_FOUND' } : { status: 'THREATS_FOUND', threat };
    } catch {
      return { status: 'FAILED' };
    }
  },
});

/** The one at the address, which must answer; none where no address is given. */
export async function clamdIfGiven(address: string): Promise<Scanner | undefined> {
  if (address === '') return undefined;
  if (await clamdAnswers(address)) return clamdAt(address);
  throw new Error(`No clamd answers at ${address}: start it, or leave out --clamd and CLAMD_ADDRESS.`);
}
