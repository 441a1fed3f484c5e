import type { DossierId } from '../core/dossier/ids.ts';
import { uploadKey } from './draft.ts';
import type { DocumentRecord, QuarantinePort, SlotPort, UploadSlot } from './ports.ts';

/** Signs one upload slot per document: exact key, exact size, declared media type, five minutes. */
export const signSlots = (
  { slots }: { readonly slots: SlotPort },
  unit: string,
  id: DossierId,
  documents: readonly Pick<DocumentRecord, 'n' | 'component' | 'mediaType' | 'size'>[],
): Promise<UploadSlot[]> =>
  Promise.all(
    documents.map(async ({ n, component, mediaType, size }) => {
      const { url, fields } = await slots.slot({ key: uploadKey(unit, id, n), mediaType, size });
      return { n, component, url, fields };
    }),
  );

/** The documents, of those given, under whose key nothing has been uploaded yet. */
export const notUploaded = async (
  { quarantine }: { readonly quarantine: QuarantinePort },
  unit: string,
  id: DossierId,
  documents: readonly Pick<DocumentRecord, 'n'>[],
): Promise<number[]> => {
  const found = await Promise.all(
    documents.map(async ({ n }) => ({ n, at: await quarantine.current(uploadKey(unit, id, n)) })),
  );
  return found.filter(({ at }) => !at).map(({ n }) => n);
};
