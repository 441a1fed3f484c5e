import * as z from 'zod';

const item = z.record(z.string(), z.unknown());
const write = z.object({ TableName: z.string(), Item: item.optional(), Key: item.optional() });
const transaction = z.object({
  TransactItems: z.array(
    z.object({ Put: write.optional(), Update: write.optional(), Delete: write.optional() }),
  ),
});
const query = z.object({ TableName: z.string(), IndexName: z.string().optional() });
const page = z.looseObject({ Items: z.array(item).optional() });

/**
 * Indexes that follow their table late: an item that was just written is in none of them for a while. On AWS they show what it
 * was before for that time, which nobody may rely on either. Counts without items are right at once.
 */
export class IndexLag {
  private readonly keys = new Map<string, readonly string[]>();
  private readonly hidden = new Map<string, number>();
  private readonly now: () => number;
  private readonly lagMs: (what: string) => number;

  constructor(now: () => number, lagMs: (what: string) => number) {
    [this.now, this.lagMs] = [now, lagMs];
  }

  /** Declares the key of a table. */
  define(table: string, keyNames: readonly string[]): void {
    this.keys.set(table, keyNames);
  }

  /** Takes note of a request that has succeeded, and answers what its caller gets to see. */
  pass(operation: string, request: string, answer: string): string {
    if (operation === 'Query') return this.shown(request, answer);
    const json: unknown =
      /^(Put|Update|Delete)Item$|^TransactWriteItems$/.test(operation) && JSON.parse(request);
    const writes =
      operation === 'TransactWriteItems'
        ? transaction
            .parse(json)
            .TransactItems.flatMap(({ Put, Update, Delete }) => Put ?? Update ?? Delete ?? [])
        : json
          ? [write.parse(json)]
          : [];
    for (const { TableName, Item, Key } of writes) this.hide(this.nameOf(TableName, Item ?? Key ?? {}));
    return answer;
  }

  private hide(name: string): void {
    for (const [each, until] of this.hidden) if (until <= this.now()) this.hidden.delete(each);
    const lag = this.lagMs(name);
    if (lag > 0) this.hidden.set(name, this.now() + lag);
  }

  private shown(request: string, answer: string): string {
    const { TableName, IndexName } = query.parse(JSON.parse(request));
    if (IndexName === undefined || this.hidden.size === 0) return answer;
    const { Items, ...rest } = page.parse(JSON.parse(answer));
    if (!Items) return answer;
    const seen = Items.filter((each) => (this.hidden.get(this.nameOf(TableName, each)) ?? 0) <= this.now());
    return JSON.stringify({ ...rest, Items: seen, Count: seen.length });
  }

  private nameOf(table: string, of: Readonly<Record<string, unknown>>): string {
    return `${table} ${JSON.stringify((this.keys.get(table) ?? []).map((name) => of[name]))}`;
  }
}
