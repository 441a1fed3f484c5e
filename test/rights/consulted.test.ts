import { expect, test } from 'vitest';
import { downloadDocument, listDocuments } from '../../functions/app/documents.ts';
import type { Reply } from '../../functions/app/execute.ts';
import { getManifest } from '../../functions/app/manifest.ts';
import { getDossier } from '../../functions/app/queries.ts';
import { problems, type Refusal } from '../../functions/core/dossier/problems.ts';
import type { Actor } from '../../functions/core/dossier/status.ts';
import type { Result } from '../../functions/core/result.ts';
import { filesOf } from '../app/fakeFiles.ts';
import { worldOf } from '../app/fakes.ts';
import { copied } from '../app/records.ts';
import { follow, ID, must, rulesWith, type Story, staff, system } from '../core/dossier/support.ts';
import { readExpected } from './csv.ts';
import { cases } from './stories.ts';

/**
 * What an agency may have of a dossier it is asked about, cells by hand: asked, late (its opinion is still awaited),
 * answered, cleared (of a restricted dossier), and another agency that was not asked.
 */
const expected = readExpected('consulted.csv');
const { story, command } = must(cases.answerConsultation);
const lapse = must(cases.lapseConsultation);
const agency = staff('sct-1', ['consultedAgency'], 'SNNMT-H05');
const another = staff('pccc-1', ['consultedAgency'], 'PCCC-H05');
const open = story();
const last = must(open.events.at(-1)).at;

/** The law takes no silence for agreement here: the opinion is late, and awaited. */
const late = (): Story => {
  const { dossier } = open;
  if (dossier.phase !== 'REVIEW') throw new Error('the test itself is wrong');
  const consultations = dossier.consultations.map((each) => ({ ...each, silence: 'reported' as const }));
  const told = { ...open, dossier: { ...dossier, consultations } };
  return follow(told, lapse.command(told.dossier), system, last + must(lapse.after));
};
const restricted = { ...open, dossier: { ...open.dossier, restricted: true as const } };
const columns: Readonly<Record<string, readonly [Story, Actor]>> = {
  asked: [open, agency],
  late: [late(), agency],
  answered: [follow(open, command(open.dossier), agency, last), agency],
  cleared: [restricted, { ...agency, clearance: 'restricted' }],
  another: [open, another],
};

const scene = (story: Story) => {
  const world = worldOf(story);
  // Document 2 is sensitive; 9 is the result, which nobody has filed.
  const files = filesOf(copied(1, 'DON'), copied(2, 'QDDA'), copied(3, 'BANVE'), copied(9, 'RESULT'));
  const rules = rulesWith({});
  const components = rules.procedure.components.map((each) =>
    each.id === 'QDDA' ? { ...each, sensitive: true } : each,
  );
  const catalogue = { ...world.ports.catalogue, policy: async () => rulesWith({ components }) };
  const reads = {
    ...{ forms: async () => [], events: async () => [], tracked: async () => undefined },
    ...{
      entries: async () => ({ entries: [] }),
      heads: async () => new Map(),
      gauges: async () => new Map(),
    },
  };
  const links = { link: async () => 'https://example.test/' };
  const views = { viewed: async () => expect.fail('nothing sensitive is had') };
  const ports = {
    ...world.ports,
    catalogue,
    reads,
    links,
    views,
    waiting: links,
    documents: files.documents,
  };
  const drafts = { draft: async () => undefined };
  const manifests = { manifest: async () => undefined };
  const have = (n: number) => (actor: Actor) => downloadDocument(ports)(ID, n, actor);
  const list = (actor: Actor) => listDocuments(ports)(ID, actor);
  const looks: Readonly<Record<string, (actor: Actor) => Promise<Result<Reply, Refusal>>>> = {
    'GET dossier': (actor) => getDossier({ ...ports, drafts })(ID, actor),
    'GET documents': list,
    'GET document': have(1),
    'GET sensitive document': have(2),
    'GET result document': have(9),
    'GET manifest': (actor) => getManifest({ ...ports, manifests })(ID, actor),
  };
  return { looks, list };
};

test.each(expected.operations)('%s', async (operation) => {
  const told = await Promise.all(
    expected.columns.map(async (column) => {
      const [story, actor] = must(columns[column]);
      const answer = await must(scene(story).looks[operation])(actor);
      return `${column} ${answer.ok ? 'A' : problems[answer.error.code].status === 404 ? 'N' : answer.error.code}`;
    }),
  );
  expect(told).toEqual(expected.columns.map((column) => `${column} ${expected.cell(operation, column)}`));
});

test('its list has neither the sensitive papers nor the result; of a restricted dossier it has none', async () => {
  const listed = async (column: string) => {
    const [story, actor] = must(columns[column]);
    const answer = await scene(story).list(actor);
    const documents = answer.ok ? answer.value.body.documents : [];
    return Array.isArray(documents) ? documents.map(({ n }) => n) : [];
  };
  expect(await listed('asked')).toEqual([1, 3]);
  expect(await listed('cleared')).toEqual([]);
});
