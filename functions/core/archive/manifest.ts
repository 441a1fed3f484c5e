import { formatInstant, type Instant } from '../calendar/index.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { DossierEvent, EventType } from '../dossier/events.ts';
import type { Signature } from '../inspection/codes.ts';
import { handedIn } from './handedIn.ts';
import type { Metadata } from './metadata.ts';

/** One version of an object in the archive. */
interface Kept {
  readonly key: string;
  readonly versionId: string;
}
interface Sheet extends Kept {
  readonly sha256: string;
  readonly bytes: number;
}

export interface ManifestSources {
  readonly head: Dossier;
  readonly log: readonly DossierEvent[];
  readonly documents: readonly {
    readonly n: number;
    readonly component: string;
    /** As the list of documents calls it. */
    readonly state: string;
    readonly mediaType: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly pages?: number | undefined;
    readonly archive?: Kept | undefined;
    readonly signatures: readonly Signature[];
    readonly metadata?: Metadata | undefined;
  }[];
  readonly forms: readonly {
    readonly n: number;
    readonly form: string;
    readonly number: string;
    /** The event that issued it. */
    readonly seq: number;
    readonly sheets: Readonly<Record<'pdf' | 'html', Sheet>>;
  }[];
  readonly retention: string;
  readonly offsetMinutes: number;
}

/** What ends a dossier, or changes what is kept of it afterwards. */
const concerning: readonly EventType[] = [
  ...(['delivered', 'withdrawn', 'refused', 'stopped', 'lapsed', 'resultCorrected'] as const),
];

/**
 * The manifest of a closed dossier: what is kept of it, where, with which hash, from whom, with the compulsory metadata. A
 * pure function of facts and no clock: equal facts give equal bytes. The only names are those of whoever signed the result,
 * as its file says them; of other papers the signatures are counted. `log` ties it to the chain of events up to its end.
 */
export const manifestOf = ({ head, log, documents, forms, retention, offsetMinutes }: ManifestSources) => {
  const time = (at: Instant) => formatInstant(at, offsetMinutes);
  const from = handedIn(log);
  const last = log.findLast(({ type }) => concerning.includes(type));
  const register = 'register' in head ? head.register : undefined;
  const issued = 'result' in head ? head.result?.document : undefined;
  const signatures = documents.find(({ n }) => n === issued)?.signatures ?? [];
  return {
    manifest: 'mot-cua/1',
    dossier: {
      ...{ id: head.id, code: head.code, unit: head.unit, status: head.status },
      ...{ procedure: head.procedure, procedureVersion: head.version, submittedAt: time(head.submittedAt) },
      restricted: head.restricted,
    },
    log: last && { seq: last.seq, hash: last.hash, at: time(last.at) },
    retention,
    result: register && {
      ...{ number: register.number, kind: register.kind },
      document: issued,
      ...(signatures.length > 0 && { signers: signatures.map(({ name }) => name) }),
      corrected: 'correction' in head ? head.correction?.fault : undefined,
    },
    documents: documents.map(({ n, archive, signatures: signed, ...rest }) => {
      const origin = from.get(n);
      return {
        ...{ n, ...rest, ...(signed.length > 0 && { signatures: signed.length }) },
        ...(origin && { by: origin.by, at: time(origin.at) }),
        ...(archive && { key: archive.key, version: archive.versionId }),
      };
    }),
    forms: forms.map(({ sheets, ...form }) => {
      const issued = log.find(({ seq }) => seq === form.seq);
      const origin = issued && { by: issued.actor.subject, at: time(issued.at) };
      return { ...form, ...origin, pdf: sheet(sheets.pdf), html: sheet(sheets.html) };
    }),
  };
};

const sheet = ({ key, versionId, sha256, bytes }: Sheet) => ({ key, version: versionId, sha256, bytes });
