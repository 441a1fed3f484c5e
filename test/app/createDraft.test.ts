import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createDraft } from '../../functions/app/createDraft.ts';
import type { Applicant, Draft } from '../../functions/app/draft.ts';
import { gapErrors } from '../../functions/app/lookUps.ts';
import type { DocumentRecord, ReplayRecord } from '../../functions/app/ports.ts';
import { type FilingBody, filing, filingExample } from '../../functions/contract/filing.ts';
import type { LookUpAnswer } from '../../functions/core/dossier/look-up.ts';
import type { Actor } from '../../functions/core/dossier/status.ts';
import { at } from '../core/calendar/support.ts';
import {
  applicant,
  desk,
  ID,
  must,
  owner,
  procedure,
  rulesOf,
  type Story,
  staff,
  until,
} from '../core/dossier/support.ts';
import { inPhase } from '../core/dossier/tell.ts';
import { filesOf } from './fakeFiles.ts';
import { worldOf } from './fakes.ts';
import { clean, copied } from './records.ts';

/** Filings that name archived papers of the dossier ID, filed on 02/11/2026 by citizen-1. */
const NOW = at('2026-12-01 09:00');
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const file = (component: string) => ({
  ...{ component, name: `${component}.pdf`, mediaType: 'application/pdf', size: 1000 },
  sha256: hash(component),
});
/** Archived, each with its own content. */
const kept = (n: number, component: string) => ({ ...copied(n, component), sha256: hash(`${n}`) });
const reuse = (component: string, document: number, dossier: string = ID) => ({
  component,
  reuse: { dossier, document },
});
const person = { kind: 'organisation', identifier: filingExample.applicant.identifier } as const;

const scene = (story: Story = until(inPhase('DELIVERY')), now = NOW) => {
  const world = worldOf(story);
  world.now = now;
  const files = filesOf(kept(1, 'DON'), kept(2, 'QDDA'), kept(3, 'DAT'), clean(5, 'PCCC'));
  const drafts: { draft: Draft; replay: ReplayRecord }[] = [];
  const declared: Partial<Applicant> = person;
  const asked: string[] = [];
  const answers: Record<string, LookUpAnswer> = {};
  const ports = {
    ...world.ports,
    documents: {
      document: async (id: string, n: number): Promise<DocumentRecord | undefined> =>
        id === ID ? files.records.get(n) : undefined,
    },
    applicants: {
      applicant: async () => ({ ...filingExample.applicant, subject: owner.subject, ...declared }),
    },
    databases: {
      lookUp: async (database: string) => {
        asked.push(database);
        return answers[database] ?? ('found' as const);
      },
    },
    slots: { slot: async ({ key }: { key: string }) => ({ url: 'https://quarantine', fields: { key } }) },
    drafts: {
      draft: async () => drafts[0]?.draft,
      sourceOwner: async () => undefined,
      create: async (draft: Draft, replay: ReplayRecord) => {
        drafts.push({ draft, replay });
        return 'created' as const;
      },
      lastSerial: async () => 0,
    },
  };
  const body = (components: readonly object[], change: object = {}): FilingBody => {
    const { phone: _, ...base } = filingExample.applicant;
    return filing.parse({
      ...filingExample,
      applicant: { ...base, subject: owner.subject },
      ...change,
      components,
    });
  };
  const run = async (components: readonly object[], actor: Actor = owner, change: object = {}) => {
    const request = { body: body(components, change), actor, idempotency: { key: 'k', fingerprint: 'f' } };
    const done = await createDraft(ports)(request);
    return done.ok ? done.value.body : { code: done.error.code, fields: done.error.fields };
  };
  return { world, files, drafts, run, asked, answers };
};

const rest = [file('DON'), file('BANVE')];
const refusedAt = (field: string) => ({
  code: 'COMPONENTS_INVALID',
  fields: [{ field, detail: expect.any(String) }],
});

