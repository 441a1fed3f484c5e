import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FakeClamd {
  /** Its socket. */
  readonly address: string;
  /** What came in, of all scans. */
  received(): Buffer;
  close(): void;
}

/**
 * A clamd on a local socket that speaks INSTREAM and PING (clamd(8)): it remembers what came in and answers each scan as it
 * is told.
 */
export const fakeClamd = async (answer: (data: Buffer, socket: Socket) => void): Promise<FakeClamd> => {
  const folder = mkdtempSync(join(tmpdir(), 'clamd-'));
  const address = join(folder, 'clamd.sock');
  let all = Buffer.alloc(0);
  const server = createServer((socket) => {
    let held = Buffer.alloc(0);
    let received = Buffer.alloc(0);
    let command: string | undefined;
    socket.on('error', () => undefined);
    socket.on('data', (part) => {
      held = Buffer.concat([held, Buffer.from(part)]);
      if (command === undefined && held.includes(0)) {
        command = held.subarray(0, held.indexOf(0)).toString('latin1');
        held = held.subarray(command.length + 1);
        if (command === 'zPING') return socket.end('PONG\0');
        if (command !== 'zINSTREAM') return socket.end('UNKNOWN COMMAND\0');
      }
      while (command !== undefined && held.length >= 4) {
        const size = held.readUInt32BE(0);
        if (held.length < 4 + size) return;
        if (size === 0) return answer(received, socket);
        received = Buffer.concat([received, held.subarray(4, 4 + size)]);
        all = Buffer.concat([all, held.subarray(4, 4 + size)]);
        held = held.subarray(4 + size);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(address, resolve));
  return {
    address,
    received: () => all,
    close: () => {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
