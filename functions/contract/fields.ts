import * as z from 'zod';
import { parseDate, parseInstant } from '../core/calendar/index.ts';
import {
  type DossierId,
  dossierId,
  type Subject,
  subject,
  type UnitId,
  unitId,
} from '../core/dossier/ids.ts';

/** Fields that several requests share. What a check in code knows beyond the schema is told to the document by `meta`. */

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
    )
    .meta({ minLength: 1, maxLength: max });

/** A sentence that a person wrote. */
export const sentence = line(500);

/** Identity of a step in the procedure's process. */
export const stepId = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/, 'a step of the procedure, such as APPRAISE');

const fileName = line(255)
  .pipe(
    z
      .string()
      .refine((value) => Buffer.byteLength(value) <= 255, 'at most 255 bytes in UTF-8')
      .refine((value) => !/[/\\]|^\.{1,2}$/.test(value), 'a file name, not a path'),
  )
  .meta({
    minLength: 1,
    maxLength: 255,
    description: 'Tên tệp, không có đường dẫn, tối đa 255 byte UTF-8 / file name without a path, 255 bytes',
  });

/** A file as it is declared before its upload. */
export const fileFields = {
  name: fileName,
  mediaType: z
    .string()
    .max(100)
    .describe('Loại tệp thủ tục cho phép / a media type that the procedure allows'),
  size: z.int().positive('must be at least 1 byte').describe('Byte'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'SHA-256 as 64 lower-case hexadecimal digits')
    .describe('SHA-256 của nội dung / of the content'),
};

/** Where it is done: at the counter, for what is resolved on the spot; left out everywhere else. */
export const place = z
  .exactOptional(z.literal('oneStop'))
  .describe('Tại Bộ phận Một cửa, khi giải quyết tại chỗ / at the counter, for what is resolved on the spot');

/** A local day in Asia/Ho_Chi_Minh. */
export const day = z
  .string()
  .refine((text) => parseDate(text) !== undefined, 'a date such as 2026-11-23')
  .meta({ format: 'date' });

/** A local day as the calendar writes it. */
export const date = day.transform((text) => parseDate(text) ?? z.NEVER);

/** Date and time with the offset, as an instant. */
export const moment = z
  .string()
  .refine((text) => parseInstant(text) !== undefined, 'date and time with offset, 2026-11-16T09:00:00+07:00')
  .transform((text) => parseInstant(text) ?? z.NEVER)
  .meta({ format: 'date-time' });

export const unitField = z
  .string()
  .refine((value) => unitId(value) !== undefined, 'a unit id such as SXD-H05')
  .transform((value): UnitId => unitId(value) ?? z.NEVER)
  .meta({ pattern: '^[A-Z0-9-]{2,32}$' });

export const subjectField = z
  .string()
  .refine((value) => subject(value) !== undefined, 'an e-ID subject: letters, digits and . : @ _ -')
  .transform((value): Subject => subject(value) ?? z.NEVER)
  .meta({ pattern: '^[\\w.:@-]{1,128}$' });

/** Where a page begins; the caller takes it from `next` of the page before. */
export const cursor = z.string().max(2000).optional().describe('`next` của trang trước / of the page before');

/** Versions become keys and paths. */
export const versionName = /^[\w.-]{1,32}$/;

/** Parts of paths. What could not be a name does not exist: a path that does not fit is answered 404. */
export const dossierPath = z.strictObject({
  id: z
    .string()
    .refine((value) => dossierId(value) !== undefined, 'the id of a dossier')
    .transform((value): DossierId => dossierId(value) ?? z.NEVER)
    .meta({ format: 'uuid', description: 'Định danh hồ sơ / identity of the dossier' }),
});
export const documentPath = dossierPath.extend({
  n: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number)
    .describe('Số thứ tự của tệp / number of the document'),
});
const name = z.string().regex(versionName);
export const calendarPath = z.strictObject({
  id: name.describe('Lịch làm việc / calendar'),
  version: name.describe('Phiên bản / version'),
});
export const procedurePath = z.strictObject({ code: name.describe('Mã thủ tục / procedure code') });
export const procedureVersionPath = procedurePath.extend({ version: name.describe('Phiên bản / version') });

/** A place in an inbox (see `placeOf`) as callers get it: fit for a query string, and opaque. */
export const cursorOfPlace = (place: string): string => place.replace('#', '.');
export const placeCursor = z
  .string()
  .regex(/^\d{13}\.[0-9a-f-]{36}$/, 'take it from `next` of an earlier page')
  .transform((text) => text.replace('.', '#'))
  .optional()
  .describe('`next` của trang trước / of the page before');

/** The person in a path. */
export const subjectPath = z.strictObject({ subject: subjectField.describe('Tài khoản cán bộ / account') });
