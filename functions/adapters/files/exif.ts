import { tiffDirectories } from './tiffDirectories.ts';
import { GivenUp, type Work } from './work.ts';

/** Pixels per inch by the resolution tags; undefined when they do not say it. */
export const dpiOfTags = (tags: ReadonlyMap<number, readonly number[]>): number | undefined => {
  const [across, down, unit = 2] = [282, 283, 296].map((tag) => tags.get(tag)?.[0]);
  const lower = Math.min(across ?? Number.NaN, down ?? across ?? Number.NaN);
  if (!(lower > 0) || (unit !== 2 && unit !== 3)) return undefined;
  return Math.round(unit === 3 ? lower * 2.54 : lower);
};

/** Resolution of the main image in an Exif block, which is a small TIFF. An unreadable one says nothing. */
export const exifDpi = (block: Buffer, work: Work): number | undefined => {
  try {
    const [first] = tiffDirectories(block, work);
    return first && dpiOfTags(first);
  } catch (error) {
    if (error instanceof GivenUp && error.code === 'damaged') return undefined;
    throw error;
  }
};