test('what a paper says of itself is kept with it; a day that is still to come is refused', async () => {
  const { run, drafts } = scene();
  const issued = { number: '15', notation: 'QĐ-UBND', date: '2026-12-01', organ: 'UBND tỉnh Bắc Ninh' };
  await run([...rest, { ...file('QDDA'), issued }]);
  expect(drafts[0]?.draft.documents[2]).toEqual({ n: 3, ...file('QDDA'), issued });
  expect(await run([...rest, { ...file('QDDA'), issued: { date: '2026-12-02' } }])).toEqual(
    refusedAt('/components/2/issued/date'),
  );
});

test('metadata that does not fit is refused, every field by name', () => {
  const issued = { number: '123456789012', notation: 'x'.repeat(31), date: '2026-13-01', organ: '' };
  const found = filing.safeParse({ ...filingExample, components: [{ ...file('QDDA'), issued }] });
  expect(found.success).toBe(false);
  const told = JSON.stringify(found.error?.issues);
  for (const field of Object.keys(issued)) expect(told).toContain(`"${field}"`);
});

describe('what is not digitised (TT 03/2025 Đ5.2)', () => {
  const listed = { article: 'TT 03/2025/TT-VPCP Đ5.2', certainty: 'second-hand' } as const;
  const marked = (kind: 'comparison' | 'secret') => {
    const components = procedure.components.map((each) =>
      each.id === 'QDDA' ? { ...each, noScan: { kind, ...listed } } : each,
    );
    const made = scene();
    made.world.ports.catalogue.versions = async () => [
      { ...procedure, components, channels: ['online', 'counter', 'post'] },
    ];
    return made;
  };
  const counter = { channel: 'counter', filedBy: 'self' };

  test.each(['comparison', 'secret'] as const)('a file of it is refused: %s', async (kind) => {
    const { run, drafts } = marked(kind);
    expect(await run([...rest, file('QDDA')])).toEqual({
      code: 'NOT_TO_BE_SCANNED',
      fields: [
        { field: '/components/2/component', detail: expect.stringMatching(/QDDA .*tại quầy \/ .*counter/) },
      ],
    });
    expect(drafts).toEqual([]);
  });

  test('the counter notes what it was shown: which, by whom; it is not asked for as a file', async () => {
    const { run, drafts } = marked('comparison');
    expect(await run(rest, desk, { ...counter, shown: ['QDDA'] })).not.toHaveProperty('code');
    expect(drafts[0]?.draft).toMatchObject({ shown: ['QDDA'], createdBy: desk.subject });
    expect(drafts[0]?.draft.documents.map(({ component }) => component)).toEqual(['DON', 'BANVE']);
  });

  test('required, and not shown at the counter: it is missing; online it is shown later', async () => {
    const { run } = marked('comparison');
    expect(await run(rest, desk, counter)).toEqual(refusedAt('/components'));
    expect(await run(rest)).not.toHaveProperty('code');
  });

  test('only what is not digitised is shown, once, and only an officer at the counter says so', async () => {
    const { run } = marked('comparison');
    expect(await run(rest, desk, { ...counter, shown: ['QDDA', 'DON', 'QDDA', 'NOPE'] })).toMatchObject({
      fields: [{ field: '/shown/1' }, { field: '/shown/2' }, { field: '/shown/3' }],
    });
    expect(await run(rest, owner, { shown: ['QDDA'] })).toMatchObject({ fields: [{ field: '/shown' }] });
    expect(await run(rest, desk, { channel: 'post', filedBy: 'self', shown: ['QDDA'] })).toMatchObject({
      fields: [{ field: '/shown' }],
    });
  });
});

test('the same content twice is refused, also when one of them is a re-used paper', async () => {
  const { run, drafts } = scene();
  const twice = { ...file('BANVE'), sha256: hash('DON') };
  const told = { field: '/components/1/sha256', detail: expect.stringContaining('/components/0') };
  expect(await run([file('DON'), twice, file('QDDA')])).toEqual({ code: 'DUPLICATE_FILE', fields: [told] });
  const again = { ...file('BANVE'), sha256: hash('2') };
  expect(await run([file('DON'), again, reuse('QDDA', 2)])).toMatchObject({
    ...{ code: 'DUPLICATE_FILE', fields: [{ field: '/components/2/sha256' }] },
  });
  expect(drafts).toEqual([]);
});

