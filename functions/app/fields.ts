import * as z from 'zod';

/** Fields that several request bodies share. */

/** A line of text: Vietnamese arrives in two encodings and is kept in one (NFC), so that names compare equal. */
export const line = (max: number) =>
  z
    .string()
    .transform((value) => value.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1, 'must not be empty')
        .max(max)
        .regex(/^[^\p{Cc}]*$/u, 'must not contain control characters'),
    );

/** A sentence that a person wrote. */
export const sentence = line(500);

/** Identity of a step in the procedure's process. */
export const stepId = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/, 'a step of the procedure, such as APPRAISE');

const fileName = line(255).pipe(
  z
    .string()
    .refine((value) => Buffer.byteLength(value) <= 255, 'at most 255 bytes in UTF-8')
    .refine((value) => !/[/\\]|^\.{1,2}$/.test(value), 'a file name, not a path'),
);

/** A file as it is declared before its upload. */
export const fileFields = {
  name: fileName,
  mediaType: z.string().max(100),
  size: z.int().positive('must be at least 1 byte'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 as 64 lower-case hexadecimal digits'),
};
