import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clamdScanner } from '../../../functions/adapters/files/clamd.ts';
import { measureFile } from '../../../functions/adapters/files/measure.ts';
import { limits } from '../../support/limits.ts';

/** A clamd that speaks INSTREAM: it remembers what came in and answers what it is told. */
let folder: string;
let server: Server;
let received: Buffer;
let answer: (data: Buffer, socket: Socket) => void;
const address = () => join(folder, 'clamd.sock');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clamd-'));
  received = Buffer.alloc(0);
  server = createServer((socket) => {
    let held = Buffer.alloc(0);
    let isStream = false;
    socket.on('error', () => undefined);
    socket.on('data', (part) => {
      held = Buffer.concat([held, Buffer.from(part)]);
      if (!isStream && held.includes(0)) {
        expect(held.subarray(0, 10).toString('latin1')).toBe('zINSTREAM\0');
        held = held.subarray(10);
        isStream = true;
      }
      while (isStream && held.length >= 4) {
        const size = held.readUInt32BE(0);
        if (held.length < 4 + size) return;
        if (size === 0) return answer(received, socket);
        received = Buffer.concat([received, held.subarray(4, 4 + size)]);
        held = held.subarray(4 + size);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(address(), resolve));
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function* parts(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 300_000) yield bytes.subarray(at, at + 300_000);
}
const file = Buffer.alloc(1_000_001, 'x');
const scan = () => measureFile(parts(file), limits, clamdScanner(address()));

describe('clamd', () => {
  test('gets the whole file in parts and finds nothing', async () => {
    answer = (_, socket) => socket.end('stream: OK\0');
    const { findings } = await scan();
    expect(findings.map(({ code }) => code)).not.toContain('malware');
    expect(received.equals(file)).toBe(true);
  });

  test('names what it found', async () => {
    answer = (_, socket) => socket.end('stream: Win.Test.EICAR_HDB-1 FOUND\0');
    expect((await scan()).findings).toContainEqual({ code: 'malware', detail: 'Win.Test.EICAR_HDB-1' });
  });

  test.each<[string, (socket: Socket) => void]>([
    ['its size limit', (socket) => socket.end('INSTREAM size limit exceeded. ERROR\0')],
    ['an error', (socket) => socket.end('stream: Can not read ERROR\0')],
    ['nothing', (socket) => socket.end()],
    ['a broken line', (socket) => socket.destroy()],
  ])('that answers %s gives no verdict: the file is not clean', async (_, reply) => {
    answer = (_data, socket) => reply(socket);
    await expect(scan()).rejects.toThrow(/no verdict/);
  });

  test('that is not there gives no verdict', async () => {
    await expect(measureFile(parts(file), limits, clamdScanner(join(folder, 'none')))).rejects.toThrow(
      'ENOENT',
    );
  });

  test('that never answers is given up', async () => {
    answer = () => undefined;
    await expect(measureFile(parts(file), limits, clamdScanner(address(), 50))).rejects.toThrow(
      'does not answer',
    );
  });
});
