import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemClock } from '../functions/adapters/clock.ts';
import { dynamoCatalogue } from '../functions/adapters/dynamo/catalogueStore.ts';
import { dynamoCountStore } from '../functions/adapters/dynamo/counterStore.ts';
import { dynamoReadStore } from '../functions/adapters/dynamo/readStore.ts';
import { dynamoRollUpStore } from '../functions/adapters/dynamo/rollUpStore.ts';
import { dynamoUnits } from '../functions/adapters/dynamo/unitStore.ts';
import { confirmed, recountDays, recountGauges } from '../functions/app/recount.ts';
import { formatDate, localDateOf } from '../functions/core/calendar/index.ts';
import type { UnitId } from '../functions/core/dossier/ids.ts';
import { plusDays } from '../functions/core/metrics/period.ts';
import type { Difference } from '../functions/core/metrics/recount.ts';

/** Days that are counted in one go. */
const DAYS = 7;

/** Where to count, and now by the clock of that place. */
export interface Counted {
  readonly client: DynamoDBDocumentClient;
  readonly tables: { readonly state: string; readonly event: string };
  readonly now: number;
}

/** Counts units again from the logs, and tells every difference to the counters and the gauges of the desks. */
export const recountUnits = async (
  { client, tables, now }: Counted,
  wanted: {
    readonly unit?: UnitId | undefined;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
  },
  found: (unit: UnitId, difference: Difference) => void,
  done: (unit: UnitId, from: string, to: string) => void = () => {},
): Promise<void> => {
  const catalogue = dynamoCatalogue(client, tables.state, systemClock);
  const counts = dynamoCountStore(client, tables);
  const ports = { clock: { now: () => now }, catalogue, counts, reads: dynamoReadStore(client, tables) };
  const units = wanted.unit ? [wanted.unit] : await dynamoUnits(client, tables.state).units();
  for (const unit of units) {
    const office = await catalogue.office(unit);
    if (!office) throw new Error(`no unit ${unit}`);
    const first = await dynamoRollUpStore(client, tables.state).firstDay(unit);
    const to = wanted.to ?? formatDate(localDateOf(now, office.calendar));
    const from = wanted.from ?? first ?? to;
    for (let day = from; day <= to; day = plusDays(day, DAYS)) {
      const last = plusDays(day, DAYS - 1);
      for (const each of await confirmed(() => recountDays(ports)(unit, day, last < to ? last : to)))
        found(unit, each);
    }
    for (const each of await confirmed(() => recountGauges(ports)(unit))) found(unit, each);
    done(unit, from, to);
  }
};
