import * as z from 'zod';

const whole = z.int().positive();

/** Every threshold of the inspection. */
const limitsSchema = z.strictObject({
  /** Bytes of one file; a bigger one is hashed and not parsed. */
  maxBytes: whole,
  /** Scans below are refused. */
  minDpi: whole,
  /** Scans below are kept with a warning. */
  advisedDpi: whole,
  /** The share of the page that its images cover, from which on the page counts as a scan. */
  scanShare: z.number().gt(0).max(1),
  /** Width times height of one image. */
  maxPixels: whole,
  /** The longer side of one image. */
  maxSide: whole,
  maxPages: whole,
  /** Objects of a PDF, old revisions included. */
  maxObjects: whole,
  /** Tokens read from one file, the contents of its pages included. */
  maxTokens: whole,
  /** Values of a PDF that are kept in memory while it is read. */
  maxValues: whole,
  /** Attributes of one XML element. */
  maxAttributes: whole,
  /** Images painted on one page. */
  maxImages: whole,
  /** Bytes that one compressed part may become. */
  maxPartBytes: whole,
  /** Bytes that all compressed parts of a file may become. */
  maxExpandedBytes: whole,
  /** How many times its size a part of a package may become, once that is over a mebibyte. */
  maxRatio: whole,
  /** Entries of a package. */
  maxEntries: whole,
  /** Nesting of values in a PDF and of elements in XML. */
  maxDepth: whole,
  /** Bytes of the name in UTF-8. */
  maxNameBytes: whole,
});
export type Limits = Readonly<z.output<typeof limitsSchema>>;

const configuration = z.record(z.string(), z.strictObject({ value: z.number(), source: z.string().min(1) }));

/** The thresholds of `catalogue/inspection.json`; throws on one that is missing, unknown or without a source. */
export const limitsOf = (file: unknown): Limits => {
  const entries = Object.entries(configuration.parse(file));
  return limitsSchema.parse(Object.fromEntries(entries.map(([name, { value }]) => [name, value])));
};
