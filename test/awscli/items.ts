import * as z from 'zod';
import type { CloudNames } from '../../local/names.ts';
import type { Aws } from './aws.ts';
import type { Shown } from './dossier.ts';
import type { Report } from './report.ts';

const S = z.object({ S: z.string() }).transform((value) => value.S);
const N = z.object({ N: z.string() }).transform((value) => Number(value.N));
const head = z.object({
  Item: z.looseObject({
    spineSeq: N,
    wakeSeq: N,
    spineRun: N,
    state: z.object({
      M: z.looseObject({
        id: S,
        code: S,
        procedure: S,
        phase: S,
        status: N,
        seq: N,
        outcome: S,
        lastHash: S,
      }),
    }),
  }),
});
const page = z.object({
  Count: z.int(),
  Items: z.array(z.looseObject({ seq: N, type: S, hash: S, prevHash: S })),
});
const none = z.object({ Item: z.unknown().optional() });

/** The two tables as they are, beside what the API says. */
export const checkItems = async (
  aws: Aws,
  { same }: Report,
  { stateTable, eventTable }: CloudNames,
  { dossier, events, text }: Shown,
): Promise<void> => {
  const db = <T>(schema: z.ZodType<T>, command: string, table: string, ...args: string[]): Promise<T> =>
    aws.json(schema, 'dynamodb', command, '--table-name', table, ...args);

  const tables = await aws.json(z.object({ TableNames: z.array(z.string()) }), 'dynamodb', 'list-tables');
  same('two tables', tables.TableNames.toSorted(), [stateTable, eventTable].toSorted());

  const key = { pk: { S: `DOSSIER#${dossier.id}` }, sk: { S: 'HEAD' } };
  const get = ['--consistent-read', '--key', JSON.stringify(key)];
  const { Item } = await db(head, 'get-item', stateTable, ...get);
  const { id, code, procedure, phase, status, seq, outcome, lastHash } = Item.state.M;
  same(
    'HEAD: identity, status 10, closed',
    { id, code, procedure, phase, status },
    { id: dossier.id, code: dossier.code, procedure: '1.013236', phase: 'CLOSED', status: 10 },
  );
  same('HEAD: outcome and status as the API says', [status, outcome], [dossier.status, dossier.outcome]);
  same('HEAD: the spine has seen the last waking event', Item.spineSeq, Item.wakeSeq);
  same('HEAD: first run of the spine', Item.spineRun, 1);
  const held = ['taskToken', 'stuckSince', 'expiresAt'].filter((name) => name in Item);
  same('HEAD: no task token, no stuck mark, no expiry', held, []);
  const shown = ['taskToken', 'spineSeq', 'spineState', 'spineRun', 'stuckSince'].filter((name) =>
    text.includes(name),
  );
  same('the API shows no field of the spine', shown, []);
  const missing = JSON.stringify({ ...key, sk: { S: 'NOTHING' } });
  same('get-item of no item is empty', await db(none, 'get-item', stateTable, '--key', missing), {});

  const { Items, Count } = await db(
    page,
    ...(['query', eventTable, '--page-size', '6', '--key-condition-expression', 'pk = :id'] as const),
    ...['--expression-attribute-values', JSON.stringify({ ':id': { S: dossier.id } })],
  );
  same(
    'query of the events: numbered without a gap up to HEAD',
    Items.map((event) => event.seq),
    Array.from({ length: seq }, (_, i) => i + 1),
  );
  same('query: Count over all pages', Count, seq);
  same(
    'events: types and hashes as the API says',
    Items.map((event) => `${event.type} ${event.hash}`),
    events.map((event) => `${event.type} ${event.hash}`),
  );
  same(
    'events: each names the hash of the one before, HEAD the last',
    [...Items.map((event) => event.prevHash), lastHash],
    ['', ...Items.map((event) => event.hash)],
  );
  const counted = await db(z.object({ Count: z.int() }), 'scan', eventTable, '--select', 'COUNT');
  same('scan: no events but these', counted.Count, events.length);
};
