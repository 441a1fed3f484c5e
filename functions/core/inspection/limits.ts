import * as z from 'zod';

const limit = <Value extends z.ZodType>(value: Value) => z.strictObject({ value, source: z.string().min(1) });
const whole = limit(z.int().positive());

/** Every threshold of the inspection with where it comes from: `catalogue/inspection.json`. */
export const limitsSchema = z.strictObject({
  $comment: z.string().optional(),
  /** Bytes of one file; a bigger one is hashed and not parsed. */
  maxBytes: whole,
  /** Scans below are refused. */
  minDpi: whole,
  /** Scans below are kept with a warning. */
  advisedDpi: whole,
  /** The share of the page that its images cover, from which on the page counts as a scan. */
  scanShare: limit(z.number().gt(0).max(1)),
  /** Width times height of one image. */
  maxPixels: whole,
  /** The longer side of one image. */
  maxSide: whole,
  maxPages: whole,
  /** Objects of a PDF, old revisions included. */
  maxObjects: whole,
  /** Tokens read from one PDF, its page contents included. */
  maxTokens: whole,
  /** Bytes that one compressed part may become. */
  maxPartBytes: whole,
  /** Bytes that all compressed parts of a file may become. */
  maxExpandedBytes: whole,
  /** How many times its size a part of a package may become, once that is over a mebibyte. */
  maxRatio: whole,
  /** Entries of a package. */
  maxEntries: whole,
  /** Nesting of a PDF value, a form in a form, an XML element. */
  maxDepth: whole,
  /** Bytes of the name in UTF-8. */
  maxNameBytes: whole,
});

type Entries = Omit<z.output<typeof limitsSchema>, '$comment'>;
/** The thresholds alone. */
export type Limits = { readonly [Name in keyof Entries]: number };

/** Reads the configuration; throws on anything that is missing, unknown or without a source. */
export const limitsOf = (configuration: unknown): Limits => {
  const { $comment: _, ...entries } = limitsSchema.parse(configuration);
  return {
    maxBytes: entries.maxBytes.value,
    minDpi: entries.minDpi.value,
    advisedDpi: entries.advisedDpi.value,
    scanShare: entries.scanShare.value,
    maxPixels: entries.maxPixels.value,
    maxSide: entries.maxSide.value,
    maxPages: entries.maxPages.value,
    maxObjects: entries.maxObjects.value,
    maxTokens: entries.maxTokens.value,
    maxPartBytes: entries.maxPartBytes.value,
    maxExpandedBytes: entries.maxExpandedBytes.value,
    maxRatio: entries.maxRatio.value,
    maxEntries: entries.maxEntries.value,
    maxDepth: entries.maxDepth.value,
    maxNameBytes: entries.maxNameBytes.value,
  };
};
