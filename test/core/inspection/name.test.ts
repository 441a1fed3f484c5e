import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endingOf, promisedBy } from '../../../functions/core/inspection/kinds.ts';
import { keptName, nameFault } from '../../../functions/core/inspection/name.ts';

/** Letters of Vietnamese with their marks, digits, space, and what does harm. */
const letter = fc.constantFrom(...'aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậ0123456789 _-.()'.split(''));
const harmful = fc.constantFrom('/', '\\', '\0', '\n', '\u007f', '\u202e', '\u200b', '\ufeff', '\ud800');
const good = fc
  .string({ unit: letter, minLength: 1, maxLength: 60 })
  .map((name) => `bản ${name}.pdf`.normalize('NFC'));

describe('the name of a file', () => {
  test('is the same in composed and decomposed letters, and stays the same when kept twice', () => {
    fc.assert(
      fc.property(good, (name) => {
        expect(keptName(name.normalize('NFD'))).toBe(keptName(name));
        expect(keptName(keptName(name))).toBe(keptName(name));
        expect(nameFault(name.normalize('NFD'), 255)).toBe(nameFault(name, 255));
        expect(nameFault(name, 255)).toBeUndefined();
      }),
    );
  });

  test('is refused with one harmful character anywhere', () => {
    fc.assert(
      fc.property(good, harmful, fc.nat(100), (name, bad, at) => {
        const place = at % name.length;
        expect(nameFault(name.slice(0, place) + bad + name.slice(place), 255)).toEqual(expect.any(String));
      }),
    );
  });

  test('is measured in bytes of its composed form: the limit itself is kept, one more is not', () => {
    fc.assert(
      fc.property(fc.string({ unit: letter, minLength: 1, maxLength: 200 }), (text) => {
        const name = `x${text}x`.normalize('NFC');
        const bytes = Buffer.from(name).length;
        expect(nameFault(name.normalize('NFD'), bytes)).toBeUndefined();
        expect(nameFault(name, bytes - 1)).toContain(`${bytes} bytes`);
      }),
    );
  });

  test.each(['', '   ', '.', '..', 'a/b.pdf', 'a\\b.pdf', '../a.pdf'])('%j is none', (name) => {
    expect(nameFault(name, 255)).toEqual(expect.any(String));
  });

  test.each([
    ['a.pdf', 'pdf', 'application/pdf'],
    ['Bản vẽ.PDF', 'pdf', 'application/pdf'],
    ['a.jpeg', 'jpeg', 'image/jpeg'],
    ['a.tar.gz', 'gz', undefined],
    ['pdf', undefined, undefined],
    ['.pdf', undefined, undefined],
    ['a.', undefined, undefined],
    ['a.constructor', 'constructor', undefined],
  ])('%s ends in %s', (name, ending, type) => {
    expect([endingOf(name), promisedBy(name)]).toEqual([ending, type]);
  });
});
