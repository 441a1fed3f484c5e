import * as z from 'zod';
import { form06Schema, form07Schema } from './books.ts';
import { form04Schema, form05Schema } from './notices.ts';
import { form01Schema, form02Schema, form03Schema } from './slips.ts';

/** Every form of TT 03/2025/TT-VPCP, Phụ lục I, closed: unknown fields are refused, text comes out composed (NFC). */
export const formSchema = z.discriminatedUnion('form', [
  form01Schema,
  form02Schema,
  form03Schema,
  form04Schema,
  form05Schema,
  form06Schema,
  form07Schema,
]);

export type Form = z.infer<typeof formSchema>;
export type FormId = Form['form'];
export type FormOf<Id extends FormId> = Extract<Form, { form: Id }>;

export const formIds = ['01', '02', '03', '04', '05', '06', '07'] as const satisfies readonly FormId[];
