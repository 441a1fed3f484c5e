import * as z from 'zod';
import type { Written } from '../../../local/dynamo/memory/index.ts';
import { nativeItem } from '../../support/marshalling.ts';
import type { Item } from '../../support/tables.ts';

/** One item as it was written: the partition it lies in, its sort key, and its attributes as JSON; null = removed. */
export const Change = z.tuple([z.enum(['state', 'event']), z.string(), z.string(), z.string().nullable()]);
export type Change = z.infer<typeof Change>;

/** What a write makes of an item. */
export const changeOf = ({ spec, before, after }: Written): Change => {
  const item = after ?? before;
  const [pk, sk] = spec.KeySchema.map(({ AttributeName }) => Object.values(item?.[AttributeName] ?? {})[0]);
  const table = spec.KeySchema[1]?.AttributeName === 'seq' ? 'event' : 'state';
  return [table, String(pk), String(sk), after ? JSON.stringify(after) : null];
};

const travelling = z.record(z.string(), z.unknown());

/** The tables as their writes made them, so that whoever checks them asks the cloud for nothing. Items are kept as text, which takes little room. */
export class Mirror {
  private readonly tables = {
    state: new Map<string, Map<string, string>>(),
    event: new Map<string, Map<string, string>>(),
  };

  take(changes: readonly Change[]): void {
    for (const [name, pk, sk, item] of changes) {
      const table = this.tables[name];
      const partition = table.get(pk) ?? new Map<string, string>();
      table.set(pk, partition);
      if (item === null) partition.delete(sk);
      else partition.set(sk, item);
    }
  }

  /** All items of a dossier, by sort key. */
  dossier(id: string): Item[] {
    return this.items(`DOSSIER#${id}`);
  }

  head(id: string): Item | undefined {
    const text = this.tables.state.get(`DOSSIER#${id}`)?.get('HEAD');
    return text === undefined ? undefined : read(text);
  }

  /** The events of a dossier after one, in order. */
  events(id: string, after: number): Item[] {
    return [...(this.tables.event.get(id) ?? [])]
      .map(([seq, text]) => [Number(seq), text] as const)
      .filter(([seq]) => seq > after)
      .sort(([a], [b]) => a - b)
      .map(([, text]) => read(text));
  }

  /** The items under a partition key of the state table whose sort key begins with a text. */
  items(pk: string, prefix = ''): Item[] {
    return [...(this.tables.state.get(pk) ?? [])]
      .filter(([sk]) => sk.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, text]) => read(text));
  }
}

const read = (text: string): Item => nativeItem(travelling.parse(JSON.parse(text)));
