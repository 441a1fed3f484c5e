/** The few calls of the API that filing a folder of scans takes. */
import * as z from 'zod';

export interface Place {
  readonly url: string;
  readonly token: string;
}

const draftSchema = z.object({
  draft: z.literal(true),
  files: z.array(z.object({ n: z.int(), name: z.string(), sha256: z.string() })),
});
const createdSchema = z.object({ id: z.string() });
const slotSchema = z.object({
  uploads: z.tuple([z.object({ url: z.string(), fields: z.record(z.string(), z.string()) })]),
});
const procedureSchema = z.object({
  components: z.array(z.object({ id: z.string(), mediaTypes: z.array(z.string()), maxBytes: z.int() })),
});
const problemSchema = z.object({
  code: z.string(),
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), detail: z.string() })).default([]),
});

async function call(
  { url, token }: Place,
  method: string,
  path: string,
  body?: unknown,
  key = '',
): Promise<unknown> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(method === 'POST' && { 'content-type': 'application/json' }),
    ...(key !== '' && { 'idempotency-key': key }),
  };
  const response = await fetch(`${url}${path}`, {
    ...{ method, headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text);
  const problem = problemSchema.safeParse(text.startsWith('{') ? JSON.parse(text) : {}).data;
  if (!problem) throw new Error(`${method} ${path} answered ${response.status} ${text.slice(0, 200)}`);
  const { code, title, detail, errors } = problem;
  const lines = errors.map((each) => `  ${each.field}  ${each.detail}`);
  throw new Error([`${code} ${title}${detail === undefined ? '' : ` (${detail})`}`, ...lines].join('\n'));
}

export const rulesOf = async (place: Place, code: string) =>
  procedureSchema.parse(await call(place, 'GET', `/procedures/${encodeURIComponent(code)}`)).components;

/** Begins a filing; the same key begins the same one. */
export const begin = async (place: Place, filing: unknown, key: string): Promise<string> =>
  createdSchema.parse(await call(place, 'POST', '/dossiers', filing, key)).id;

/** What a draft has declared. Submitted, it is a draft no more. */
export async function declaredOf(place: Place, id: string) {
  const found = draftSchema.safeParse(await call(place, 'GET', `/dossiers/${encodeURIComponent(id)}`));
  if (!found.success) throw new Error(`${id}: hồ sơ đã nộp, không còn là bản nháp`);
  return found.data.files;
}

/** Uploads one document through a slot of its own: a slot is good for five minutes, a folder may take longer. */
export async function send(
  place: Place,
  id: string,
  n: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const path = `/dossiers/${encodeURIComponent(id)}/documents/${n}/upload`;
  const [{ url, fields }] = slotSchema.parse(await call(place, 'POST', path, {})).uploads;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([bytes]));
  const response = await fetch(url, { method: 'POST', body: form });
  if (response.status !== 204) throw new Error(`document ${n}: ${response.status} ${await response.text()}`);
}
