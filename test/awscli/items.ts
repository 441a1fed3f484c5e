import * as z from 'zod';
import type { CloudNames } from '../../local/names.ts';
import { type Aws, jsonOf } from './aws.ts';
import type { Shown } from './dossier.ts';
import type { Report } from './report.ts';

const S = z.object({ S: z.string() }).transform((value) => value.S);
const N = z.object({ N: z.string() }).transform((value) => Number(value.N));
const state = z.object({ code: S, procedure: S, phase: S, status: N, seq: N, outcome: S, lastHash: S });
const head = z.looseObject({ spineSeq: N, wakeSeq: N, spineRun: N, state: z.object({ M: state }) });
const log = z.array(z.object({ seq: N, type: S, hash: S, prevHash: S }));

const SPINE = ['taskToken', 'stuckSince', 'spineSeq', 'spineState', 'spineRun'];

/** The two tables as they are, beside what the API says. */
export const checkItems = async (
  aws: Aws,
  same: Report['same'],
  { stateTable, eventTable }: CloudNames,
  { dossier, events, text }: Shown,
): Promise<void> => {
  const json = jsonOf(aws);
  const key = JSON.stringify({ pk: { S: `DOSSIER#${dossier.id}` }, sk: { S: 'HEAD' } });
  const item = head.parse(
    await json`dynamodb get-item --table-name ${stateTable} --key ${key} --consistent-read --query Item`,
  );
  const { seq, lastHash, ...rest } = item.state.M;
  same('get-item HEAD: status 10, code and outcome as the API says', rest, {
    ...{ code: dossier.code, outcome: dossier.outcome },
    ...{ procedure: '1.013236', phase: 'CLOSED', status: 10 },
  });
  same(
    'get-item HEAD: first spine, awake to the last event',
    [item.spineRun, item.spineSeq],
    [1, item.wakeSeq],
  );
  const held = ['taskToken', 'stuckSince', 'expiresAt'].filter((name) => name in item);
  same('get-item HEAD: no task token, stuck mark or expiry', held, []);
  const told = SPINE.filter((name) => text.includes(name));
  same('the API shows no field of the spine', told, []);

  const values = JSON.stringify({ ':id': { S: dossier.id } });
  const found = log.parse(
    await json`dynamodb query --table-name ${eventTable} --key-condition-expression pk=:id
      --expression-attribute-values ${values} --page-size 6 --query Items`,
  );
  same(
    'query: events 1 to the last of HEAD, over four pages',
    found.map((event) => event.seq),
    Array.from({ length: seq }, (_, i) => i + 1),
  );
  same(
    'query: types and hashes as the API says',
    found.map(({ type, hash }) => ({ type, hash })),
    events,
  );
  same(
    'query: each names the hash of the one before, and HEAD the last',
    [...found.map((event) => event.prevHash), lastHash],
    ['', ...found.map((event) => event.hash)],
  );
  same(
    'scan: no events but these',
    await json`dynamodb scan --table-name ${eventTable} --select COUNT --query Count`,
    events.length,
  );
};
