import * as z from 'zod';
import type { Request } from './requests.ts';

/** What an engine answered. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

const object = z.record(z.string(), z.unknown());
const isObject = (value: unknown): value is Record<string, unknown> => object.safeParse(value).success;

/** An answer without what means nothing: the order of sets, of members and of a batch, the wording of errors. */
export const comparable = ({ status, body }: Answer): unknown => {
  const {
    message: _,
    Message: __,
    UnprocessedItems: ___,
    UnprocessedKeys: ____,
    ...rest
  } = object.parse(JSON.parse(body));
  const type = typeof rest.__type === 'string' && { __type: rest.__type.replace(/^.*#/, '') };
  return { status, ...object.parse(sorted(rest)), ...type };
};

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, each]) => {
    if (name === 'Message') return [name, ''];
    const inner = sorted(each);
    const unordered = Array.isArray(inner) && ['SS', 'NS', 'BS', 'Text'].includes(name);
    return [name, unordered ? inner.map((one) => JSON.stringify(one)).toSorted() : inner];
  });
  return Object.fromEntries(entries.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

/** Where the native engine is known to answer otherwise than AWS does; undefined = it has to answer the same. */
export function deviation({ input }: Request, mine: Answer, native: Answer): string | undefined {
  if (/invalid for update/.test(mine.body))
    return 'It ignores updates of a path whose parent is missing or of another type; AWS refuses them.';
  if (input.ReturnValues === 'ALL_OLD' && mine.body === '{}' && isKey(native, input.Key))
    return 'It shows the key as the old item of an item that was not there; AWS shows nothing.';
  return undefined;
}

/** Whether the attributes shown are those of this key and no others. */
function isKey({ body }: Answer, key: unknown): boolean {
  const shown = object.safeParse(object.parse(JSON.parse(body)).Attributes);
  const names = Object.keys(object.parse(key ?? {}));
  return shown.success && Object.keys(shown.data).toSorted().join() === names.toSorted().join();
}
