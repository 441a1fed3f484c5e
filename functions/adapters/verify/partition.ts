import * as z from 'zod';
import { digest } from '../../app/append.ts';
import { canonical } from '../../core/canonical.ts';
import type { Dossier } from '../../core/dossier/dossier.ts';
import type { DossierEvent } from '../../core/dossier/events.ts';
import type { DocumentFinding } from '../../core/dossier/facts.ts';
import { headAttributes } from '../dynamo/headItem.ts';
import { formOrdinal } from '../dynamo/keys.ts';
import { differingIn, type Item } from './log.ts';

/** What the log says of things that stand beside it. */
const textRef = z.strictObject({ digest: z.string(), item: z.string() });
const formFact = z.object({ n: z.int(), form: z.string(), template: z.string(), digest: z.string() });
const textItem = z.object({ text: z.string(), salt: z.string(), seq: z.int() });

/** The spine's own attributes of HEAD: they tell where the execution stands and are in no event. */
const spineOwn = z.object({
  pk: z.string(),
  sk: z.literal('HEAD'),
  shard: z.literal('OPEN').optional(),
  spineRun: z.int().positive(),
  spineSeq: z.int().nonnegative().optional(),
  spineState: z.string().optional(),
  taskToken: z.string().optional(),
  stuckSince: z
    .string()
    .regex(/^\d{13}$/)
    .optional(),
});

/**
 * Compares the items of one dossier with its log: the head with the fold (I3) and what the indexes read of it, texts, forms
 * and applicant with the digests in the events, documents with what was found and archived.
 */
export const checkPartition = (
  items: readonly Item[],
  events: readonly DossierEvent[],
  dossier: Dossier,
): readonly string[] => {
  const at = new Map(items.map((item) => [String(item.sk), item]));
  const kept = (prefix: string) => [...at].filter(([sk]) => sk.startsWith(prefix));
  return [
    ...checkHead(at.get('HEAD'), dossier),
    ...checkTexts(kept('TEXT#'), events),
    ...checkForms(kept('FORM#'), events),
    ...checkApplicant(at.get('APPLICANT'), events),
    ...checkDocuments(kept('DOC#'), events),
  ];
};

const checkHead = (item: Item | undefined, dossier: Dossier): readonly string[] => {
  if (!item) return ['HEAD is missing'];
  if (canonical(item.state) !== canonical(dossier)) return ['HEAD: the state is not the fold of the events'];
  const wanted = headAttributes(dossier);
  const own = Object.keys(spineOwn.shape);
  const differs = differingIn(
    Object.fromEntries(Object.entries(item).filter(([name]) => !own.includes(name))),
    wanted,
  );
  if (differs) return [`HEAD: ${differs} is not what the dossier makes of it`];
  const spine = spineOwn.safeParse(item);
  if (!spine.success) return [`HEAD: ${spine.error.issues[0]?.path.join('.')} cannot be`];
  return (spine.data.spineSeq ?? 0) > dossier.seq ? ['HEAD: spineSeq is beyond the log'] : [];
};

/** Everything of a shape that stands anywhere in the data of the events. */
const within = <T>(value: unknown, schema: z.ZodType<T>): T[] => {
  const own = schema.safeParse(value);
  if (own.success) return [own.data];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((each) => within(each, schema));
};

const checkTexts = (
  kept: readonly (readonly [string, Item])[],
  events: readonly DossierEvent[],
): string[] => {
  const refs = new Map(
    events.flatMap(({ seq, data }) =>
      within(data, textRef).map((ref) => [ref.item, { seq, digest: ref.digest }] as const),
    ),
  );
  refs.delete('APPLICANT');
  const wrong = kept.flatMap(([sk, item]) => {
    const wanted = refs.get(sk);
    const read = textItem.safeParse(item);
    refs.delete(sk);
    if (!wanted) return [`${sk} is in no event`];
    return read.success &&
      read.data.seq === wanted.seq &&
      digest(`${read.data.salt}\n${read.data.text}`) === wanted.digest
      ? []
      : [`${sk}: its words are not those of the event`];
  });
  return [...wrong, ...[...refs.keys()].map((sk) => `${sk} is missing`)];
};

const checkForms = (
  kept: readonly (readonly [string, Item])[],
  events: readonly DossierEvent[],
): string[] => {
  const facts = new Map(
    within(
      events.map(({ data }) => data),
      formFact,
    ).map((fact) => [fact.n, fact.digest]),
  );
  const wrong = kept.flatMap(([sk, { pk: _pk, sk: _sk, seq, rendered: _rendered, ...said }]) => {
    const n = formOrdinal(sk);
    const wanted = facts.get(n);
    facts.delete(n);
    const issued = events.some(
      (event) => event.seq === seq && within(event.data, formFact).some((f) => f.n === n),
    );
    return wanted === digest(canonical(said)) && issued ? [] : [`${sk}: what it says is not what was issued`];
  });
  return [...wrong, ...[...facts.keys()].map((n) => `form ${n} is missing`)];
};

