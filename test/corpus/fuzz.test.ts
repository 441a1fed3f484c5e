import { expect, test } from 'vitest';
import { eicarStub } from '../../functions/adapters/files/malware.ts';
import { measureFile } from '../../functions/adapters/files/measure.ts';
import { limits } from '../support/limits.ts';
import { chanceOf, newSeed } from './chance.ts';
import { otherCases } from './otherCases.ts';
import { pdfCases } from './pdfCases.ts';

/** Files with bytes changed, cut out and doubled by chance: every reader ends by itself and with a reason of its own. */
const seed = newSeed();
const ROUNDS = Number(process.env.ROUNDS ?? 600);
const SMALL = 60_000;

const mutated = (bytes: Buffer, chance: () => number): Buffer => {
  const at = Math.floor(chance() * bytes.length);
  const kind = chance();
  if (kind < 0.25) return bytes.subarray(0, at);
  if (kind < 0.4) {
    const length = Math.floor(chance() * 40);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
  }
  if (kind < 0.55) {
    const part = bytes.subarray(at, at + Math.floor(chance() * 60));
    return Buffer.concat([bytes.subarray(0, at), part, bytes.subarray(at)]);
  }
  const changed = Buffer.from(bytes);
  for (let count = 0; count < 1 + chance() * 12; count += 1) {
    changed[Math.floor(chance() * bytes.length)] = Math.floor(chance() * 256);
  }
  return changed;
};

test(`no reader fails on a changed file (SEED=${seed})`, async () => {
  const chance = chanceOf(seed);
  const originals: Buffer[] = [];
  for (const each of [...pdfCases, ...otherCases]) {
    if (/expands|bomb|more pixels|thousand deep/.test(each.title)) continue;
    const bytes = await each.bytes();
    if (bytes.length > 0 && bytes.length < SMALL) originals.push(bytes);
  }
  expect(originals.length).toBeGreaterThan(100);
  for (let round = 0; round < ROUNDS; round += 1) {
    const original = originals[Math.floor(chance() * originals.length)] ?? Buffer.alloc(1);
    const bytes = mutated(original, chance);
    const facts = await measureFile(once(bytes), limits, eicarStub);
    const unforeseen = facts.findings.filter(({ detail }) => detail.startsWith('cannot be read ('));
    expect(unforeseen, `round ${round}, ${bytes.toString('base64').slice(0, 4000)}`).toEqual([]);
  }
});

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
