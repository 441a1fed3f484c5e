import { describe, expect, test } from 'vitest';
import { downloadDocument, listDocuments } from '../../functions/app/documents.ts';
import { execute, type Reply } from '../../functions/app/execute.ts';
import { getForm } from '../../functions/app/getForm.ts';
import { getManifest } from '../../functions/app/manifest.ts';
import { listNotices } from '../../functions/app/noticeQueries.ts';
import { getDossier, listEvents } from '../../functions/app/queries.ts';
import { problems, type Refusal } from '../../functions/core/dossier/problems.ts';
import { type Actor, type Role, roles } from '../../functions/core/dossier/status.ts';
import { transitions } from '../../functions/core/dossier/transitions.ts';
import type { Result } from '../../functions/core/result.ts';
import { type Delegation, lendable, type StaffRecord } from '../../functions/core/rights/staff.ts';
import { worldOf } from '../app/fakes.ts';
import { copied } from '../app/records.ts';
import {
  applicant,
  ID,
  must,
  otherCalendar,
  owner,
  policy as rules,
  staff,
  system,
  until,
} from '../core/dossier/support.ts';
import { factIn, story as sheets } from '../core/forms/facts.ts';
import { type Cell, readExpected } from './csv.ts';
import { cases, timeOf } from './stories.ts';

/**
 * Who may do what (R17): the cells are written by hand in permissions.csv; here they are only spread out over units,
 * procedures, confidentiality and loans. A means that no right stands in the way.
 */
const expected = readExpected('permissions.csv');
const commands = Object.keys(transitions);
const staffRoles = expected.columns.filter((column): column is Role => roles.some((role) => role === column));

const texts = { text: async () => undefined };
const reads = {
  ...{ forms: async () => [], events: async () => [], tracked: async () => undefined },
  ...{ entries: async () => ({ entries: [] }), heads: async () => new Map() },
  gauges: async () => new Map(),
};
const drafts = { draft: async () => undefined };
const documents = { documents: async () => [], document: async () => copied(1) };
const manifests = { manifest: async () => undefined };
const views = { viewed: async () => undefined };
const forms = { form: async () => ({ n: 1, seq: 1, fact: factIn(sheets, '01') }) };
const notices = { ofDossier: async () => ({ notices: [] }) };
const links = { link: async () => 'https://example.test/' };

/** There is a manifest of closed dossiers alone. */
const closed = { ...cases.claim, story: () => until((d) => d.phase === 'CLOSED') };

interface Variant {
  readonly restricted?: true;
  readonly record?: StaffRecord;
}

/** What the caller is told: A, or the HTTP status of the refusal and its code. */
const ask = async (operation: string, actor: Actor, { restricted, record }: Variant = {}) => {
  const found =
    Object.entries(cases).find(([type]) => type === operation)?.[1] ??
    (operation === 'GET manifest' ? closed : cases.claim);
  const story = found.story();
  const world = worldOf(restricted ? { ...story, dossier: { ...story.dossier, restricted } } : story);
  world.now = timeOf({ story, after: found.after });
  if (record) world.directory.set(actor.subject, record);
  const policy = async () =>
    operation === 'redate'
      ? { ...rules, calendar: otherCalendar }
      : world.ports.catalogue.policy(must(unit), '', '');
  const unit = story.dossier.unit;
  const ports = { ...world.ports, catalogue: { ...world.ports.catalogue, policy } };
  const looks: Readonly<Record<string, () => Promise<Result<Reply, Refusal>>>> = {
    'GET dossier': () => getDossier({ ...ports, reads, drafts, documents })(ID, actor),
    'GET events': () => listEvents({ ...ports, reads, texts })(ID, actor, 0),
    'GET form': () => getForm({ ...ports, forms, links })(ID, 1, actor),
    'GET documents': () => listDocuments({ ...ports, reads, documents })(ID, actor),
    'GET document': () =>
      downloadDocument({ ...ports, documents, views, links, waiting: links })(ID, 1, actor),
    'GET manifest': () => getManifest({ ...ports, manifests, links })(ID, actor),
    'GET notices': () => listNotices({ ...ports, notices })(ID, actor, undefined),
  };
  const act = () => execute(ports)({ id: ID, actor, command: found.command(story.dossier) });
  const result = await (looks[operation] ?? act)();
  if (result.ok) return { cell: 'A' as const, code: 'ok' };
  const { code } = result.error;
  const { status } = problems[code];
  return { cell: status === 403 ? ('F' as const) : status === 404 ? ('N' as const) : ('A' as const), code };
};

const actorIn = (column: string, unit?: string): Actor => {
  if (column === 'owner') return owner;
  if (column === 'stranger') return applicant('citizen-2');
  if (column === 'system') return system;
  const role = must(staffRoles.find((each) => each === column));
  return staff(`${role}-5`, [role], unit);
};

const profile = (actor: Actor, more: Partial<NonNullable<StaffRecord['profile']>> = {}): StaffRecord => ({
  profile: {
    ...{ subject: actor.subject, name: 'Nguyễn Văn A', roles: actor.roles, procedures: 'all' },
    ...({ clearance: 'ordinary', active: true, ...more } as const),
  },
  delegations: [],
});

test('the table has a row for every command, and a column for every role of staff', () => {
  expect(expected.operations.filter((each) => !each.startsWith('GET')).toSorted()).toEqual(
    commands.toSorted(),
  );
  expect(staffRoles.toSorted()).toEqual(roles.filter((role) => role !== 'applicant').toSorted());
});

