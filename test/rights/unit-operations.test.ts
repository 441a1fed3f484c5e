import { expect, test } from 'vitest';
import { loadScales } from '../../catalogue/tools/load.ts';
import { listAlerts } from '../../functions/app/alertList.ts';
import { assignMany } from '../../functions/app/assignments.ts';
import { book } from '../../functions/app/book.ts';
import { delegate, listDelegations } from '../../functions/app/delegations.ts';
import type { Reply } from '../../functions/app/execute.ts';
import { inbox, inboxCounts } from '../../functions/app/inbox.ts';
import { metrics } from '../../functions/app/metrics.ts';
import { metricsDossiers } from '../../functions/app/metricsDossiers.ts';
import { myPapers } from '../../functions/app/myPapers.ts';
import { redriveNotices } from '../../functions/app/noticeQueries.ts';
import { resultRegister } from '../../functions/app/register.ts';
import { unitReport } from '../../functions/app/reports.ts';
import { reusablePapers } from '../../functions/app/reusablePapers.ts';
import { listStaff, putStaff } from '../../functions/app/staff.ts';
import { timerLedger } from '../../functions/app/timers.ts';
import { workload } from '../../functions/app/workload.ts';
import { inboxQuery as inboxQuerySchema } from '../../functions/contract/inbox.ts';
import { unitId } from '../../functions/core/dossier/ids.ts';
import { problems, type Refusal } from '../../functions/core/dossier/problems.ts';
import { type Actor, roles } from '../../functions/core/dossier/status.ts';
import { reportNames } from '../../functions/core/reports/readers.ts';
import type { Result } from '../../functions/core/result.ts';
import { idOf, named, officeOf, person, waiting } from '../app/fakeOffice.ts';
import { worldOf } from '../app/fakes.ts';
import { applicant, must, staff, UNIT } from '../core/dossier/support.ts';
import { readExpected } from './csv.ts';

/** The operations that are not about one dossier, against cells written by hand. */
const expected = readExpected('unit-operations.csv');
const idempotency = { key: 'k', fingerprint: 'f' };
const other = named('other-1');

const office = () => {
  const made = officeOf(waiting(1, 1));
  made.people.set(other, person('other-1', ['appraiser']));
  made.people.set('taker-1', person('taker-1', ['appraiser']));
  return made;
};
const { ports, people } = office();
const world = worldOf();
const dossierPorts = world.ports;
const answers = { answered: async () => true };
const books = {
  page: async () => ({ items: [] }),
  heads: async () => new Map(),
  applicants: async () => new Map(),
};
const sheets = {
  printer: { pdf: async () => new Uint8Array(), html: async () => new Uint8Array() },
  archive: { put: async () => ({ versionId: 'v1' }) },
  links: { link: async () => 'https://example.test/' },
};
const counts = { counters: async () => new Map(), counted: async () => ({ rows: [] }) };
const reads = { ...ports.reads, events: async () => [] };
const numbers = {
  ...dossierPorts,
  counts,
  reads,
  rollUps: { rollUps: async () => ({ byProcedure: new Map() }) },
};
const span = { unit: UNIT, from: '2026-11-01', to: '2026-11-02' };
const reportPorts = {
  ...dossierPorts,
  counts,
  reads: { entries: async () => ({ entries: [] }), heads: async () => new Map(), events: async () => [] },
  documents: { documents: async () => [] },
  staff: { ...dossierPorts.staff, profiles: async () => [] },
  scales: async () => loadScales(),
};
const query = (text: Record<string, string>) => inboxQuerySchema.parse(text);
const profile = { name: 'A', roles: [], procedures: 'all', clearance: 'ordinary', active: true } as const;
const loan = {
  ...({ kind: 'absence', to: named('taker-1'), roles: ['appraiser'], procedures: 'all' } as const),
  ...{ first: '2026-11-02', last: '2026-11-03', legalBasis: 'QĐ 1' },
};
const noAlerts = { ofUnit: async () => ({ alerts: [] }) };
const bulk = { to: other, dossiers: [{ id: idOf(1) }] };

const shelf = { papers: async () => ({ papers: [], more: false }), records: async () => new Map() };
const someone = { kind: 'person', identifier: '024075000001', subject: named('citizen-1') } as const;

