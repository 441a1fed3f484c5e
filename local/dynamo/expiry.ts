import * as z from 'zod';
import type { Call } from './request.ts';
import type { Write } from './writes.ts';

const page = z.object({
  Items: z.array(z.record(z.string(), z.unknown())),
  LastEvaluatedKey: z.unknown().optional(),
});
const seconds = z.object({ N: z.string() });

/**
 * Time to live of one table. Scanning for expired items costs too much in a simulated year, so puts are noted
 * as they pass; the table is scanned once at the start, and again after an update that may have moved an expiry.
 */
export class Expiry {
  private readonly due = new Map<string, number>();
  private rescan = true;
  private readonly call: Call;
  private readonly table: string;
  private readonly attribute: string;
  private readonly keyNames: string[];

  constructor(call: Call, table: string, attribute: string, keyNames: string[]) {
    this.call = call;
    this.table = table;
    this.attribute = attribute;
    this.keyNames = keyNames;
  }

  /** Takes note of a write; one that failed in the end does no harm, for a sweep deletes under a condition. */
  note({ TableName, Item, UpdateExpression, ...rest }: Write): void {
    if (TableName !== this.table) return;
    if (Item) this.remember(Item);
    else if (
      UpdateExpression !== undefined &&
      JSON.stringify([UpdateExpression, rest]).includes(this.attribute)
    )
      this.rescan = true;
  }

  /** Deletes what has expired; the condition spares items that were renewed meanwhile. */
  async sweep(now: number): Promise<void> {
    const limit = Math.floor(now / 1000);
    const ExpressionAttributeNames = { '#ttl': this.attribute };
    if (this.rescan) await this.scan(ExpressionAttributeNames);
    for (const [key, at] of this.due) {
      if (at >= limit) continue;
      await this.call('DeleteItem', {
        TableName: this.table,
        Key: JSON.parse(key),
        ConditionExpression: '#ttl < :now',
        ExpressionAttributeNames,
        ExpressionAttributeValues: { ':now': { N: String(limit) } },
      });
      this.due.delete(key);
    }
  }

  private async scan(ExpressionAttributeNames: Record<string, string>): Promise<void> {
    this.rescan = false;
    const input = {
      TableName: this.table,
      FilterExpression: 'attribute_exists(#ttl)',
      ExpressionAttributeNames,
    };
    for (let ExclusiveStartKey: unknown, more = true; more; more = ExclusiveStartKey !== undefined) {
      const { body } = await this.call('Scan', { ...input, ExclusiveStartKey });
      const found = page.parse(JSON.parse(body));
      for (const item of found.Items) this.remember(item);
      ExclusiveStartKey = found.LastEvaluatedKey;
    }
  }

  private remember(item: Record<string, unknown>): void {
    const key = JSON.stringify(Object.fromEntries(this.keyNames.map((name) => [name, item[name]])));
    const expires = seconds.safeParse(item[this.attribute]);
    if (expires.success) this.due.set(key, Number(expires.data.N));
    else this.due.delete(key);
  }
}