describe.each(expected.operations)('%s', (operation) => {
  const cellOf = (column: string) => expected.cell(operation, column);
  /** Asks for every column that has an expectation, and compares all at once. */
  const compare = async (
    columns: readonly string[],
    wanted: (column: string) => Cell,
    run: (column: string) => ReturnType<typeof ask>,
  ) => {
    const answers = await Promise.all(columns.map(async (column) => [column, await run(column)] as const));
    const got = answers.map(
      ([column, { cell, code }]) => `${column} ${cell}${cell === wanted(column) ? '' : ` ${code}`}`,
    );
    expect(got).toEqual(columns.map((column) => `${column} ${wanted(column)}`));
  };

  test('own unit', async () => {
    await compare(expected.columns, cellOf, (column) => ask(operation, actorIn(column)));
    // What no right stands in the way of really happens, so that the case is the legal one.
    const allowed = expected.columns.filter((column) => cellOf(column) === 'A');
    const codes = await Promise.all(
      allowed.map(async (column) => (await ask(operation, actorIn(column))).code),
    );
    // The procedure of these tests knows no extension.
    expect(codes).toContain(operation === 'extend' ? 'EXTENSION_USED' : 'ok');
  });

  test('another unit: it does not exist', () =>
    compare(
      staffRoles,
      () => 'N',
      (column) => ask(operation, actorIn(column, 'STC-H05')),
    ));

  test('procedures that do not include this one', () =>
    compare(
      staffRoles,
      (column) => (cellOf(column) === 'A' && !operation.startsWith('GET') ? 'F' : cellOf(column)),
      (column) => {
        const actor = actorIn(column);
        return ask(operation, actor, { record: profile(actor, { procedures: ['1.000001'] }) });
      },
    ));

  test('inactive: no rights', () =>
    compare(
      staffRoles,
      () => 'F',
      (column) => {
        const actor = actorIn(column);
        return ask(operation, actor, { record: profile(actor, { active: false }) });
      },
    ));

  test('restricted, without clearance: it does not exist', () =>
    compare(
      expected.columns,
      (column) => (staffRoles.some((role) => role === column) ? 'N' : cellOf(column)),
      (column) => ask(operation, actorIn(column), { restricted: true }),
    ));

  test('restricted, with clearance', () =>
    compare(staffRoles, cellOf, (column) => {
      const actor = actorIn(column);
      const record = profile(actor, { clearance: 'restricted' });
      return ask(operation, actor, { record, restricted: true });
    }));

  /** Someone of the unit whose own role sees the dossier and may not do it. */
  const base = (['clerk', 'appraiser', 'divisionHead'] as const).find((role) => cellOf(role) === 'F');
  const loan = (role: Role, more: Partial<Delegation>): Delegation => ({
    ...{ id: '2026-12-31-x', kind: 'delegation', from: owner.subject, to: owner.subject, roles: [role] },
    ...{ procedures: 'all', first: '2026-01-01', last: '2099-12-31', legalBasis: 'b', ...more },
  });
  const borrower = (role: Role, more: Partial<Delegation> = {}) => {
    const actor = staff('borrower', [must(base)]);
    return ask(operation, actor, { record: { delegations: [loan(role, more)] } });
  };

  test.runIf(base)('lent and in force', () =>
    compare(
      lendable,
      (role) => (cellOf(role) === 'A' ? 'A' : 'F'),
      (role) => borrower(must(lendable.find((each) => each === role))),
    ),
  );

  test.runIf(base).each<[string, Partial<Delegation>]>([
    ['expired', { last: '2026-10-31' }],
    ['revoked', { revokedAt: 1 }],
    ['not begun', { first: '2099-12-31' }],
    ['for another procedure', { procedures: ['1.000001'] }],
  ])('lent, but %s: refused by number, with the reason', async (_, more) => {
    for (const role of lendable) {
      const { code } = await borrower(role, more);
      expect([role, code]).toEqual([role, cellOf(role) === 'A' ? 'DELEGATION_INVALID' : 'ROLE_NOT_ALLOWED']);
    }
  });
});

test('an agency that was asked sees the dossier, answers, and may do nothing else', async () => {
  const agency = staff('sct-1', ['consultedAgency'], 'SNNMT-H05');
  expect(await ask('answerConsultation', agency)).toEqual({ cell: 'A', code: 'ok' });
  const stranger = staff('stc-1', ['consultedAgency'], 'STC-H05');
  expect((await ask('answerConsultation', stranger)).cell).toBe('N');
});

test('once it has answered it no longer sees the dossier, and a repeated answer is the first one', async () => {
  const agency = staff('sct-1', ['consultedAgency'], 'SNNMT-H05');
  const { story, command } = must(cases.answerConsultation);
  const before = story();
  const world = worldOf(before);
  const look = () => getDossier({ ...world.ports, reads, drafts, documents })(ID, agency);
  expect((await look()).ok).toBe(true);
  const request = { id: ID, actor: agency, command: command(before.dossier) };
  const idempotency = { key: 'sct-1 answer k', fingerprint: 'f' };
  const first = await execute(world.ports)({ ...request, idempotency });
  expect(first.ok).toBe(true);
  expect(await look()).toMatchObject({ error: { code: 'NOT_FOUND' } });
  expect(await execute(world.ports)({ ...request, idempotency })).toEqual(first);
  expect(await execute(world.ports)(request)).toEqual({ ok: false, error: { code: 'CONSULTATION_CLOSED' } });
  const stranger = staff('stc-1', ['consultedAgency'], 'STC-H05');
  const stolen = await execute(world.ports)({ ...request, actor: stranger, idempotency });
  expect(stolen).toMatchObject({ error: { code: 'NOT_FOUND' } });
});
