import type { DossierId } from '../../core/dossier/ids.ts';

interface RegisterKey {
  readonly year: number;
  readonly notation: string;
}

/** Every key of the state table in one place; `docs/data-model.md` lists the access patterns. */
export const keys = {
  head: (id: DossierId) => ({ pk: `DOSSIER#${id}`, sk: 'HEAD' }),
  applicant: (id: DossierId) => ({ pk: `DOSSIER#${id}`, sk: 'APPLICANT' }),
  document: (id: DossierId, n: number) => ({ pk: `DOSSIER#${id}`, sk: `DOC#${padded(n)}` }),
  form: (id: DossierId, n: number) => ({ pk: `DOSSIER#${id}`, sk: `FORM#${padded(n)}` }),
  alert: (id: DossierId, stage: string, version: number) => ({
    pk: `DOSSIER#${id}`,
    sk: `ALERT#${stage}#${version}`,
  }),
  /** How many alerts of a unit were decided in one stretch of time, until it is forgotten. */
  storm: (unit: string, window: number) => ({ pk: `STORM#${unit}`, sk: String(window) }),
  /** The digest of a role on a local day. */
  digest: (unit: string, day: string, recipient: string) => ({
    pk: `DIGEST#${unit}`,
    sk: `${day}#${recipient}`,
  }),
  notice: (id: DossierId, seq: number, channel: string) => ({
    pk: `DOSSIER#${id}`,
    sk: `NOTICE#${String(seq).padStart(6, '0')}#${channel}`,
  }),
  manifest: (id: DossierId) => ({ pk: `DOSSIER#${id}`, sk: 'MANIFEST' }),
  /** Who had a sensitive paper: a partition of its own, so that what is read of the dossier stays small. */
  view: (id: DossierId, at: number, nonce: string) => ({
    pk: `VIEW#${id}`,
    sk: `${String(at).padStart(13, '0')}#${nonce}`,
  }),
  text: (id: DossierId, item: string) => ({ pk: `DOSSIER#${id}`, sk: item }),
  draft: (id: DossierId) => ({ pk: `DRAFT#${id}`, sk: 'DRAFT' }),
  upload: (id: DossierId, n: number, versionId: string) => ({
    pk: `UPLOAD#${id}`,
    sk: `${padded(n)}#${versionId}`,
  }),
  replay: (key: string) => ({ pk: `IDEM#${key}`, sk: 'IDEM' }),
  serial: (agency: string, day: string) => ({ pk: `SERIAL#${agency}#${day}`, sk: 'SERIAL' }),
  /** Sổ cấp kết quả: one partition per unit, year and notation; the counter beside its lines. */
  registerSerial: (unit: string, { year, notation }: RegisterKey) => ({
    pk: `REGISTER#${unit}#${year}#${notation}`,
    sk: 'SERIAL',
  }),
  register: (unit: string, { year, notation, value }: RegisterKey & { readonly value: number }) => ({
    pk: `REGISTER#${unit}#${year}#${notation}`,
    sk: `N#${String(value).padStart(8, '0')}`,
  }),
  source: (system: string, reference: string) => ({ pk: `SOURCE#${system}#${reference}`, sk: 'SOURCE' }),
  tracking: (digest: string) => ({ pk: `TRACK#${digest}`, sk: 'TRACK' }),
  /** What was counted on a local day of the dossiers of one procedure. */
  counter: (unit: string, day: string, procedure: string, shard: number) => ({
    pk: `COUNTER#${unit}`,
    sk: `${day}#${procedure}#${shard}`,
  }),
  /** Sums of a unit or province over a period; `scope` is empty for the whole. */
  rollUp: (owner: string, period: string, scope: string) => ({
    pk: `ROLLUP#${owner}`,
    sk: scope === '' ? period : `${period}#${scope}`,
  }),
  /** How far the recount of a unit has come, and what it found. */
  recount: (unit: string) => ({ pk: `RECOUNT#${unit}`, sk: 'RECOUNT' }),
  /** How far the check of a unit's archive has come, and what it found. */
  fixity: (unit: string) => ({ pk: `FIXITY#${unit}`, sk: 'FIXITY' }),
  /** The dossiers received in a month, by field, day and code (form 07). */
  book: (unit: string, month: string, sk: string) => ({ pk: `BOOK#${unit}#${month}`, sk }),
  /** Open dossiers per desk, spread over shards like the counters. */
  gauge: (unit: string, shard: number) => ({ pk: `GAUGE#${unit}`, sk: String(shard) }),
  /** What one person's acts are judged by: the profile and the loans to the person, read in one query. */
  staff: (unit: string, subject: string, sk: string) => ({ pk: `STAFF#${unit}#${subject}`, sk }),
  /** The same items once more, as the directory of the unit. */
  directory: (unit: string, sk: string) => ({ pk: `STAFF#${unit}`, sk }),
  catalogue: (sk: string) => ({ pk: 'CATALOGUE', sk }),
} as const;

/** Three digits keep up to 999 documents in order. */
const padded = (n: number): string => String(n).padStart(3, '0');

/** The ordinal of a form from its sort key `FORM#007`. */
export const formOrdinal = (sk: string): number => Number(sk.slice('FORM#'.length));

/** The one partition of the sparse indexes `due` and `stuck`: closed dossiers leave them. */
export const OPEN_SHARD = 'OPEN';
