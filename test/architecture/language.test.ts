import { describe, expect, test } from 'vitest';
import { filesBelow } from './source.ts';

/** Vietnamese in two spellings of the same letters would be two different texts to a search, a key or a hash. */
describe.each(['functions', 'catalogue', 'statemachines', 'infra'])('%s', (folder) => {
  const files = filesBelow(folder, '.ts', '.json', '.md', '.txt');

  test('is written in composed letters (NFC), file names included', () => {
    const wrong = files.flatMap(({ path, text }) =>
      [path, ...text.split('\n')].flatMap((line, i) =>
        line === line.normalize('NFC')
          ? []
          : [`${path}${i === 0 ? '' : `:${i}`} ${line.trim().slice(0, 80)}`],
      ),
    );
    expect(files.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });
});

test('there is Vietnamese to look at', () => {
  const texts = [...filesBelow('functions', '.ts'), ...filesBelow('catalogue', '.json')];
  expect(texts.filter(({ text }) => /[ạ-ỹ]/.test(text)).length).toBeGreaterThan(3);
});
