import type { RequestedItem } from '../core/dossier/commands.ts';
import type { DossierEvent } from '../core/dossier/events.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { factsOf } from '../core/notices/facts.ts';
import type { Move, NoticeKind } from '../core/notices/kind.ts';
import { type Letter, letterOf } from '../core/notices/render.ts';
import { eventId } from '../core/partners/statusEvent.ts';
import type { Applicant } from './draft.ts';
import { handledBy } from './handledBy.ts';
import type { CataloguePort, DocumentStore, TextStore } from './ports.ts';
import type { StaffReader } from './staff.ts';
import { wordsOf } from './words.ts';

/** How the applicant is addressed and reached. */
export type Contact = Pick<Applicant, 'name' | 'email' | 'phone' | 'language'>;

export interface LetterPorts {
  readonly catalogue: Pick<CataloguePort, 'policy'>;
  readonly documents: Pick<DocumentStore, 'documents'>;
  readonly staff: StaffReader;
  /** Personal data and words of people, read only for the message. */
  readonly letters: TextStore & {
    contact(id: DossierId): Promise<Contact | undefined>;
    /** The list of a supplement request, as its form 02 says it. */
    requested(id: DossierId, form: number): Promise<readonly RequestedItem[]>;
  };
}

/** Writes the notice of one move in the applicant's language, with what officers wrote and the names of refused files. */
export const noticeLetter =
  ({ catalogue, documents, staff, letters }: LetterPorts) =>
  async (kind: NoticeKind, move: Move, { name, language = 'vi' }: Contact): Promise<Letter> => {
    const { after, event } = move;
    const rules = await catalogue.policy(after.unit, after.procedure, after.version);
    const texts = Object.values(await wordsOf(letters, after.id, event));
    const words = {
      name,
      handler: await handledBy(staff)(move),
      texts,
      files: await refusedFiles(documents, move),
      items: event.type === 'supplementRequested' ? await letters.requested(after.id, event.data.form.n) : [],
    };
    return letterOf(kind, language, factsOf(move, rules, words, language, eventId(after.id, event.seq)));
  };

const refusedFiles = async (documents: LetterPorts['documents'], { after, event }: Move) => {
  const bad = findingsOf(event).filter(({ verdict }) => verdict !== 'CLEAN');
  if (bad.length === 0) return [];
  const known = new Map((await documents.documents(after.id)).map((document) => [document.n, document]));
  return bad.map(({ n, versionId, reasons }) => {
    const document = known.get(n);
    // The log knows codes only; the places stand on the document as long as it is still that version.
    const found = document?.inspection?.versionId === versionId ? document.inspection.reasons : [];
    const detailed = reasons.map((code) => found.find((each) => each.code === code) ?? { code });
    return { name: document?.name ?? String(n), reasons: detailed };
  });
};

const findingsOf = (event: DossierEvent) => (event.type === 'documentsVerified' ? event.data.documents : []);
