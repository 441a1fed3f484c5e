import type { Reason } from '../../core/inspection/codes.ts';
import type { Limits } from '../../core/inspection/limits.ts';

/** What is wrong with the dimensions of an image; undefined when nothing is. */
export const pixelFault = (width: number, height: number, limits: Limits): Reason | undefined => {
  if (!(width > 0 && height > 0))
    return { code: 'damaged', detail: `an image of ${width} x ${height} pixels` };
  return width * height > limits.maxPixels || Math.max(width, height) > limits.maxSide
    ? { code: 'pixel-limit', detail: `${width} x ${height} pixels, at most ${limits.maxPixels}` }
    : undefined;
};

/** A4 at 200 dpi. */
const ENOUGH = [1654, 2339] as const;
/** Below, the numbers are a ratio of both directions and no resolution. */
const LEAST = 10;

/**
 * What the resolution that an image states is worth. 72 is what cameras write who do not know (Exif 2.3, XResolution), 96
 * what screens write: a picture with enough pixels for a page says nothing by it, a small one is what it says.
 */
export const statedDpi = (dpi: number | undefined, width: number, height: number): number | undefined => {
  if (dpi === undefined || dpi < LEAST) return undefined;
  const isLarge = Math.min(width, height) >= ENOUGH[0] && Math.max(width, height) >= ENOUGH[1];
  return (dpi === 72 || dpi === 96) && isLarge ? undefined : dpi;
};