const operations: Readonly<Record<string, (actor: Actor) => Promise<Result<Reply, Refusal>>>> = {
  'GET inbox scope=group': (actor) => inbox(ports)(actor, query({})),
  'GET inbox of another desk': (actor) =>
    inbox(ports)(actor, query({ desk: actor.roles.includes('applicant') ? 'clerk' : 'applicant' })),
  'GET inbox scope=unit': (actor) => inbox(ports)(actor, query({ scope: 'unit' })),
  'GET inbox counts': (actor) => inboxCounts(ports)(actor),
  'GET timers': (actor) => timerLedger({ ...ports, catalogue: dossierPorts.catalogue })(actor, undefined),
  'GET workload': (actor) => workload(ports)(actor, 'appraiser'),
  'POST assignments': (actor) =>
    assignMany({ ...dossierPorts, answers })({
      actor,
      body: bulk,
      idempotency,
    }),
  'GET staff': (actor) => listStaff(ports)(actor, undefined),
  'POST staff': (actor) => putStaff(ports)({ actor, subject: named('new-1'), body: profile, idempotency }),
  'POST delegation for another': (actor) =>
    delegate(ports)({ actor, subject: other, body: loan, idempotency }),
  'GET delegations of another': (actor) => listDelegations(ports)(actor, other, undefined),
  'GET metrics': (actor) => metrics(numbers)(actor, UNIT, span.from, span.to),
  'GET metrics dossiers': (actor) => metricsDossiers(numbers)(actor, { ...span, measure: 'open' }),
  ...Object.fromEntries(
    reportNames.map((name) => [
      `GET report ${name}`,
      (actor: Actor) =>
        unitReport(reportPorts)({ name, actor, unit: UNIT, period: '2026-11', procedure: '1.013236' }),
    ]),
  ),
  'GET register': (actor) =>
    resultRegister({ ...ports, register: { lines: async () => [] } })(actor, {
      year: 2026,
      notation: 'GPXD',
    }),
  'GET book': (actor) =>
    book({ ...dossierPorts, ...sheets, books })({ actor, field: 'HDXD', month: '2026-11', format: 'json' }),
  'GET alerts': (actor) => listAlerts({ ...ports, alerts: noAlerts })(actor, { unit: UNIT }),
  'GET alerts of another unit': (actor) =>
    listAlerts({ ...ports, alerts: noAlerts })(actor, { unit: must(unitId('STC-H05')) }),
  'POST reusable papers': (actor) =>
    reusablePapers({ ...dossierPorts, reads, shelf })({
      actor,
      body: { ...{ unit: UNIT, procedure: '1.013236' }, applicant: someone },
    }),
  'POST my papers': (actor) =>
    myPapers({ ...dossierPorts, reads, shelf })({ actor, body: { applicant: someone } }),
  'POST redrive': (actor) =>
    redriveNotices({
      ...dossierPorts,
      answers,
      notices: { undelivered: async () => ({ notices: [] }) },
      bus: { publish: async () => undefined },
    })({ actor, idempotency, cursor: undefined }),
};

test('the table names every operation and every role', () => {
  expect(expected.operations.toSorted()).toEqual(Object.keys(operations).toSorted());
  expect(expected.columns.toSorted()).toEqual(roles.toSorted());
});

test.each(expected.operations)('%s', async (operation) => {
  const told = await Promise.all(
    roles.map(async (role) => {
      const actor = role === 'applicant' ? applicant('citizen-1') : staff(`${role}-5`, [role]);
      const answer = await must(operations[operation])(actor);
      const status = answer.ok ? 200 : problems[answer.error.code].status;
      return `${role} ${status === 403 ? 'F' : status === 404 ? 'N' : answer.ok ? 'A' : status}`;
    }),
  );
  expect(told).toEqual(roles.map((role) => `${role} ${expected.cell(operation, role)}`));
});

test.each(expected.operations)(
  '%s: nobody whose account is inactive, whatever the token says',
  async (operation) => {
    const told = await Promise.all(
      roles
        .filter((role) => role !== 'applicant')
        .map(async (role) => {
          const actor = staff(`gone-${role}`, [role]);
          const profile = person(`gone-${role}`, [role], { active: false });
          people.set(actor.subject, profile);
          world.directory.set(actor.subject, { profile, delegations: [] });
          const answer = await must(operations[operation])(actor);
          return answer.ok ? 'ok' : answer.error.code;
        }),
    );
    expect(new Set(told)).toEqual(new Set(['STAFF_INACTIVE']));
  },
);
