import { expect, test } from 'vitest';
import { sideWrites } from '../../functions/adapters/dynamo/sideItems.ts';
import { must, until } from '../core/dossier/support.ts';
import { story } from '../core/forms/facts.ts';

test('the line of the register carries whether its dossier is restricted', () => {
  const item = must(story.items.find(({ kind }) => kind === 'REGISTER'));
  const event = must(story.events.find(({ type }) => type === 'resultRegistered'));
  const { dossier } = until((d) => d.phase === 'RESULT');
  const line = (after: typeof dossier) =>
    sideWrites('state', event, after, item).flatMap(({ write }) => (write.Put ? [write.Put.Item] : []));
  expect(line({ ...dossier, restricted: true })).toMatchObject([{ number: '12/GPXD', restricted: true }]);
  expect(line(dossier)[0]).not.toHaveProperty('restricted');
});
