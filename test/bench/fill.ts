import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { shardOf } from '../../functions/adapters/dynamo/commit.ts';
import { headAttributes } from '../../functions/adapters/dynamo/headItem.ts';
import { keys } from '../../functions/adapters/dynamo/keys.ts';
import type { Dossier, InReview } from '../../functions/core/dossier/dossier.ts';
import { type DossierId, dossierId, subject } from '../../functions/core/dossier/ids.ts';
import { gaugesOf } from '../../functions/core/metrics/gauges.ts';
import { must, policy, until } from '../core/dossier/support.ts';

/** Many open dossiers of one unit, written as the product writes their heads and gauges. */
const HOUR = 3_600_000;
const inPhase = (phase: Dossier['phase']) => until((d) => d.phase === phase).dossier;
const review = inPhase('REVIEW');
const [acceptance, result, verify] = [inPhase('ACCEPTANCE'), inPhase('RESULT'), inPhase('VERIFY')];

export const APPRAISERS = 100;
/** One of this many dossiers is of the rare procedure. */
export const RARE = 997;
const procedures = Array.from({ length: 20 }, (_, i) => `1.01${3200 + i}`);

const idOf = (n: number): DossierId => {
  // Spread over shards and over the order of ids, the same in every run.
  const hash = Math.imul(n + 1, 2_654_435_761) >>> 0;
  const text = hash.toString(16).padStart(8, '0');
  return must(dossierId(`${text}-0000-4000-8000-${String(n).padStart(12, '0')}`));
};

/** Of a hundred: 50 wait for appraisers (15 of them held), 20 for heads and leaders, 30 for the front desk and others. */
const dossierOf = (n: number, now: number, only?: string): Dossier => {
  const part = n % 100;
  const id = idOf(n);
  const mixed = n % RARE === 0 ? '1.013999' : (procedures[n % procedures.length] ?? '');
  const procedure = only ?? mixed;
  const due = now + ((n * 7919) % (25 * 24 * 60)) * 60_000 - 5 * 24 * HOUR;
  const dated = <D extends Dossier>(d: D): D => ({
    ...{ ...d, id, procedure },
    ...(d.deadline && { deadline: { ...d.deadline, due } }),
  });
  if (part < 70) {
    if (review.phase !== 'REVIEW') throw new Error('not in review');
    const role = part < 50 ? 'appraiser' : part < 60 ? 'divisionHead' : 'departmentLeader';
    const by = must(subject(`appraiser-${Math.floor(n / 100) % APPRAISERS}`));
    const held = part >= 15 ? {} : part < 8 ? { assignee: by } : { claim: { by, until: now + 8 * HOUR } };
    const dossier: InReview = dated(review);
    return { ...dossier, step: { ...dossier.step, role, ...held } };
  }
  return dated(part < 85 ? acceptance : part < 92 ? result : verify);
};

/**
 * Writes dossiers `from` to `to` and the gauges of all up to `to`. Timers are left out: no sweep is to find them. The procedures
 * are made up, and their dossiers can only be looked at; with `procedure`, one of the catalogue, commands work too.
 */
export const fill = async (
  client: DynamoDBDocumentClient,
  table: string,
  { from, to, now, procedure }: { from: number; to: number; now: number; procedure?: string },
): Promise<void> => {
  const write = async (items: readonly Record<string, unknown>[]) => {
    const requests = items.map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
  };
  const batches = Array.from({ length: Math.ceil((to - from) / 25) }, (_, i) => from + i * 25);
  const worker = async () => {
    for (let start = batches.shift(); start !== undefined; start = batches.shift()) {
      const some = Array.from({ length: Math.min(25, to - start) }, (_, i) =>
        dossierOf((start ?? 0) + i, now, procedure),
      );
      await write(
        some.map((dossier) => {
          const { nextTimerAt: _timer, dueSk: _due, ...attributes } = headAttributes(dossier);
          return { ...keys.head(dossier.id), ...attributes };
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  const shards = new Map<number, Map<string, number>>();
  for (let n = 0; n < to; n++) {
    const dossier = dossierOf(n, now, procedure);
    const shard = shardOf(dossier.id, policy.unit.counterShards);
    const cells = shards.get(shard) ?? new Map<string, number>();
    for (const cell of gaugesOf(dossier)) cells.set(cell, (cells.get(cell) ?? 0) + 1);
    shards.set(shard, cells);
  }
  for (const [shard, cells] of shards) {
    await write([{ ...keys.gauge(policy.unit.id, shard), ...Object.fromEntries(cells) }]);
  }
};
