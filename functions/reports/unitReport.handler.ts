import { dynamoCountStore } from '../adapters/dynamo/counterStore.ts';
import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { dynamoScales } from '../adapters/dynamo/scaleStore.ts';
import { dynamoStaff } from '../adapters/dynamo/staffStore.ts';
import { unitReport } from '../app/reports.ts';
import { reports } from '../contract/reports.ts';
import { csvOf } from '../core/reports/csv.ts';
import { jsonOf } from '../core/reports/json.ts';
import { pageOf } from '../core/reports/page.ts';
import { ok } from '../core/result.ts';
import { sheetReadHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const tables = { state: env.STATE_TABLE, event: env.EVENT_TABLE };
const make = unitReport({
  ...readPorts(env),
  counts: dynamoCountStore(client, tables),
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
  reads: dynamoReadStore(client, tables),
  scales: dynamoScales(client, env.STATE_TABLE),
  staff: dynamoStaff(client, env.STATE_TABLE),
});

/** A report as data, for a spreadsheet, or as a page; all three are made of the same tables. */
export const handler = sheetReadHandler(reports.unitReport, async ({ name, actor, query }) => {
  const { unit, procedure, period, from = '', to = '', format } = query;
  const made = await make({ name, actor, unit, period: period ?? { from, to }, procedure });
  if (!made.ok) return made;
  const { report: content, imprint } = made.value;
  const fileName = `${name}-${content.from}-${content.to}.csv`;
  if (format === 'csv') return ok({ mediaType: 'text/csv', text: csvOf(content, imprint), fileName });
  if (format === 'json') return ok({ status: 200, body: jsonOf(content, imprint) });
  const { html, style } = pageOf(content, imprint);
  return ok({ mediaType: 'text/html', text: html, style });
});
