import { describe, expect, test } from 'vitest';
import { declareResult } from '../../functions/app/declareResult.ts';
import type { DocumentRecord } from '../../functions/app/ports.ts';
import { replaceDocuments } from '../../functions/app/replaceDocuments.ts';
import { uploadAgain } from '../../functions/app/uploadAgain.ts';
import type { Actor } from '../../functions/core/dossier/status.ts';
import {
  applicant,
  clerk,
  declare,
  desk,
  FILES,
  ID,
  must,
  numbers,
  officer,
  owner,
  register,
  type Story,
  staff,
  submitted,
  system,
  until,
  verified,
} from '../core/dossier/support.ts';
import { appraisedSince, asked, tell } from '../core/dossier/tell.ts';
import { filesOf } from './fakeFiles.ts';
import { headOf, worldOf } from './fakes.ts';
import { clean, declared, found, measured, SHA, sizeReason } from './records.ts';

const MON = '2026-11-02 09:00';
const slots = { slot: async ({ key }: { key: string }) => ({ url: 'https://quarantine', fields: { key } }) };
const refused: DocumentRecord = { ...clean(2, 'BANVE'), inspection: { ...found(), reasons: [sizeReason] } };
const rejected = tell(submitted(), MON, verified(numbers(FILES), [2]), system);
const supplement = tell(asked(appraisedSince(MON), MON, 'supplement'), MON, declare, owner);
const mended = { name: 'mới.pdf', mediaType: 'application/pdf', size: 2000, sha256: 'b'.repeat(64) };

const scene = (story: Story, ...records: readonly DocumentRecord[]) => {
  const [world, files] = [worldOf(story), filesOf(...records)];
  const current = async (key: string) => {
    const at = files.quarantine.get(key);
    return at && { versionId: at.versionId, size: at.bytes };
  };
  const quarantine = { current };
  const ports = { ...world.ports, ...files, slots, quarantine, drafts: { draft: async () => undefined } };
  const again = async (actor: Actor, n = 2) => {
    const result = await uploadAgain(ports)({ id: ID, n, actor, replacement: mended });
    return result.ok ? 'slot' : result.error.code;
  };
  return { world, files, ports, again };
};

describe('a slot for a file that is to be replaced', () => {
  const people: readonly (readonly [string, Actor, string])[] = [
    ['the owner', owner, 'slot'],
    ['the front desk', desk, 'slot'],
    ['the portal', staff('portal-1', ['portal']), 'slot'],
    ['an appraiser', officer('appraiser'), 'ROLE_NOT_ALLOWED'],
    ['a clerk', clerk, 'ROLE_NOT_ALLOWED'],
    ['the leader', officer('departmentLeader'), 'ROLE_NOT_ALLOWED'],
    ['another applicant', applicant('citizen-2'), 'NOT_FOUND'],
    ['an officer whose own dossier it is', staff('citizen-1', ['frontDesk']), 'OWN_DOSSIER'],
  ];
  test.each(people)('at intake, asked for by %s', async (_, actor, expected) => {
    const { again, files } = scene(rejected, refused);
    expect([await again(actor), files.writes.length]).toEqual([expected, expected === 'slot' ? 1 : 0]);
  });
  test('the same content as another document of the dossier is no replacement', async () => {
    const twin = { ...clean(3, 'QDDA'), sha256: mended.sha256 };
    const { again, files } = scene(rejected, refused, twin);
    expect([await again(owner), files.writes]).toEqual(['DUPLICATE_FILE', []]);
  });

  test.each(people)('for a supplement, asked for by %s', async (_, actor, expected) => {
    const { again } = scene(supplement, declared(FILES + 1, 'BANVE'));
    expect(await again(actor, FILES + 1)).toBe(expected);
  });
  test('by whoever stands in for the front desk today', async () => {
    const { again, world } = scene(rejected, refused);
    const loan = {
      ...({
        id: 'd-1',
        kind: 'absence',
        from: desk.subject,
        to: clerk.subject,
        roles: ['frontDesk'],
      } as const),
      ...({ procedures: 'all', first: '2026-11-01', last: '2026-11-02', legalBasis: 'QĐ 1' } as const),
    };
    world.directory.set(clerk.subject, { delegations: [loan] });
    expect(await again(clerk)).toBe('slot');
    world.now += 24 * 3_600_000;
    expect(await again(clerk)).toBe('DELEGATION_INVALID');
  });
  test('not for one that was found clean', async () => {
    expect(await scene(rejected, clean(1, 'BANVE')).again(owner, 1)).toBe('DOCUMENT_NOT_REPLACEABLE');
  });
  test('once handed in, only for what was refused', async () => {
    const two = { ...declare, files: [declare.files, declare.files].flat() };
    let story = tell(asked(appraisedSince(MON), MON, 'supplement'), MON, two, owner);
    story = tell(story, MON, { type: 'supply' }, owner);
    story = tell(story, MON, verified([4, 5], [5]), system);
    const bad: DocumentRecord = { ...refused, n: 5 };
    const { again } = scene(story, clean(4, 'BANVE'), bad);
    expect([await again(owner, 4), await again(owner, 5)]).toEqual(['DOCUMENT_NOT_REPLACEABLE', 'slot']);
  });
});

