/** `npm run bench:inspect [-- --quick]`: documents per second and memory of the inspection, by number and size of the files. */
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eicarStub } from '../../functions/adapters/files/malware.ts';
import { measureFile } from '../../functions/adapters/files/measure.ts';
import { judge } from '../../functions/core/inspection/judge.ts';
import { classic, onePage, scans, streamObject } from '../corpus/pdfBytes.ts';
import { limits } from '../support/limits.ts';

const KB = 1000;
const MB = 1000 * KB;
const quick = process.argv.includes('--quick');
const sizes = [100 * KB, MB, 10 * MB, 50 * MB, 100 * MB];
const counts = quick ? [1, 10, 100] : [1, 10, 100, 1000];
/** No row reads more than this. */
const budget = quick ? 500 * MB : 10_000 * MB;

/** A scan of 300 dpi, filled up to the size by one more image. */
const fileOf = (size: number): Buffer => {
  const page = classic(scans([{ dpi: 300, text: true }]));
  const rest = Math.max(0, size - page.length - 400);
  const filler = streamObject('/Subtype /Image /Width 100 /Height 100', Buffer.alloc(rest, 0x5a));
  return rest === 0 ? page : classic(onePage({ more: [...scans([{ dpi: 300 }]).slice(3), filler] }));
};

const folder = mkdtempSync(join(tmpdir(), 'mot-cua-bench-'));
console.log('      size   files   documents/s      MB/s   peak RSS MB');
try {
  for (const size of sizes) {
    const path = join(folder, `${size}.pdf`);
    const bytes = fileOf(size);
    writeFileSync(path, bytes);
    for (const count of counts) {
      if (count > 1 && count * size > budget) continue;
      let peak = 0;
      const started = performance.now();
      for (let nth = 0; nth < count; nth += 1) {
        const facts = await measureFile(
          createReadStream(path, { highWaterMark: 1 << 20 }),
          limits,
          eicarStub,
        );
        const declared = {
          name: 'a.pdf',
          mediaType: 'application/pdf',
          size: facts.bytes,
          sha256: facts.sha256,
        };
        const { verdict } = judge(declared, facts, limits);
        const isExpected = (verdict === 'CLEAN') === bytes.length <= limits.maxBytes;
        if (!isExpected) throw new Error(`${size}: ${verdict}`);
        peak = Math.max(peak, process.memoryUsage.rss());
      }
      const seconds = (performance.now() - started) / 1000;
      const columns = [
        `${size / KB} KB`.padStart(10),
        String(count).padStart(8),
        (count / seconds).toFixed(1).padStart(14),
        ((count * bytes.length) / MB / seconds).toFixed(0).padStart(10),
        (peak / MB).toFixed(0).padStart(14),
      ];
      console.log(columns.join(''));
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
