import type { DossierEvent } from '../dossier/events.ts';
import type { DossierId } from '../dossier/ids.ts';

/** An object that must be there, and what it must hold. */
export interface Expected {
  readonly what: 'document' | 'form' | 'manifest';
  /** Number of the document, form or manifest. */
  readonly n: number;
  readonly key: string;
  readonly versionId: string;
  readonly sha256: string;
}

/** One that is not there, or holds something else. */
export interface Finding extends Expected {
  readonly dossierId: DossierId;
  readonly code: string;
  readonly found: 'missing' | 'different';
}

type Sheet = Omit<Expected, 'what' | 'n'>;

/**
 * What the archive must hold of a dossier. Documents are taken from the log, whose hashes are chained: whoever changed an
 * object and the item that describes it is found as well.
 */
export const expectedOf = (
  log: readonly DossierEvent[],
  forms: readonly { readonly n: number; readonly rendered?: { readonly pdf: Sheet; readonly html: Sheet } }[],
  manifest: (Sheet & { readonly n: number }) | undefined,
): readonly Expected[] => [
  ...log.flatMap((event) =>
    event.type === 'documentsArchived'
      ? event.data.documents.map(({ n, ...rest }) => object('document', n, rest))
      : [],
  ),
  ...forms.flatMap(({ n, rendered }) =>
    rendered ? [object('form', n, rendered.pdf), object('form', n, rendered.html)] : [],
  ),
  ...(manifest ? [object('manifest', manifest.n, manifest)] : []),
];

const object = (what: Expected['what'], n: number, { key, versionId, sha256 }: Sheet): Expected => ({
  ...{ what, n, key, versionId, sha256 },
});

/** In so many nights the whole archive is read once. */
export const SHARES = 30;

/** The share that a dossier belongs to, for good: ids are random, so that shares are about equal. */
export const shareOf = (id: DossierId): number => Number.parseInt(id.slice(0, 8), 16) % SHARES;
