import jsQR from 'jsqr';
import { expect, test } from 'vitest';
import { encodeQr, renderPdf } from '../../../functions/adapters/pdf/index.ts';
import { barsOf, buildDocument, quietZone, renderHtml } from '../../../functions/core/forms/index.ts';
import { fonts } from './fonts.ts';
import { full, newCode, oldCode, stored } from './samples.ts';

const pixels = 4;

/** Bars as black pixels on white, read by a decoder that knows nothing of the encoder. */
const decode = (
  bars: readonly { x: number; y: number; width: number }[],
  side: number,
): string | undefined => {
  const size = side * pixels;
  const image = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const { x, y, width } of bars) {
    for (let row = y * pixels; row < (y + 1) * pixels; row++) {
      for (let column = x * pixels; column < (x + width) * pixels; column++) {
        image.fill(0, (row * size + column) * 4, (row * size + column) * 4 + 3);
      }
    }
  }
  const decoder = typeof jsQR === 'function' ? jsQR : jsQR.default;
  return decoder(image, size, size)?.data;
};

/** Reads the codes of a page back from the paths that were drawn. */
const drawn = (html: string): readonly (string | undefined)[] =>
  [...html.matchAll(/viewBox="0 0 (\d+) \d+".*?<path d="([^"]+)"/g)].map(([, side, path = '']) =>
    decode(
      [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)].map(([, x, y, width]) => ({
        x: Number(x),
        y: Number(y),
        width: Number(width),
      })),
      Number(side),
    ),
  );

test.each([
  oldCode,
  newCode,
  'H05.019.00-261123-079999',
  'https://dichvucong.example.vn/danh-gia/4f1c2b7ad0',
])('%s is read back', (text) => {
  const modules = encodeQr(text);
  const bars = barsOf(modules).map((bar) => ({ ...bar, x: bar.x + quietZone, y: bar.y + quietZone }));
  expect(decode(bars, modules.length + 2 * quietZone)).toBe(text);
});

test('a form carries the code of its dossier and the address for the rating', () => {
  const page = (id: '01' | '02' | '04') => renderHtml(buildDocument(stored(full[id])), encodeQr);
  expect(drawn(page('01'))).toEqual([oldCode, full['01'].rating.url]);
  expect(drawn(page('02'))).toEqual([newCode, full['02'].rating.url]);
  expect(drawn(page('04'))).toEqual([oldCode]);
});

test('without a code there is no QR code', async () => {
  const { code: _, rating: __, ...form } = full['02'];
  const document = buildDocument(stored(form));
  expect(drawn(renderHtml(document, encodeQr))).toEqual([]);
  expect((await renderPdf(document, fonts)).length).toBeGreaterThan(0);
});