const checkApplicant = (item: Item | undefined, events: readonly DossierEvent[]): string[] => {
  const filed = events.find((event) => event.type === 'submitted');
  if (!item || filed?.type !== 'submitted') return ['APPLICANT is missing'];
  const { pk: _pk, sk: _sk, salt, ...applicant } = item;
  return digest(`${String(salt)}\n${canonical(applicant)}`) === filed.data.applicant.digest
    ? []
    : ['APPLICANT: not the one who filed'];
};

/** What the log says last of a document: how it was found, and where it stands in the archive. */
const documentsOf = (events: readonly DossierEvent[]) => {
  const found = events.flatMap((event) => (event.type === 'documentsVerified' ? event.data.documents : []));
  const archived = events.flatMap((event) =>
    event.type === 'documentsArchived' ? event.data.documents : [],
  );
  return {
    found: new Map(found.map((each) => [each.n, each])),
    archived: new Map(archived.map((each) => [each.n, each])),
  };
};

const docItem = z.object({
  n: z.int(),
  inspection: z
    .object({
      ...{ versionId: z.string(), sha256: z.string(), bytes: z.int(), mediaType: z.string() },
      reasons: z.array(z.unknown()),
    })
    .optional(),
  scan: z.string().optional(),
  archive: z.object({ key: z.string(), versionId: z.string() }).optional(),
  /** A paper of an earlier dossier: it stands in the archive before this dossier says so. */
  origin: z.unknown().optional(),
});

const checkDocuments = (
  kept: readonly (readonly [string, Item])[],
  events: readonly DossierEvent[],
): string[] => {
  const { found, archived } = documentsOf(events);
  const wrong = kept.flatMap(([sk, item]) => {
    const read = docItem.safeParse(item);
    if (!read.success || `DOC#${String(read.data.n).padStart(3, '0')}` !== sk)
      return [`${sk} cannot be read`];
    const { n, inspection, scan, archive, origin } = read.data;
    const [finding, stands] = [found.get(n), archived.get(n)];
    archived.delete(n);
    const place = stands ? { key: stands.key, versionId: stands.versionId } : origin && archive;
    if (canonical(archive) !== canonical(place) || stands?.sha256 !== (stands && finding?.sha256))
      return [`${sk}: not where the log says it was archived`];
    if (!finding) return [];
    const of = (seen: DocumentFinding | z.infer<typeof docItem>['inspection']) =>
      canonical([seen?.versionId, seen?.sha256, seen?.bytes, seen?.mediaType]);
    const clean = scan === 'CLEAN' && inspection?.reasons.length === 0;
    const same = of(finding) === of(inspection) && (finding.verdict === 'CLEAN') === clean;
    return same ? [] : [`${sk}: not the document that was verified`];
  });
  return [...wrong, ...[...archived.keys()].map((n) => `document ${n} is missing`)];
};

/** An object that must stand in the archive, and what it must hash to. */
export interface ArchivedObject {
  readonly what: string;
  readonly key: string;
  readonly versionId: string;
  readonly sha256: string;
}

const sheet = z.object({ key: z.string(), versionId: z.string(), sha256: z.string() });
const manifest = z.object({ sk: z.literal('MANIFEST'), ...sheet.shape });
const sheets = z.object({ sk: z.string(), rendered: z.object({ pdf: sheet, html: sheet }) });

/** Everything of one dossier that stands in the archive: documents by the log, forms and the manifest by their items. */
export const archivedObjects = (
  items: readonly Item[],
  events: readonly DossierEvent[],
): readonly ArchivedObject[] => {
  const { archived } = documentsOf(events);
  const documents = [...archived.values()].map(({ n, key, versionId, sha256 }) => ({
    ...{ what: `document ${n}`, key, versionId, sha256 },
  }));
  const forms = items.flatMap((item) => {
    const read = sheets.safeParse(item);
    if (!read.success) return [];
    const { sk, rendered } = read.data;
    return Object.entries(rendered).map(([kind, { key, versionId, sha256 }]) => ({
      ...{ what: `${sk} as ${kind}`, key, versionId, sha256 },
    }));
  });
  const manifests = items.flatMap((item) => {
    const read = manifest.safeParse(item);
    return read.success ? [{ what: 'manifest', ...read.data }] : [];
  });
  return [...documents, ...forms, ...manifests.map(({ sk: _sk, ...each }) => each)];
};