describe('another declaration is not another file', () => {
  const upload = `SXD-H05/${ID}/2`;
  test('the refused version stays refused until there is a new one', async () => {
    const { again, files, ports, world } = scene(rejected, clean(1), refused, clean(3));
    files.quarantine.set(upload, measured('v1'));
    await again(owner);
    expect(files.records.get(2)).toEqual({ ...refused, ...mended });
    const resubmit = () => replaceDocuments(ports)(headOf(world));
    expect(await resubmit()).toMatchObject({
      error: { code: 'DOCUMENTS_NOT_UPLOADED', fields: [{ field: '/documents/2' }] },
    });
    files.quarantine.set(upload, measured('v2'));
    expect(await resubmit()).toEqual({ ok: true, value: { type: 'replaceDocuments' } });
  });
  test('a slow one that comes after the next inspection changes nothing', async () => {
    const { again, files, ports } = scene(rejected, refused);
    const inspected: DocumentRecord = { ...refused, inspection: found('v2'), sha256: SHA };
    const slow = { ...files.documents, document: async () => refused };
    files.records.set(2, inspected);
    const late = await uploadAgain({ ...ports, documents: slow })({
      ...{ id: ID, n: 2, actor: owner, replacement: mended },
    });
    expect(late).toMatchObject({ error: { code: 'DOCUMENT_NOT_REPLACEABLE' } });
    expect(files.records.get(2)).toEqual(inspected);
    expect(await again(owner), 'asked anew it sees what stands').toBe('slot');
  });
});

describe('the declaration of the result file', () => {
  const registered = tell(
    until((d) => d.phase === 'RESULT'),
    MON,
    register,
    clerk,
  );
  const setting = () => {
    const { world, files, ports } = scene(registered);
    const declareAs = async (key: string, name: string) => {
      const result = await declareResult(ports)({
        ...{ id: ID, actor: clerk, idempotency: { key, fingerprint: name } },
        file: { name, mediaType: 'application/pdf', size: 9, sha256: SHA },
      });
      // What the store would do with the items of the transaction.
      for (const item of world.story.items) {
        if (item.kind === 'DOCUMENT') files.records.set(item.n, item);
        if (item.kind === 'DROPPED_DOCUMENT') files.records.delete(item.n);
      }
      return result.ok ? result.value.body : result.error;
    };
    return { world, files, declareAs };
  };
  test('stands in the transaction of its event', async () => {
    const { world, files, declareAs } = setting();
    await declareAs('k1', 'a.pdf');
    expect(must(world.commits.at(-1)).items).toMatchObject([
      { kind: 'DOCUMENT', n: FILES + 1, component: 'RESULT', name: 'a.pdf' },
    ]);
    expect(files.writes, 'nothing is written beside it').toEqual([]);
  });
  test('that was refused once is refused at once, with its name and what to do; nor is it another document', async () => {
    const { files, declareAs } = setting();
    const reasons = [{ code: 'signature-missing', detail: 'no digital signature' } as const];
    const inspection = { ...found(), reasons };
    files.records.set(9, { ...declared(9, 'RESULT'), inspection });
    expect(await declareAs('k1', 'gp.pdf')).toMatchObject({
      code: 'RESULT_FILE_REFUSED',
      fields: [{ field: '/sha256', detail: expect.stringMatching(/^gp.pdf: .*ký số.* \/ .*sign it/) }],
    });
    files.records.set(9, clean(2, 'QDDA'));
    expect(await declareAs('k2', 'gp.pdf')).toMatchObject({ code: 'DUPLICATE_FILE' });
  });
  test('is not undone by an old request that comes again; its slot is for the file that stands', async () => {
    const { files, declareAs } = setting();
    await declareAs('k1', 'a.pdf');
    await declareAs('k2', 'b.pdf');
    const replayed = await declareAs('k1', 'a.pdf');
    expect([...files.records.values()]).toMatchObject([{ n: FILES + 2, name: 'b.pdf' }]);
    expect(replayed).toMatchObject({ uploads: [{ n: FILES + 2 }] });
  });
});
