import { localDateOf } from '../core/calendar/index.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierEvent } from '../core/dossier/events.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { buildDocument, fillForm, type IssuedForm, textsOf } from '../core/forms/index.ts';
import type { Applicant } from './draft.ts';
import type { CataloguePort, DocumentStore, DossierStore, TextStore } from './ports.ts';
import { archiveSheet, type PrinterPort, type SheetArchivePort, type Sheets } from './sheets.ts';

/** A form as it stands beside its dossier. */
export interface StoredForm {
  readonly n: number;
  readonly fact: IssuedForm;
  /** The event that issued it. */
  readonly seq: number;
  readonly rendered?: Sheets;
}

export interface FormStore {
  form(id: DossierId, n: number): Promise<StoredForm | undefined>;
  forms(id: DossierId): Promise<readonly StoredForm[]>;
  /** The forms that an event issued. */
  issuedBy(id: DossierId, seq: number): Promise<readonly StoredForm[]>;
  applicant(id: DossierId): Promise<Applicant | undefined>;
  /** The log up to and including `seq`. */
  eventsUpTo(id: DossierId, seq: number): Promise<readonly DossierEvent[]>;
  /** Notes where the sheets stand; the first note stays. */
  rendered(id: DossierId, n: number, sheets: Sheets): Promise<void>;
}

export interface RenderPorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly forms: FormStore;
  readonly texts: TextStore;
  readonly documents: Pick<DocumentStore, 'documents'>;
  readonly catalogue: CataloguePort;
  readonly printer: PrinterPort;
  readonly archive: SheetArchivePort;
}

/**
 * Renders the forms that an event issued and archives them, each once: first the objects, then the note on the form.
 * Whatever dies in between is done again and finds the objects there, since equal facts give equal bytes.
 */
export const renderForms =
  (ports: RenderPorts) =>
  async ({ dossierId: id, seq }: { dossierId: DossierId; seq: number }): Promise<number> => {
    const [head, issued] = await Promise.all([ports.store.head(id), ports.forms.issuedBy(id, seq)]);
    if (!head || issued.length === 0) throw new Error(`event ${seq} of dossier ${id} has no form`);
    const due = issued.filter(({ rendered }) => !rendered);
    for (const form of due) await renderOne(ports, head, seq, form);
    return due.length;
  };

const renderOne = async (ports: RenderPorts, head: Dossier, seq: number, form: StoredForm): Promise<void> => {
  const { n, fact } = form;
  const { procedure, calendar } = await ports.catalogue.policy(head.unit, head.procedure, head.version);
  const [applicant, documents, events, words] = await Promise.all([
    ports.forms.applicant(head.id),
    ports.documents.documents(head.id),
    ports.forms.eventsUpTo(head.id, seq),
    Promise.all(textsOf(fact).map((item) => textOf(ports, head.id, item))),
  ]);
  if (!applicant) throw new Error(`dossier ${head.id} has no applicant`);
  const { filedBy } = head;
  const sources = { applicant, filedBy, procedure, documents, events, texts: new Map(words) };
  const document = buildDocument(fillForm(fact, sources));
  const { year } = localDateOf(head.submittedAt, calendar);
  const prefix = `archive/${head.unit}/${year}/${head.code}/forms/${n}-${fact.form}-`;
  const pdf = await archiveSheet(ports, document, 'pdf', prefix);
  const html = await archiveSheet(ports, document, 'html', prefix);
  await ports.forms.rendered(head.id, n, { pdf, html });
};

const textOf = async ({ texts }: RenderPorts, id: DossierId, item: string): Promise<[string, string]> => {
  const text = await texts.text(id, item);
  if (text === undefined) throw new Error(`dossier ${id} has no ${item}`);
  return [item, text];
};