describe('a filing that re-uses a paper', () => {
  test('gets no slot for it and keeps where it comes from, inspected, clean and archived', async () => {
    const { run, drafts, files } = scene();
    const answer = await run([...rest, reuse('QDDA', 2)]);
    expect(answer).toMatchObject({ uploads: [{ n: 1 }, { n: 2 }] });
    const original = must(files.records.get(2));
    expect(drafts[0]?.draft.documents[2]).toEqual({
      ...original,
      ...{ n: 3, component: 'QDDA', origin: { state: 2, dossier: ID, document: 2 } },
    });
  });

  test('every paper that cannot be used is named at once, and nothing is written', async () => {
    const { run, drafts } = scene();
    const answer = await run([
      ...[reuse('DON', 1), reuse('BANVE', 2), reuse('QDDA', 3), reuse('PCCC', 5), reuse('DAT', 9)],
      ...[reuse('NOPE', 1), { ...file('THAMTRA'), mediaType: 'text/html' }],
    ]);
    expect(answer).toMatchObject({ code: 'COMPONENTS_INVALID' });
    const fields = 'fields' in answer && Array.isArray(answer.fields) ? answer.fields : [];
    expect(fields.map((each) => `${each.field} ${each.detail.split(':')[0]}`).toSorted()).toEqual([
      '/components/0/reuse DON',
      '/components/1/reuse BANVE',
      '/components/2/reuse QDDA',
      '/components/3/reuse PCCC',
      '/components/4/reuse DAT',
      '/components/5/component NOPE is not a component of 1.013236',
      '/components/6/mediaType one of application/pdf, image/jpeg, image/png, image/tiff',
    ]);
    expect(drafts).toEqual([]);
  });

  test('a paper of someone else reads exactly as one that does not exist', async () => {
    const { run, drafts } = scene();
    const other = applicant('citizen-2');
    const change = { applicant: { ...filingExample.applicant, subject: other.subject } };
    const [foreign, nowhere] = [ID, '11111111-1111-4111-8111-111111111111'].map((id) => reuse('QDDA', 2, id));
    const answers = [
      await run([...rest, must(foreign)], other, change),
      await run([...rest, must(nowhere)], other, change),
      await run([...rest, reuse('QDDA', 77)], other, change),
    ];
    expect(answers[0]).toEqual(refusedAt('/components/2/reuse'));
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(drafts).toEqual([]);
  });

  test.each<[string, Actor, object, boolean]>([
    ['the desk, the same identity number', desk, person, true],
    ['the desk, another number', desk, { ...person, identifier: '2300000002' }, false],
    ['the desk, the same number of another kind', desk, { ...person, kind: 'person' }, false],
    ['the desk of another unit', staff('desk-9', ['frontDesk'], 'STC-H05'), person, false],
    ['the portal, the same number and another account', staff('npsp', ['portal']), person, false],
  ])('at the counter: %s', async (_, actor, who, allowed) => {
    const { run } = scene();
    const counter = { ...filingExample.applicant, subject: 'khach-01', ...who };
    const unit = actor.kind === 'staff' ? actor.unit : undefined;
    const change = {
      ...{ applicant: counter, filedBy: actor.roles.includes('portal') ? 'self' : 'officer-assisted' },
      ...{ unit },
    };
    const answer = await run([...rest, reuse('QDDA', 2)], actor, change);
    expect('code' in answer).toBe(!allowed);
    if (!allowed) expect(answer).toEqual(refusedAt('/components/2/reuse'));
  });

  test('the portal re-uses for the account that is signed in', async () => {
    const { run } = scene();
    expect(await run([...rest, reuse('QDDA', 2)], staff('npsp', ['portal']))).toMatchObject({ draft: true });
  });

  test('a land paper is good for 12 months after its filing, and not a day longer', async () => {
    const papers = [...rest, reuse('QDDA', 2), reuse('DAT', 3)];
    expect(await scene(undefined, at('2027-11-02 23:00')).run(papers)).toMatchObject({ draft: true });
    const late = await scene(undefined, at('2027-11-03 01:00')).run(papers);
    expect(late).toMatchObject({ fields: [{ field: '/components/3/reuse' }] });
    expect(JSON.stringify(late)).toContain('2026-11-02');
  });

  test('nothing of a restricted dossier is found, by whomever', async () => {
    const story = until(inPhase('DELIVERY'));
    const restricted = { ...story, dossier: { ...story.dossier, restricted: true as const } };
    expect(await scene(restricted).run([...rest, reuse('QDDA', 2)])).toEqual(
      refusedAt('/components/2/reuse'),
    );
  });

  test('the required components are counted with it', async () => {
    expect(procedure.code).toBe('1.013236');
    expect(await scene().run([reuse('QDDA', 2)])).toMatchObject({
      fields: [
        { field: '/components', detail: expect.stringContaining('DON') },
        { field: '/components', detail: expect.stringContaining('BANVE') },
      ],
    });
  });
});

