import { expect, test } from 'vitest';
import { containsEicar } from '../../../local/events/scan.ts';
import { eicar } from '../fixture.ts';

async function* chunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < text.length; i += size) yield Buffer.from(text.slice(i, i + size));
}

test.each([1, 7, 68, 4096])('the test string is found across chunks of %i bytes', async (size) => {
  expect(eicar).toHaveLength(68);
  expect(await containsEicar(chunks(`%PDF-1.7 ${'x'.repeat(200)}${eicar}tail`, size))).toBe(true);
  expect(await containsEicar(chunks(`%PDF-1.7 ${'x'.repeat(200)}${eicar.slice(0, 60)}`, size))).toBe(false);
});
