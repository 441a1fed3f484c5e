import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { countedMarks } from '../../functions/adapters/dynamo/countedIndex.ts';
import { headAttributes } from '../../functions/adapters/dynamo/headItem.ts';
import { keys } from '../../functions/adapters/dynamo/keys.ts';
import { fold } from '../../functions/core/dossier/apply.ts';
import type { DossierEvent } from '../../functions/core/dossier/events.ts';
import { incrementsOf } from '../../functions/core/metrics/counters.ts';
import { dayOf } from '../../functions/core/reports/days.ts';
import { historyOf } from '../../functions/core/reports/history.ts';
import { loadCatalogue } from '../../local/catalogue.ts';
import { startCloud } from '../../local/cloud.ts';
import { engineBinary, startEngine } from '../../local/dynamo/engine.ts';
import { LOCAL } from '../../local/template/physical.ts';
import { idOf } from '../app/fakeOffice.ts';
import { calendar, must, type Story } from '../core/dossier/support.ts';
import { inPhase, inStep, onwards } from '../core/dossier/tell.ts';
import { takenIn } from '../core/reports/support.ts';
import { assembly } from '../support/boot.ts';
import { UNIT } from '../support/cast.ts';

/**
 * How long `GET /reports/{name}` takes through the real front door and its Lambda worker, over a period of so many dossiers
 * with their whole logs: four of five resolved and delivered, the others in review. Engine on disk, as `npm start` has it.
 */
const { values } = parseArgs({ options: { dossiers: { type: 'string', default: '2000' } } });
const dossiers = Number(values.dossiers);
const DAY = 86_400_000;

const resolved = onwards(takenIn('2026-11-02 09:00'), '2026-11-12 09:00', inPhase('CLOSED'));
const open = onwards(takenIn('2026-11-02 09:00'), '2026-11-04 09:00', inStep('APPRAISE'));

/** The items of a dossier that lived a story, `days` later, as the product writes them. */
const itemsOf = (story: Story, n: number, later: number) => {
  const dossierId = idOf(n);
  const log = story.events.map((event): DossierEvent => {
    const moved = { ...event, dossierId, at: event.at + later };
    if (moved.type === 'submitted') return { ...moved, data: { ...moved.data, id: dossierId } };
    if (moved.type !== 'documentsVerified' || !moved.data.completed) return moved;
    const completed = { ...moved.data.completed, at: moved.data.completed.at + later };
    return { ...moved, data: { ...moved.data, completed } };
  });
  const events = historyOf(log).map(({ event, before, after }) => {
    const { dossierId: pk, ...rest } = event;
    const counted = incrementsOf(event, before, after, calendar);
    return { pk, ...rest, ...(counted && countedMarks(event, after, counted)) };
  });
  const head = must(fold(log));
  const { nextTimerAt: _timer, dueSk: _due, ...attributes } = headAttributes(head);
  return { events, head: { ...keys.head(dossierId), ...attributes } };
};

const dir = mkdtempSync(join(tmpdir(), 'mot-cua-bench-'));
const binary = engineBinary();
if (binary === undefined) throw new Error('the native engine is not here');
const engine = await startEngine(dir, binary);
process.env.DYNAMODB_ENDPOINT = engine.endpoint;
const cloud = await startCloud({ assembly });
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({ endpoint: engine.endpoint, region: LOCAL.region, credentials: LOCAL }),
  { marshallOptions: { removeUndefinedValues: true } },
);
const write = async (table: string, items: readonly Record<string, unknown>[]) => {
  for (let i = 0; i < items.length; i += 25) {
    const requests = items.slice(i, i + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
  }
};
try {
  await loadCatalogue(cloud);
  const now = cloud.clock.now();
  const [first] = resolved.events;
  const start = now - 60 * DAY - must(first).at;
  let events = 0;
  for (let n = 1; n <= dossiers; n += 25) {
    const some = Array.from({ length: Math.min(25, dossiers - n + 1) }, (_, i) => {
      const story = (n + i) % 5 === 0 ? open : resolved;
      return itemsOf(story, n + i, start + ((n + i) % 45) * DAY);
    });
    await write(
      cloud.names.eventTable,
      some.flatMap((each) => each.events),
    );
    await write(
      cloud.names.stateTable,
      some.map(({ head }) => head),
    );
    events += some.reduce((sum, each) => sum + each.events.length, 0);
  }
  console.log(`${dossiers} dossiers, ${events} events`);
  const token = await cloud.token({ sub: 'head-1', roles: ['headOfOneStop'], unit: UNIT });
  const period = `from=${dayOf(now - 61 * DAY, calendar)}&to=${dayOf(now, calendar)}`;
  for (const name of ['bieu-06', 'review-sheet', 'step-lateness', 'due-list']) {
    const path = `/reports/${name}?unit=${UNIT}&${period}&procedure=1.013236&format=html`;
    const times: number[] = [];
    for (let i = 0; i < 3; i++) {
      const begun = performance.now();
      const answer = await fetch(`${cloud.apiUrl}${path}`, { headers: { authorization: `Bearer ${token}` } });
      const text = await answer.text();
      if (answer.status !== 200)
        throw new Error(
          `${name}: ${answer.status} ${text} after ${((performance.now() - begun) / 1000).toFixed(1)} s`,
        );
      times.push((performance.now() - begun) / 1000);
    }
    console.log(`${name.padEnd(14)} ${times.map((each) => `${each.toFixed(1)} s`).join('  ')}`);
  }
  const load = loadavg()[0] ?? Number.NaN;
  console.log(`${process.version}, ${availableParallelism()} cores, load ${load.toFixed(1)}`);
} finally {
  await cloud.stop();
  await engine.stop();
  rmSync(dir, { recursive: true, force: true });
}
