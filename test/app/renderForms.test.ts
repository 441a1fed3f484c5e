import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { formPrinter } from '../../functions/adapters/pdf/index.ts';
import { getForm } from '../../functions/app/getForm.ts';
import { type RenderPorts, renderForms, type StoredForm } from '../../functions/app/renderForms.ts';
import { applicant, clerk, ID, owner, policy, staff } from '../core/dossier/support.ts';
import { factIn, sources, story } from '../core/forms/facts.ts';
import { worldOf } from './fakes.ts';

const printer = formPrinter(new URL('../../node_modules/@expo-google-fonts/tinos/', import.meta.url));
const seq = story.events.find(({ type }) => type === 'accepted')?.seq ?? 0;

let stored: StoredForm;
let objects: Map<string, { versionId: string; bytes: Uint8Array; contentType: string }>;
/** What fails once. */
let fails: string | undefined;

const ports: RenderPorts = {
  store: { head: async (id) => (id === ID ? story.dossier : undefined) },
  documents: {
    documents: async () =>
      sources.documents.map((each) => ({
        ...each,
        name: 'x.pdf',
        mediaType: 'application/pdf',
        size: 1,
        sha256: '',
      })),
  },
  catalogue: {
    procedures: async () => [policy.procedure],
    versions: async () => [policy.procedure],
    office: async () => ({ unit: policy.unit, calendar: policy.calendar }),
    policy: async () => policy,
  },
  texts: { text: async (_id, item) => sources.texts.get(item) },
  forms: {
    form: async (_id, n) => (n === stored.n ? stored : undefined),
    forms: async () => [stored],
    issuedBy: async (_id, at) => (at === seq ? [stored] : []),
    applicant: async () => ({ ...sources.applicant, subject: owner.subject }),
    eventsUpTo: async (_id, last) => story.events.filter((event) => event.seq <= last),
    async rendered(_id, _n, sheets) {
      crash('mark');
      stored = { rendered: sheets, ...stored };
    },
  },
  printer,
  archive: {
    async put({ key, bytes, contentType }) {
      crash(key.endsWith('pdf') ? 'pdf' : 'html');
      const there = objects.get(key) ?? { versionId: `v${objects.size + 1}`, bytes, contentType };
      objects.set(key, there);
      return there;
    },
  },
};

const crash = (where: string): void => {
  if (fails !== where) return;
  fails = undefined;
  throw new Error(`crash at ${where}`);
};

const render = (at = seq) => renderForms(ports)({ dossierId: ID, seq: at });

beforeEach(() => {
  stored = { n: 1, seq, fact: factIn(story, '01') };
  objects = new Map();
  fails = undefined;
});

test('a form becomes two sheets under their hashes, noted on the form', async () => {
  expect(await render()).toBe(1);
  expect([...objects.keys()]).toEqual([
    expect.stringMatching(
      /^archive\/SXD-H05\/2026\/000\.00\.NN\.H05-261102-0001\/forms\/1-01-[0-9a-f]{64}\.pdf$/,
    ),
    expect.stringMatching(
      /^archive\/SXD-H05\/2026\/000\.00\.NN\.H05-261102-0001\/forms\/1-01-[0-9a-f]{64}\.html$/,
    ),
  ]);
  for (const [key, { bytes }] of objects) {
    expect(key).toContain(`-${createHash('sha256').update(bytes).digest('hex')}.`);
  }
  expect([...objects.values()].map(({ contentType }) => contentType)).toEqual([
    'application/pdf',
    'text/html; charset=utf-8',
  ]);
  const [pdf, html] = [...objects.keys()];
  expect(stored.rendered).toMatchObject({
    pdf: { key: pdf, versionId: 'v1' },
    html: { key: html, versionId: 'v2' },
  });
});

test('twice is once: nothing is rendered, put or noted again', async () => {
  await render();
  const before = [stored, [...objects.keys()]];
  expect(await render()).toBe(0);
  expect([stored, [...objects.keys()]]).toEqual(before);
});

test.each(['pdf', 'html', 'mark'])('a crash at %s loses nothing and doubles nothing', async (where) => {
  fails = where;
  await expect(render()).rejects.toThrow(`crash at ${where}`);
  expect(stored.rendered).toBeUndefined();
  expect(await render()).toBe(1);
  expect(objects.size).toBe(2);
  expect(stored.rendered?.pdf.versionId).toBe('v1');
});

test('years later, from the same facts: the same bytes, though letterhead, names and calendar have changed', async () => {
  await render();
  const first = stored.rendered;
  stored = { n: 1, seq, fact: factIn(story, '01') };
  const { unit, calendar } = policy;
  const later = { ...unit, letterhead: { agency: 'Sở Xây dựng và Giao thông', place: 'Bắc Giang' } };
  const moved = { ...policy, unit: later, calendar: { ...calendar, id: 'vn-2031.1' } };
  await renderForms({ ...ports, catalogue: { ...ports.catalogue, policy: async () => moved } })({
    dossierId: ID,
    seq,
  });
  expect(stored.rendered).toEqual(first);
  expect(objects.size).toBe(2);
});

test('an event without a form, an applicant or a text is damage and is said', async () => {
  await expect(render(1)).rejects.toThrow(/event 1 of dossier .* has no form/);
  const lost = { ...ports, forms: { ...ports.forms, applicant: async () => undefined } };
  await expect(renderForms(lost)({ dossierId: ID, seq })).rejects.toThrow(/has no applicant/);
});

test('a form is shown to its owner and its unit, 202 until it is rendered, then as links of a minute', async () => {
  const get = getForm({
    ...worldOf(story).ports,
    forms: ports.forms,
    links: {
      link: async ({ key, versionId, disposition }) => `${key.split('.').at(-1)} ${versionId} ${disposition}`,
    },
  });
  const number = '000.00.NN.H05-261102-0001/TN';
  const notYet = { ok: true, value: { status: 202, body: { n: 1, form: '01', number }, retryAfter: 2 } };
  expect(await get(ID, 1, owner)).toEqual(notYet);
  await render();
  const file = '000.00.NN.H05-261102-0001-TN';
  for (const actor of [owner, clerk]) {
    expect(await get(ID, 1, actor)).toMatchObject({
      value: {
        status: 200,
        body: {
          sha256: stored.rendered?.pdf.sha256,
          pdf: `pdf v1 attachment; filename="${file}.pdf"`,
          html: `html v2 inline; filename="${file}.html"`,
        },
      },
    });
  }
  const notFound = { ok: false, error: { code: 'NOT_FOUND' } };
  expect(await get(ID, 2, owner)).toEqual(notFound);
  expect(await get(ID, 1, applicant('stranger'))).toEqual(notFound);
  expect(await get(ID, 1, staff('desk-9', ['frontDesk'], 'STC-H05'))).toEqual(notFound);
});
