import * as z from 'zod';
import { problems } from '../core/dossier/problems.ts';
import { phases } from '../core/dossier/status.ts';

const codes = Object.entries(problems);

/** Where the dossier stands, for a caller who was too late and may see it. */
export const current = z
  .strictObject({
    ...{ status: z.int(), phase: z.enum(phases), rev: z.int() },
    step: z.string().optional(),
    holder: z.string().optional().describe('Người đang giữ bước / who has the step'),
  })
  .describe('Trạng thái hiện tại của hồ sơ / where the dossier stands now');

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
    current: current.optional(),
  })
  .meta({ id: 'Problem', description: 'Lời từ chối (RFC 9457) / a refusal' });

/** What the gateway says by itself, before a function is asked. */
export const gatewayMessage = z
  .strictObject({ message: z.string() })
  .meta({ id: 'GatewayMessage', description: 'Trả lời của cổng API / the gateway’s own answer' });
