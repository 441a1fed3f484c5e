import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { clamdAt, clamdIfGiven } from '../../../local/clamd.ts';
import { eicarScanner as stub } from '../../../local/events/scan.ts';
import { fakeClamd } from '../../support/clamd.ts';
import { eicar } from '../fixture.ts';

const file = (text: string, size: number): Readable => {
  const count = Math.ceil(text.length / size);
  return Readable.from(
    Array.from({ length: count }, (_, i) => Buffer.from(text.slice(i * size, (i + 1) * size))),
  );
};

describe('without a clamd', () => {
  test('it says that it is a stub', () => {
    expect(stub.name).toMatch(/STUB.*EICAR/);
  });

  test.each([1, 7, 68, 4096])('the test string is found across chunks of %i bytes', async (size) => {
    expect(eicar).toHaveLength(68);
    const bad = file(`%PDF-1.7 ${'x'.repeat(200)}${eicar}tail`, size);
    expect(await stub.scan(bad)).toMatchObject({ status: 'THREATS_FOUND' });
    const cut = file(`%PDF-1.7 ${'x'.repeat(200)}${eicar.slice(0, 60)}`, size);
    expect(await stub.scan(cut)).toEqual({ status: 'NO_THREATS_FOUND' });
  });
});

describe('with a clamd', () => {
  test.each([
    ['stream: OK\0', { status: 'NO_THREATS_FOUND' }],
    ['stream: Eicar-Signature FOUND\0', { status: 'THREATS_FOUND', threat: 'Eicar-Signature' }],
    ['INSTREAM size limit exceeded. ERROR\0', { status: 'FAILED' }],
    ['', { status: 'FAILED' }],
  ])('%j', async (says, expected) => {
    const clamd = await fakeClamd((_, socket) => socket.end(says));
    const scanner = clamdAt(clamd.address);
    expect(scanner.name).toBe(`clamd at ${clamd.address}`);
    expect(await scanner.scan(file('x'.repeat(1000), 300))).toEqual(expected);
    expect(clamd.received().toString()).toBe('x'.repeat(1000));
    clamd.close();
  });

  test('one that has gone away is a failed scan, never a clean file', async () => {
    const clamd = await fakeClamd(() => {});
    clamd.close();
    expect(await clamdAt(clamd.address).scan(file('x', 1))).toEqual({ status: 'FAILED' });
  });

  test('a file that cannot be read to the end is a failed scan', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('x');
        throw new Error('EIO');
      })(),
    );
    const clamd = await fakeClamd(() => {});
    expect(await clamdAt(clamd.address).scan(broken)).toEqual({ status: 'FAILED' });
    clamd.close();
  });

  test('the start takes one that answers, and says when none does', async () => {
    const clamd = await fakeClamd(() => {});
    expect(await clamdIfGiven('')).toBeUndefined();
    expect((await clamdIfGiven(clamd.address))?.name).toBe(`clamd at ${clamd.address}`);
    clamd.close();
    await expect(clamdIfGiven(clamd.address)).rejects.toThrow(/No clamd answers at .*clamd\.sock/);
  });
});
