import type { Entry } from 'yauzl';
import type { Reason, Signature } from '../../core/inspection/codes.ts';
import type { Content } from '../../core/inspection/facts.ts';
import { eicarSearch } from './eicar.ts';
import { GivenUp, type Work } from './work.ts';
import { walkXml, type XmlListener } from './xml.ts';
import { openZip, type Package } from './zip.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const MAIN = `${DOCX}.main+xml`;
const MACRO = 'application/vnd.ms-word.document.macroEnabled.main+xml';

/** Reads a ZIP package: a Word document is examined part by part; any other package is only told apart. */
export const readPackage = async (bytes: Buffer, work: Work): Promise<Content> => {
  const findings: Reason[] = [];
  let mediaType: string | undefined;
  let signatures: readonly Signature[] = [];
  try {
    const file = await openZip(bytes, work);
    const types = await contentTypes(file, work);
    if (!types.has(MAIN) && !types.has(MACRO)) return { mediaType: undefined, findings };
    mediaType = DOCX;
    if (file.trailing > 0)
      findings.push({ code: 'trailing-data', detail: `${file.trailing} bytes after the end` });
    if ([...types].some((type) => /macroEnabled|vbaProject/i.test(type))) {
      findings.push({ code: 'docx-macro', detail: 'a macro-enabled document' });
    }
    if (!file.entries.some(({ fileName }) => /^word\/document\d*\.xml$/i.test(fileName))) {
      findings.push({ code: 'damaged', detail: 'the document part is missing' });
    }
    signatures = file.entries
      .filter(({ fileName }) => /^_xmlsignatures\/sig\d+\.xml$/i.test(fileName))
      .map(() => ({ name: null }));
    for (const entry of file.entries) await examine(file, entry, findings, work);
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
    findings.push({ code: error.code, detail: error.message });
  }
  return { mediaType, findings, signatures };
};

const contentTypes = async (file: Package, work: Work): Promise<Set<string>> => {
  const types = new Set<string>();
  const entry = file.entries.find(({ fileName }) => fileName.toLowerCase() === '[content_types].xml');
  if (!entry) return types;
  const open: XmlListener['open'] = ({ attributes }) => {
    const type = attributes.get('ContentType');
    if (type !== undefined && types.size < 1000) types.add(type);
  };
  walkXml(await wholeOf(file, entry), work, { open });
  return types;
};

const wholeOf = async (file: Package, entry: Entry): Promise<Buffer> => {
  const parts: Buffer[] = [];
  await file.expand(entry, (part) => parts.push(part));
  return Buffer.concat(parts);
};

const examine = async (file: Package, entry: Entry, findings: Reason[], work: Work): Promise<void> => {
  const name = entry.fileName;
  const add = (code: Reason['code'], detail: string): void => {
    if (findings.length < 1000) findings.push({ code, detail });
  };
  if (/(^|\/)vbaProject\.bin$|(^|\/)vbaData\.xml$/i.test(name)) add('docx-macro', 'a macro project');
  if (/(^|\/)(embeddings\/.*\.bin|activeX\/.*)$/i.test(name)) add('docx-embedded', 'an embedded object');
  const search = eicarSearch();
  const isXml = /\.(xml|rels|vml)$/i.test(name);
  const parts: Buffer[] = [];
  await file.expand(entry, (part) => {
    search.push(part);
    if (isXml) parts.push(part);
  });
  if (search.found()) add('malware', 'EICAR test file in the package');
  if (!isXml) return;
  const fields = fieldWatch(() => add('docx-field', 'a field that starts a program'));
  walkXml(Buffer.concat(parts), work, {
    open: (element) => {
      fields.open?.(element, 0);
      if (/\.rels$/i.test(name) && element.local === 'Relationship')
        relationship(name, element.attributes, add);
    },
    ...(fields.close && { close: fields.close }),
  });
};

type Add = (code: Reason['code'], detail: string) => void;

/** What the document draws in from elsewhere or carries along (ECMA-376 part 2, 9.3). A link that is clicked is neither. */
const relationship = (source: string, attributes: ReadonlyMap<string, string>, add: Add): void => {
  const kind = attributes.get('Type')?.split('/').at(-1)?.toLowerCase() ?? '';
  const isExternal = attributes.get('TargetMode')?.toLowerCase() === 'external';
  if (isExternal && (kind !== 'hyperlink' || !isLink(attributes.get('Target') ?? ''))) {
    add('docx-external', `${kind || 'unknown'} from outside`);
  }
  if (kind === 'oleobject' || kind === 'afchunk' || kind === 'control') add('docx-embedded', kind);
  // The numbers behind a chart are a workbook in the package.
  if (kind === 'package' && !/^word\/charts\//i.test(source)) add('docx-embedded', kind);
  if (kind === 'vbaproject') add('docx-macro', 'a macro project');
};

/** Where a click leads to a page, a mail or a place in the document. */
const isLink = (target: string): boolean =>
  /^(https?:|mailto:|tel:|#)/i.test(target.trim()) || !/[:\\]/.test(target);

/** Instructions of fields may be cut into many runs: they are put together up to the end of the field. */
const fieldWatch = (found: () => void): XmlListener => {
  let instruction = '';
  const check = (text: string): void => {
    if (/\b(DDEAUTO|DDE)\b/i.test(text)) found();
  };
  return {
    open: ({ local, attributes }) => {
      if (local === 'fldSimple') check(attributes.get('instr') ?? '');
      if (local === 'fldChar') {
        check(instruction);
        instruction = '';
      }
    },
    close: ({ local, text }) => {
      if (local === 'instrText' && instruction.length < 100_000) instruction += text;
      if (local === 'document') check(instruction);
    },
  };
};
