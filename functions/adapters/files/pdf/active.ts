import type { Reason, ReasonCode } from '../../../core/inspection/codes.ts';
import type { Pdf } from './document.ts';
import { nameOf } from './pages.ts';
import { isA, isList, type PdfDict, type PdfValue } from './values.ts';

/** Actions that a kept document has no use for, whoever starts them (ISO 32000-1, 12.6.4). */
const actions: Readonly<Record<string, ReasonCode>> = {
  JavaScript: 'pdf-javascript',
  Launch: 'pdf-launch',
  SubmitForm: 'pdf-submit-form',
  ImportData: 'pdf-import-data',
  Sound: 'pdf-rich-media',
  Movie: 'pdf-rich-media',
  Rendition: 'pdf-rich-media',
  RichMediaExecute: 'pdf-rich-media',
  GoTo3DView: 'pdf-rich-media',
  GoToE: 'pdf-embedded-file',
};

const annotations: Readonly<Record<string, ReasonCode>> = {
  FileAttachment: 'pdf-embedded-file',
  RichMedia: 'pdf-rich-media',
  Movie: 'pdf-rich-media',
  Sound: 'pdf-rich-media',
  Screen: 'pdf-rich-media',
  '3D': 'pdf-rich-media',
};

/** Goes elsewhere in the same document, or prints: harmless even without being asked for. */
const harmless: readonly string[] = ['GoTo', 'Named', 'Thread', 'SetOCGState', 'Hide', 'Trans'];

/** Everything active in one value and in what stands directly inside it. */
export const activeIn = (pdf: Pdf, value: PdfValue, place: (dict: PdfDict) => string): Reason[] => {
  const found: Reason[] = [];
  const pending: PdfValue[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (isList(next)) for (const each of next) pending.push(each);
    const dict = isA(next, 'stream') ? next.dict : isA(next, 'dict') ? next : undefined;
    if (!dict) continue;
    const isStream = isA(next, 'stream');
    for (const code of codesOf(pdf, dict, isStream)) found.push({ code, detail: place(dict) });
    for (const each of dict.entries.values()) if (typeof each === 'object') pending.push(each);
  }
  return found;
};

const codesOf = (pdf: Pdf, dict: PdfDict, isStream: boolean): Set<ReasonCode> => {
  const codes = new Set<ReasonCode>();
  const { entries } = dict;
  const named = (key: string) => (entries.has(key) ? nameOf(pdf.get(dict, key)) : undefined);
  const [action, type, subtype] = [named('S'), named('Type'), named('Subtype')];
  const ofAction = action === undefined ? undefined : actions[action];
  if (ofAction) codes.add(ofAction);
  // A page transition of style /S has no other key of an action; scripts also hide behind other kinds.
  if (entries.has('JS') && isScript(pdf.get(dict, 'JS'))) codes.add('pdf-javascript');
  if (entries.has('URI') && isScriptLink(pdf.get(dict, 'URI'))) codes.add('pdf-javascript');
  if ((isStream && type === 'EmbeddedFile') || (entries.has('EF') && pdf.dict(entries.get('EF')))) {
    codes.add('pdf-embedded-file');
  }
  const ofAnnotation = subtype === undefined || isStream ? undefined : annotations[subtype];
  if (ofAnnotation) codes.add(ofAnnotation);
  const xfa = entries.has('XFA') ? pdf.get(dict, 'XFA') : undefined;
  if (isList(xfa) || isA(xfa, 'stream') || isA(xfa, 'text')) codes.add('pdf-xfa');
  if (entries.has('OpenAction') && startsUnasked(pdf, entries.get('OpenAction')))
    codes.add('pdf-open-action');
  const additional = entries.has('AA') ? pdf.dict(entries.get('AA')) : undefined;
  for (const each of additional?.entries.values() ?? []) {
    if (startsUnasked(pdf, each)) codes.add('pdf-open-action');
  }
  return codes;
};

const isScript = (value: PdfValue | undefined): boolean =>
  isA(value, 'text') || (isA(value, 'stream') && !value.dict.entries.has('Subtype'));

const isScriptLink = (value: PdfValue | undefined): boolean =>
  isA(value, 'text') && /^[\s\0]*(javascript|vbscript|data):/i.test(value.bytes);

/** Whether an action that runs by itself, or one after it, reaches outside the document. */
const startsUnasked = (pdf: Pdf, value: PdfValue | undefined): boolean => {
  const pending = [value];
  for (let count = 0; pending.length > 0 && count < 100; count += 1) {
    const action = pdf.resolve(pending.pop());
    if (isList(action) && action.some((each) => pdf.dict(each)?.entries.has('S'))) pending.push(...action);
    if (!isA(action, 'dict')) continue;
    const kind = nameOf(pdf.get(action, 'S'));
    if (kind !== undefined && !harmless.includes(kind)) return true;
    pending.push(action.entries.get('Next'));
  }
  return false;
};
