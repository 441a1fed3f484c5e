import type { Scan } from '../../../core/inspection/facts.ts';
import { GivenUp, type Work } from '../work.ts';
import { type Painted, pageContents } from './contents.ts';
import type { Pdf } from './document.ts';
import { nameOf, type Page } from './pages.ts';
import { isA, isList, type PdfDict, type PdfValue } from './values.ts';

/** The pages that are images of paper, with their resolution. */
export const scansOf = (pdf: Pdf, pages: readonly Page[], work: Work): Scan[] =>
  pages.flatMap((page) => {
    if (!mayPaintImages(pdf, page.resources, new Set())) return [];
    const { images, text } = pageContents(pdf, page, work);
    const scanned = scanImages(images, work);
    if (scanned.length === 0) return [];
    const whole = scanned.filter(({ share }) => share >= work.limits.scanShare);
    // Layers over each other: the finest one carries the words. Strips beside each other: the coarsest one counts.
    const dpi =
      whole.length > 0
        ? Math.max(...whole.map((each) => each.dpi))
        : Math.min(...scanned.map((each) => each.dpi));
    return [{ page: page.n, dpi, colour: colourOf(pdf, scanned), text }];
  });

/** Images that make up the page, one alone or strips below each other; none when the page is not a scan. */
const scanImages = (images: readonly Painted[], { limits }: Work): readonly Painted[] => {
  const whole = images.filter(({ share }) => share >= limits.scanShare);
  if (whole.length > 0) return whole;
  const strips = images
    .filter(({ place: [left, , right] }) => right - left >= limits.scanShare)
    .toSorted((a, b) => b.place[3] - a.place[3]);
  const covered = strips.reduce((sum, { share }) => sum + share, 0);
  return covered >= limits.scanShare && strips.every(follows) ? strips : [];
};

/** Begins where the one above ends: pictures in a report have room between them. */
const follows = (strip: Painted, index: number, all: readonly Painted[]): boolean => {
  const above = all[index - 1];
  return !above || Math.abs(above.place[1] - strip.place[3]) < 0.005;
};

/** Whether any image stands in the resources or in those of a form inside; vector drawings are not read for nothing. */
const mayPaintImages = (pdf: Pdf, resources: PdfDict | undefined, seen: Set<PdfDict>): boolean => {
  if (!resources || seen.has(resources)) return false;
  seen.add(resources);
  if (seen.size > 1000) throw new GivenUp('work-limit', 'too many forms within forms');
  const objects = pdf.dict(resources.entries.get('XObject'));
  for (const each of objects?.entries.values() ?? []) {
    const object = pdf.dict(each);
    if (!object) continue;
    const kind = nameOf(pdf.get(object, 'Subtype'));
    if (kind === 'Image') return true;
    if (kind === 'Form' && mayPaintImages(pdf, pdf.dict(object.entries.get('Resources')), seen)) return true;
  }
  return false;
};

const colourOf = (pdf: Pdf, images: readonly Painted[]): boolean | undefined => {
  const colours = images.map(({ dict }) =>
    pdf.get(dict, 'ImageMask') === true ? false : hasColour(pdf, dict.entries.get('ColorSpace'), 0),
  );
  if (colours.includes(true)) return true;
  return colours.includes(undefined) ? undefined : false;
};

/** Undefined when the image itself says it (JPEG 2000) or the space is of another kind. */
const hasColour = (pdf: Pdf, value: PdfValue | undefined, depth: number): boolean | undefined => {
  const space = pdf.resolve(value);
  if (depth > 4) return undefined;
  if (isList(space)) {
    const [kind, base] = space;
    const family = nameOf(pdf.resolve(kind));
    if (family === 'Indexed' || family === 'I') return hasColour(pdf, base, depth + 1);
    if (family === 'ICCBased') {
      const components = pdf.dict(base)?.entries.get('N');
      return components === undefined ? undefined : pdf.resolve(components) !== 1;
    }
    return family === undefined ? undefined : named(family);
  }
  return isA(space, 'name') ? named(space.name) : undefined;
};

const named = (family: string): boolean | undefined => {
  if (['DeviceGray', 'G', 'CalGray'].includes(family)) return false;
  return ['DeviceRGB', 'RGB', 'CalRGB', 'DeviceCMYK', 'CMYK', 'Lab'].includes(family) ? true : undefined;
};
