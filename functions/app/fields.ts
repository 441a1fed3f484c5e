import * as z from 'zod';
import { type Subject, subject } from '../core/dossier/ids.ts';

/** Fields that several request bodies share. */

/** No control or unpaired characters, none that hide or turn the direction of a text. */
const visible = /^[^\p{Cc}\p{Cs}\p{Co}\p{Cn}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]*$/u;

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
        .regex(visible, 'must not contain control, invisible or direction characters'),
    );

/** A sentence that a person wrote. */
export const sentence = line(500);

/** Identity of a step in the procedure's process. */
export const stepId = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/, 'a step of the procedure, such as APPRAISE');

/** A place in an inbox (see `placeOf`) as callers get it: fit for a query string, and opaque. */
export const cursorOfPlace = (place: string): string => place.replace('#', '.');
export const cursorField = z
  .string()
  .regex(/^\d{13}\.[0-9a-f-]{36}$/, 'take it from `next` of an earlier page')
  .transform((text) => text.replace('.', '#'));

/** The subject of a person's token. */
export const subjectField = z.custom<Subject>(
  (value) => typeof value === 'string' && subject(value) !== undefined,
  'the subject of a person: letters, digits and . _ : @ -',
);

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

/** Where it is done: at the counter, for what is resolved on the spot; left out everywhere else. */
export const place = z.exactOptional(z.literal('oneStop'));
