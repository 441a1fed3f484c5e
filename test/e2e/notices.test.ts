import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import type { Cloud } from '../../local/cloud.ts';
import { call, slotsOf } from '../support/api.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { asPerson } from '../support/catalogue.ts';
import { act, draft, enterResult, filingOf, permitPapers, submitted, uploadAll } from '../support/play.ts';

let cloud: Cloud;
beforeEach(async () => {
  cloud = await bootVirtual({ dir: '/tmp/nt' });
});
afterEach(() => cloud.stop());
test('look', async () => {
  const { id, code } = await submitted(cloud);
  await act(cloud, 'desk', id, 'accept');
  await act(cloud, 'desk', id, 'hand-over');
  console.log(JSON.stringify(cloud.outbox(), null, 1));
  console.log(JSON.stringify(await (await fetch(`${cloud.url}/_local/events`)).json(), null, 1));
  console.log(JSON.stringify(cloud.deadLetters(), null, 1));
  console.log(
    JSON.stringify((await asPerson(cloud, 'citizen', 'GET', `/dossiers/${id}/notices`)).body, null, 1),
  );
  console.log(code, await (await fetch(`${cloud.url}/_local/names`)).json());
});
