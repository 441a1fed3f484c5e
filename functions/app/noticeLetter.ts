import type { DossierEvent } from '../core/dossier/events.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { factsOf } from '../core/notices/facts.ts';
import type { Move, NoticeKind } from '../core/notices/kind.ts';
import { type Letter, letterOf } from '../core/notices/render.ts';
import { eventId } from '../core/partners/statusEvent.ts';
import type { Applicant } from './draft.ts';
import type { CataloguePort, DocumentStore } from './ports.ts';

/** How the applicant is addressed and reached. */
export type Contact = Pick<Applicant, 'name' | 'email' | 'phone' | 'language'>;

export interface LetterPorts {
  readonly catalogue: Pick<CataloguePort, 'policy'>;
  readonly documents: Pick<DocumentStore, 'documents'>;
  /** Personal data and words of people, read only for the message. */
  readonly letters: {
    contact(id: DossierId): Promise<Contact | undefined>;
    text(id: DossierId, item: string): Promise<string | undefined>;
  };
}

/** Writes the notice of one move in the applicant's language, with what officers wrote and the names of refused files. */
export const noticeLetter =
  ({ catalogue, documents, letters }: LetterPorts) =>
  async (kind: NoticeKind, move: Move, { name, language = 'vi' }: Contact): Promise<Letter> => {
    const { id, unit, procedure, version } = move.after;
    const rules = await catalogue.policy(unit, procedure, version);
    const texts = await Promise.all(textItems(move.event.data).map((item) => letters.text(id, item)));
    const files = await refusedFiles(documents, move);
    const words = { name, texts: texts.flatMap((text) => text ?? []), files };
    return letterOf(kind, language, factsOf(move, rules, words, language, eventId(id, move.event.seq)));
  };

/** Places of the free texts that an event refers to, wherever in its data they stand. */
const textItems = (data: unknown): string[] => {
  if (typeof data !== 'object' || data === null) return [];
  if ('digest' in data && 'item' in data && typeof data.item === 'string')
    return data.item.startsWith('TEXT#') ? [data.item] : [];
  return Object.values(data).flatMap(textItems);
};

const refusedFiles = async (documents: LetterPorts['documents'], { after, event }: Move) => {
  const bad = findingsOf(event).filter(({ verdict }) => verdict !== 'CLEAN');
  if (bad.length === 0) return [];
  const names = new Map((await documents.documents(after.id)).map(({ n, name }) => [n, name]));
  return bad.map(({ n, reasons }) => ({ name: names.get(n) ?? String(n), reasons }));
};

const findingsOf = (event: DossierEvent) => (event.type === 'documentsVerified' ? event.data.documents : []);
