import * as z from 'zod';
import { dynamoCountStore } from '../adapters/dynamo/counterStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { s3Fixity } from '../adapters/s3Fixity.ts';
import { dossierVerifier } from '../adapters/verify/dossier.ts';
import { verifyOne, verifySpan } from '../app/verify.ts';
import { lengthOf } from '../core/metrics/period.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { dossierIdField, taskHandler, unitIdField } from '../shared/task.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE', 'ARCHIVE_BUCKET');
const tables = { state: env.STATE_TABLE, event: env.EVENT_TABLE };
const { catalogue, clock } = readPorts(env);
const archive = s3Fixity(env.ARCHIVE_BUCKET);
const ports = {
  ...{ catalogue, clock, counts: dynamoCountStore(client, tables), reads: dynamoReadStore(client, tables) },
  verify: dossierVerifier({ client, tables, archive, office: catalogue.office }),
};

const cursor = z.string().regex(/^(\d{4}-\d\d-\d\d( \d{13}#[0-9a-f-]{36}#\d+)?|counters)$/);
const span = z
  .strictObject({ unit: unitIdField, from: z.iso.date(), to: z.iso.date(), cursor: cursor.optional() })
  // As many days as the recount takes in one turn.
  .refine(({ from, to }) => from <= to && lengthOf(from, to) <= 7, 'a week at most');

/** Invoked by an operator: one dossier, or the next dossiers of a span of days until there is no `next`. */
export const handler = taskHandler(
  z.union([z.strictObject({ dossierId: dossierIdField }), span]),
  async (wanted) => {
    const answer = await ('unit' in wanted ? verifySpan(ports)(wanted) : verifyOne(ports)(wanted.dossierId));
    const { dossiers, events, objects, found } = answer;
    log.info('VERIFIED', { dossiers, events, objects, found });
    return answer;
  },
);
