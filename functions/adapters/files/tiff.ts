import type { Reason } from '../../core/inspection/codes.ts';
import type { Content, Scan } from '../../core/inspection/facts.ts';
import { dpiOfTags } from './exif.ts';
import { pixelFault, statedDpi } from './pixels.ts';
import { type Tags, tiffDirectories } from './tiffDirectories.ts';
import { damaged, GivenUp, type Work } from './work.ts';

/** Reads the pages of a TIFF: dimensions, resolution, and that the pixels of each are inside the file. */
export const readTiff = (bytes: Buffer, work: Work): Content => {
  const findings: Reason[] = [];
  const scans: Scan[] = [];
  let pages: number | undefined;
  try {
    const directories = tiffDirectories(bytes, work).filter((tags) => !isThumbnail(tags));
    pages = directories.length;
    if (pages === 0) findings.push({ code: 'no-pages', detail: '0 pages' });
    for (const [index, tags] of directories.entries()) {
      const page = index + 1;
      const [width = 0, height = 0] = [256, 257].map((tag) => tags.get(tag)?.[0]);
      const fault = pixelFault(width, height, work.limits);
      if (fault) findings.push({ code: fault.code, detail: `page ${page}: ${fault.detail}` });
      if (!hasPixels(tags, bytes.length)) throw damaged(`page ${page}: pixels are missing`);
      scans.push({
        page,
        dpi: statedDpi(dpiOfTags(tags), width, height),
        colour: colourOf(tags),
        text: undefined,
      });
    }
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
    findings.push({ code: error.code, detail: error.message });
  }
  return { mediaType: 'image/tiff', findings, pages, scans };
};

/** A smaller version of another page (TIFF 6.0, NewSubfileType). */
const isThumbnail = (tags: Tags): boolean => ((tags.get(254)?.[0] ?? 0) & 1) === 1;

/** Strips or tiles, each with its length. */
const hasPixels = (tags: Tags, size: number): boolean => {
  const offsets = tags.get(273) ?? tags.get(324);
  const lengths = tags.get(279) ?? tags.get(325);
  if (!offsets || offsets.length === 0 || offsets.length !== lengths?.length) return false;
  return offsets.every((offset, index) => offset > 0 && offset + (lengths[index] ?? 0) <= size);
};

/** By the photometric interpretation; 0 and 1 are black and white or grey. */
const colourOf = (tags: Tags): boolean | undefined => {
  const kind = tags.get(262)?.[0];
  return kind === undefined ? undefined : kind > 1;
};
