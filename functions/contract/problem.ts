import * as z from 'zod';
import { problems } from '../core/dossier/problems.ts';

const codes = Object.entries(problems);

/** A refusal as it is answered (RFC 9457). */
export const problem = z
  .strictObject({
    type: z.string().regex(/^urn:mot-cua:problem:\d{4}$/),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes.map(([, { number }]) => `MC-${number}`)).describe('Mã số, không đổi / stable number'),
    reason: z.enum(codes.map(([code]) => code)),
    detail: z.string().optional(),
    errors: z
      .array(z.strictObject({ field: z.string(), detail: z.string() }))
      .optional()
      .describe('Từng trường sai / every bad field'),
  })
  .meta({ id: 'Problem', description: 'Lời từ chối (RFC 9457) / a refusal' });

/** What the gateway says by itself, before a function is asked. */
export const gatewayMessage = z
  .strictObject({ message: z.string() })
  .meta({ id: 'GatewayMessage', description: 'Trả lời của cổng API / the gateway’s own answer' });
