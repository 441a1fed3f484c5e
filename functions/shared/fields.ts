import * as z from 'zod';

/** Fields that several request bodies share. */

/** A sentence that a person wrote: NFC, no control characters, at most 500 characters. */
export const sentence = z
  .string()
  .transform((value) => value.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1, 'must not be empty')
      .max(500)
      .regex(/^[^\p{Cc}]*$/u, 'must not contain control characters'),
  );

/** Identity of a step in the procedure's process. */
export const stepId = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/, 'a step of the procedure, such as APPRAISE');

/** A file as it is declared before its upload. */
export const fileFields = {
  name: z
    .string()
    .transform((value) => value.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1)
        .regex(/^[^\p{Cc}/\\]*$/u, 'a file name, not a path')
        .refine((value) => Buffer.byteLength(value) <= 255, 'at most 255 bytes in UTF-8')
        .refine((value) => value !== '.' && value !== '..', 'a file name, not a path'),
    ),
  mediaType: z.string().max(100),
  size: z.int().positive('must be at least 1 byte'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 as 64 lower-case hexadecimal digits'),
};
