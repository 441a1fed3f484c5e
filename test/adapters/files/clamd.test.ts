import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clamdAnswers, clamdScanner } from '../../../functions/adapters/files/clamd.ts';
import { measureFile } from '../../../functions/adapters/files/measure.ts';
import { type FakeClamd, fakeClamd } from '../../support/clamd.ts';
import { limits } from '../../support/limits.ts';

let clamd: FakeClamd;
let answer: (data: Buffer, socket: Socket) => void;
const address = () => clamd.address;

beforeEach(async () => {
  clamd = await fakeClamd((data, socket) => answer(data, socket));
});
afterEach(() => clamd.close());

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
    expect(clamd.received().equals(file)).toBe(true);
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
    await expect(measureFile(parts(file), limits, clamdScanner(`${address()}.none`))).rejects.toThrow(
      'ENOENT',
    );
  });

  test('that never answers is given up', async () => {
    answer = () => undefined;
    await expect(measureFile(parts(file), limits, clamdScanner(address(), 50))).rejects.toThrow(
      'does not answer',
    );
  });

  test('says whether it is there', async () => {
    expect(await clamdAnswers(address())).toBe(true);
    expect(await clamdAnswers(`${address()}.none`)).toBe(false);
  });
});
