import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamoDocumentStore } from '../../functions/adapters/dynamo/documentStore.ts';
import { dynamoUploadStore } from '../../functions/adapters/dynamo/uploadStore.ts';
import { wakeScan } from '../../functions/adapters/stepFunctions.ts';
import type { UploadKey } from '../../functions/app/ports.ts';
import { parseUploadKey, recordVerdict } from '../../functions/app/uploads.ts';
import type { Cloud } from '../../local/cloud.ts';
import { bootVirtual } from '../support/boot.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';
import { act, draft, permitPapers, view } from '../support/play.ts';
import { dynamo, executions, history, type Item, scan, sfn, statesEntered } from '../support/tables.ts';

/** A scanner that is slower than the applicant, or silent. */
let cloud: Cloud;

beforeAll(async () => {
  cloud = await bootVirtual();
});
afterAll(() => cloud.stop());

/** Uploads the papers and takes the verdict of document 2 away, as if the scanner had not come to it yet. */
const withoutVerdict = async (): Promise<{ id: string; upload: Item }> => {
  const { id } = await draft(cloud, await permitPapers());
  const items = await scan(cloud, cloud.names.stateTable);
  const upload = items.find(({ pk, sk }) => pk === `UPLOAD#${id}` && String(sk).startsWith('002#'));
  if (!upload) throw new Error('no upload item');
  await dynamo(cloud).send(
    new UpdateCommand({
      TableName: cloud.names.stateTable,
      Key: { pk: upload.pk, sk: upload.sk },
      UpdateExpression: 'REMOVE #scan',
      ExpressionAttributeNames: { '#scan': 'scan' },
    }),
  );
  await act(cloud, 'citizen', id, 'submit');
  return { id, upload };
};

/** The recorder itself, on the real tables and the real wait. */
const late = (key: UploadKey, verdict: 'CLEAN' | 'INFECTED'): Promise<void> =>
  recordVerdict({
    uploads: dynamoUploadStore(dynamo(cloud), cloud.names.stateTable),
    documents: dynamoDocumentStore(dynamo(cloud), cloud.names.stateTable),
    wake: (token, output) => wakeScan(token, output, sfn(cloud)),
  })(key, verdict, cloud.clock.now());

test('a late verdict wakes the run that waits for it; told twice, the first one stands', async () => {
  const { id, upload } = await withoutVerdict();
  expect((await view(cloud, 'desk', id)).body).toMatchObject({ phase: 'VERIFY' });
  const parsed = parseUploadKey(`SXD-H05/${id}/2`);
  if (!parsed) throw new Error('no upload key');
  const key = { ...parsed, versionId: String(upload.sk).slice(4) };
  await late(key, 'CLEAN');
  await late(key, 'INFECTED');
  await cloud.clock.settle();
  expect((await view(cloud, 'desk', id)).body).toMatchObject({
    phase: 'ACCEPTANCE',
    documents: { clean: 3 },
  });
  const [child] = await executions(cloud, cloud.names.digitisationStateMachineArn);
  const states = statesEntered(await history(cloud, child?.executionArn ?? ''));
  expect(
    states.filter((name) => name === 'Inspect'),
    'the file is not inspected again',
  ).toHaveLength(3);
  expect(states.filter((name) => name === 'Await verdict')).toHaveLength(1);
});

test('no verdict within the hour: not accepted, the file goes back with the reason', async () => {
  const { id } = await withoutVerdict();
  await cloud.clock.advanceTo(cloud.clock.now() + 61 * 60_000);
  const seen = (await view(cloud, 'desk', id)).body;
  expect(seen).toMatchObject({ phase: 'REPLACEMENT', documents: { clean: 2, bad: [2] } });
  expect(seen.files).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        n: 2,
        verdict: 'NONE',
        reasons: [expect.objectContaining({ code: 'no-scan-verdict' })],
      }),
    ]),
  );
  expect((await act(cloud, 'desk', id, 'accept')).body).toMatchObject({ code: 'MC-1202' });
});

test('all invariants hold', async () => {
  const world = await readWorld(cloud);
  expect([...broken(world), ...(await brokenSpines(cloud, world))]).toEqual([]);
});
