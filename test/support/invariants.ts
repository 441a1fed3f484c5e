import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dossierSchema } from '../../functions/adapters/dynamo/dossierSchema.ts';
import { eventSchema } from '../../functions/adapters/dynamo/eventSchema.ts';
import { apply, fold } from '../../functions/core/dossier/apply.ts';
import type { Dossier } from '../../functions/core/dossier/dossier.ts';
import type { DossierEvent } from '../../functions/core/dossier/events.ts';
import type { CloudLike } from './cloudLike.ts';
import {
  brokenChain,
  brokenDate,
  brokenDossier,
  brokenHead,
  brokenPark,
  rulesOf,
} from './dossierInvariants.ts';
import {
  add,
  brokenCodes,
  brokenSums,
  countersOf,
  countsOf,
  gaugesFrom,
  gaugesOf,
  type Sums,
} from './sums.ts';
import { executions, history, type Item, scan } from './tables.ts';

/** What stands in the tables, read back through the product's own schemas. */
export interface World {
  readonly heads: readonly { readonly item: Item; readonly dossier: Dossier }[];
  readonly logs: ReadonlyMap<string, readonly DossierEvent[]>;
  readonly items: readonly Item[];
}

/** The dossier that is not: simulations put an event of it into the stream. */
export const POISON = 'bad00bad-0000-4000-8000-000000000000';

export const readWorld = async (cloud: CloudLike): Promise<World> => {
  const items = await scan(cloud, cloud.names.stateTable);
  const events = (await scan(cloud, cloud.names.eventTable))
    .filter(({ pk }) => pk !== POISON)
    .map(({ pk, ...rest }) => eventSchema.parse({ dossierId: pk, ...rest }));
  const heads = items
    .filter(({ sk }) => sk === 'HEAD')
    .map((item) => ({ item, dossier: dossierSchema.parse(item.state) }));
  return { heads, logs: Map.groupBy(events, ({ dossierId }) => dossierId), items };
};

/** Every broken invariant of the design (I1-I7, I9, I11, I13), in words; empty when all hold. */
export const broken = (world: World): string[] => {
  const rules = rulesOf(world.items);
  const own = Map.groupBy(world.items, ({ pk }) => String(pk));
  return [
    ...world.heads.flatMap(({ item, dossier }) => {
      const log = world.logs.get(dossier.id) ?? [];
      if (log.length === 0) return [`I1 ${dossier.id}: no events`];
      return [
        ...brokenChain(dossier.code, undefined, log),
        ...brokenDossier(item, dossier, log, own.get(`DOSSIER#${dossier.id}`) ?? []),
        ...brokenHead(dossier, fold(log)),
        ...brokenDate(dossier, rules),
      ];
    }),
    ...brokenCodes(world.heads.map(({ dossier }) => dossier.code)),
    ...brokenSums(expectedCounts(world), countersOf(itemsOf(world, 'COUNTER#'))),
    ...brokenSums(gaugesFrom(world.heads.map(({ dossier }) => dossier)), gaugesOf(itemsOf(world, 'GAUGE#'))),
  ];
};

const itemsOf = ({ items }: World, prefix: string): Item[] =>
  items.filter(({ pk }) => String(pk).startsWith(prefix));

const expectedCounts = ({ logs }: World): Sums => {
  const sums: Sums = new Map();
  for (const log of logs.values()) {
    let dossier: Dossier | undefined;
    for (const event of log) {
      const before = dossier;
      dossier = apply(dossier, event);
      for (const [cell, by] of countsOf(event, before, dossier)?.cells ?? []) add(sums, cell, by);
    }
  }
  return sums;
};

/** I8: at rest, every open dossier's live spine is parked on the newest `wakeSeq` with a token, and none is marked stuck. */
export const brokenSpines = async (cloud: CloudLike, world: World): Promise<string[]> => {
  const running = (await executions(cloud, cloud.names.dossierStateMachineArn, 'RUNNING')).map(
    ({ name }) => name,
  );
  return world.heads.flatMap(({ item, dossier }) => {
    const run = Number(item.spineRun);
    const name = run === 1 ? dossier.code : `${dossier.code}--r${run}`;
    const runs = running.includes(name);
    const ended = dossier.phase === 'CLOSED';
    return [
      ...brokenPark(item, dossier),
      ...(ended && runs ? [`I8 ${dossier.code}: closed, spine still running`] : []),
      ...(ended || runs ? [] : [`I8 ${dossier.code}: no spine runs in ${dossier.phase}`]),
    ];
  });
};

/** I12: none of the given personal texts stands in a log, an execution history or a metric. */
export const leaked = async (
  cloud: CloudLike,
  dir: string,
  secrets: readonly string[],
): Promise<string[]> => {
  const logs = readdirSync(join(dir, 'logs')).map(
    (name) => [`log ${name}`, readFileSync(join(dir, 'logs', name), 'utf8')] as const,
  );
  const machines = [
    cloud.names.dossierStateMachineArn,
    cloud.names.digitisationStateMachineArn,
    cloud.names.slaSweepStateMachineArn,
  ];
  const histories: (readonly [string, string])[] = [];
  for (const machine of machines) {
    for (const { name, executionArn } of await executions(cloud, machine)) {
      histories.push([`history ${name}`, JSON.stringify(await history(cloud, executionArn ?? ''))]);
    }
  }
  return [...logs, ...histories].flatMap(([where, text]) =>
    secrets.filter((secret) => text.includes(secret)).map((secret) => `I12 ${where} contains ${secret}`),
  );
};
