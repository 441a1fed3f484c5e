import * as z from 'zod';
import { type AlertRecord, type AlertRef, alertsOf } from '../../app/alerts.ts';
import { alertStageSchema } from '../../core/alerts/alert.ts';
import type { Dossier } from '../../core/dossier/dossier.ts';
import type { SideItem } from '../../core/dossier/policy.ts';
import { keys } from './keys.ts';
import { idSchema, instant } from './partSchemas.ts';

const prefix = 'DOSSIER#';

const schema = z.object({
  pk: z
    .string()
    .transform((pk) => pk.slice(prefix.length))
    .pipe(idSchema),
  stage: alertStageSchema,
  version: z.int(),
  at: instant,
  due: instant,
  seq: z.int(),
  deliveredAt: instant.optional(),
  collapsedAt: instant.optional(),
});

/** An alert as it is read back. */
export const alertRecordOf = (item: unknown): AlertRecord => {
  const { pk: dossierId, ...rest } = schema.parse(item);
  return { dossierId, ...rest };
};

export const alertItemKey = ({ dossierId, stage, version }: AlertRef) =>
  keys.alert(dossierId, stage, version);

/** Its place among the alerts of its unit: by when it was decided. Instants have 13 digits until the year 2286. */
export const alertPlace = (alert: Pick<AlertRecord, 'dossierId' | 'stage' | 'version' | 'at'>): string =>
  `${String(alert.at).padStart(13, '0')}#${alert.dossierId}#${alert.stage}#${alert.version}`;

/** An alert as it is put with the event that decides it; it stands in the list of its unit for good. */
export const alertItem = (
  { id: dossierId, unit, restricted }: Dossier,
  { stage, version, at, due }: Extract<SideItem, { kind: 'ALERT' }>,
  seq: number,
): Record<string, unknown> => ({
  ...keys.alert(dossierId, stage, version),
  ...{ stage, version, at, due, seq },
  ...{ inboxPk: alertsOf(unit), inboxSk: alertPlace({ dossierId, stage, version, at }) },
  // What the list is filtered by.
  ...(restricted && { restricted: 1 }),
});
