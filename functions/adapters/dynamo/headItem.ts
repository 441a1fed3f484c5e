import { deskOf, heldUntil, holderOf, placeOf } from '../../core/dossier/desk.ts';
import { type Dossier, nextTimerAt, stepOf } from '../../core/dossier/dossier.ts';
import type { DossierEvent } from '../../core/dossier/events.ts';
import { keys, OPEN_SHARD } from './keys.ts';

/**
 * The attributes of HEAD besides the key and the spine's own: the dossier itself and what spine and indexes read.
 */
export const headAttributes = (d: Dossier): Record<string, unknown> => {
  const next = nextTimerAt(d);
  const desk = deskOf(d);
  const holder = holderOf(d);
  return {
    state: d,
    seq: d.seq,
    wakeSeq: d.wakeSeq,
    phase: d.phase,
    step: stepOf(d)?.id,
    nextTimerAt: next,
    dueSk: next === undefined ? undefined : `${next}#${d.id}`,
    inboxPk: desk && `${d.unit}#${desk}`,
    inboxSk: desk && placeOf(d),
    holderPk: holder && `${d.unit}#${holder}`,
    heldUntil: heldUntil(d),
    // What an inbox is filtered by.
    procedure: desk && d.procedure,
    status: desk && d.status,
    restricted: desk && d.restricted && 1,
    risk: desk && d.outlook.atRisk && 1,
  };
};

const optional = [
  ...(['step', 'nextTimerAt', 'dueSk', 'inboxPk', 'inboxSk', 'holderPk', 'heldUntil'] as const),
  ...(['procedure', 'status', 'restricted', 'risk'] as const),
];

/** Put of a new HEAD: run 1 of the spine is to be started, which is what `stuckSince` says until it has parked. */
export const putHead = (TableName: string, event: DossierEvent, after: Dossier) => ({
  Put: {
    TableName,
    Item: {
      ...keys.head(after.id),
      ...headAttributes(after),
      shard: OPEN_SHARD,
      spineRun: 1,
      stuckSince: String(event.at),
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

/** Update of HEAD if nobody was faster. The spine's fields stay untouched, save that a waking event marks it stuck unless it is. */
export const updateHead = (TableName: string, before: Dossier, event: DossierEvent, after: Dossier) => {
  const attributes = headAttributes(after);
  const set: Record<string, unknown> = Object.fromEntries(
    Object.entries(attributes).filter(([, v]) => v !== undefined),
  );
  const remove: string[] = optional.filter((name) => attributes[name] === undefined);
  if (after.wakeSeq === event.seq) set.stuckSince = String(event.at);
  if (event.type === 'spineRestarted') {
    set.spineRun = event.data.run;
    remove.push('taskToken');
  }
  const names = Object.fromEntries([...Object.keys(set), ...remove].map((name) => [`#${name}`, name]));
  const values = Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value]));
  // A spine that is stuck stays stuck since then: time's own events would else hide it from every sweep that comes seldom.
  const sets = Object.keys(set).map((name) =>
    name === 'stuckSince' && event.type !== 'spineRestarted'
      ? `#${name} = if_not_exists(#${name}, :${name})`
      : `#${name} = :${name}`,
  );
  const removes = remove.map((name) => `#${name}`);
  return {
    Update: {
      TableName,
      Key: keys.head(after.id),
      UpdateExpression: `SET ${sets.join(', ')}${removes.length > 0 ? ` REMOVE ${removes.join(', ')}` : ''}`,
      ConditionExpression: '#seq = :expected',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ...values, ':expected': before.seq },
    },
  };
};
