import * as z from 'zod';
import { S3Error } from './errors.ts';

const asTuple = (fields: Record<string, string>) =>
  ['eq', `$${Object.keys(fields)[0]}`, Object.values(fields)[0] ?? ''] as const;
const amount = z.union([z.number(), z.string().regex(/^\d+$/)]).transform(Number);
const document = z.strictObject({
  expiration: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
  conditions: z.array(
    z.union([
      z.tuple([z.literal('content-length-range'), amount, amount]),
      z.tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), z.string()]),
      z
        .record(z.string(), z.string())
        .refine((fields) => Object.keys(fields).length === 1)
        .transform(asTuple),
    ]),
  ),
});

const denied = (why: string): S3Error => new S3Error('AccessDenied', `Invalid according to Policy: ${why}`);

function parsePolicy(base64: string): z.infer<typeof document> {
  try {
    return document.parse(JSON.parse(Buffer.from(base64, 'base64').toString()));
  } catch {
    throw new S3Error('InvalidPolicyDocument');
  }
}

/**
 * Holds a form (names in lower case, the bucket among them) against its policy. Every field must be covered by
 * a condition, every condition must hold. Answers the allowed length of the file.
 */
export function checkPolicy(
  base64: string,
  fields: ReadonlyMap<string, string>,
  now: number,
): { min: number; max: number } {
  const policy = parsePolicy(base64);
  if (now >= Date.parse(policy.expiration)) throw denied('Policy expired.');
  const range = { min: 0, max: Number.POSITIVE_INFINITY };
  const covered = new Set(['policy', 'x-amz-signature', 'file']);
  for (const condition of policy.conditions) {
    if (condition[0] === 'content-length-range') {
      range.min = Math.max(range.min, condition[1]);
      range.max = Math.min(range.max, condition[2]);
      continue;
    }
    const [operator, target, expected] = condition;
    const name = target.slice(1).toLowerCase();
    const value = fields.get(name);
    covered.add(name);
    if (operator === 'eq' ? value !== expected : !(value ?? '').startsWith(expected))
      throw denied(`Policy Condition failed: ["${operator}", "${target}", "${expected}"]`);
  }
  const extra = [...fields.keys()].filter((name) => !covered.has(name) && !name.startsWith('x-ignore-'));
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(', ')}`);
  return range;
}