/** 1.013236: DAT is replaced by the land database; VITRI and THUHOI may be handed in in its place (rule R14). */
describe('a component that data replaces', () => {
  const papers = [...rest, file('QDDA')];

  test('is not asked for when the database has the data', async () => {
    const { run, drafts, asked } = scene();
    const lookUps = [{ component: 'DAT', database: 'land', answer: 'found' }];
    expect(await run(papers)).toMatchObject({ lookUps });
    expect(drafts[0]?.draft).toMatchObject({ lookUps });
    expect(drafts[0]?.draft.documents).toHaveLength(3);
    expect(asked).toEqual(['land']);
  });

  test.each<[LookUpAnswer, RegExp]>([
    ['missing', /cập nhật dữ liệu.*have its keeper correct the data/],
    ['unavailable', /chưa tra cứu được.*cannot be asked now/],
  ])('is asked for as DB_GAP when the database is %s, with what to do', async (answer, advice) => {
    const { run, drafts, answers } = scene();
    answers.land = answer;
    expect(await run(papers)).toEqual({
      code: 'COMPONENTS_INVALID',
      fields: [{ field: '/components', detail: expect.stringMatching(/^DB_GAP: DAT /) }],
    });
    expect(JSON.stringify(await run(papers))).toMatch(advice);
    expect(drafts).toEqual([]);
    // With the paper it goes on, and says for good why it was needed.
    expect(await run([...papers, file('DAT')])).toMatchObject({
      lookUps: [
        { component: 'DAT', answer, advice: { vi: expect.stringContaining('không phải lỗi của người nộp') } },
      ],
    });
    expect(drafts[0]?.draft.documents[3]).toMatchObject({ gap: { reason: 'DB_GAP', database: 'land' } });
    expect(drafts[0]?.draft.documents.filter(({ gap }) => gap)).toHaveLength(1);
  });

  test('asks no database when another paper of the same choice is handed in', async () => {
    const { run, asked, answers } = scene();
    answers.land = 'unavailable';
    expect(await run([...papers, file('VITRI')])).not.toHaveProperty('code');
    expect(asked).toEqual([]);
  });

  test('with a condition of its own is left to the front desk in a gap', () => {
    const adjusted = rulesOf('1.013231').procedure;
    const gap = (component: string) => [{ component, database: 'land', answer: 'missing' as const }];
    const body = { components: [], applicant: { ...filingExample.applicant, subject: owner.subject } };
    expect(gapErrors(gap('DAT'), body, adjusted)).toEqual([]);
    expect(gapErrors(gap('DAT'), body, rulesOf('1.013238').procedure)).toHaveLength(1);
  });
});
