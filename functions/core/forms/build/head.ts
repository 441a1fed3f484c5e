import type { Form, FormId } from '../data/index.ts';
import type { Block, FormDocument, Letterhead, Title } from '../document.ts';
import { layouts } from '../layouts.ts';
import { type Language, type MessageKey, say } from '../messages/index.ts';
import { cleanLine } from '../text.ts';
import { when } from '../when.ts';
import { field, type Writer } from './parts.ts';

const titles = {
  '01': 'title.01',
  '02': 'title.02',
  '03': 'title.03',
  '04': 'title.04',
  '05': 'title.05',
  '06': 'title.06',
  '07': 'title.07',
} as const satisfies Readonly<Record<FormId, MessageKey>>;

export const writerFor = (form: Form, language: Language): Writer => ({
  language,
  say: say(language),
  when: when(form.office.offsetMinutes, language),
});

const upper = (text: string): string => cleanLine(text).toLocaleUpperCase('vi');

/** Agency and number on the left; form mark, quốc hiệu, tiêu ngữ, place and date on the right. */
export const letterhead = (form: Form, { say: text, when: dates }: Writer): Letterhead => ({
  type: 'letterhead',
  mark: `${text('mark')} ${form.form}`,
  superior: form.office.superior === undefined ? undefined : upper(form.office.superior),
  agency: upper(form.office.agency),
  desk: form.office.desk === undefined ? undefined : upper(form.office.desk),
  number: form.form === '07' ? undefined : field(text('number'), form.number),
  nation: text('nation'),
  motto: text('motto'),
  placed: dates.placed(cleanLine(form.office.place), form.issuedAt),
});

/** The code of the dossier, where the form has one dossier and knows it. */
const codeOf = (form: Form): string | undefined => (form.form === '07' ? undefined : form.code);

/** Form 02 has no code among its fields: only its QR code carries it. */
export const title = (form: Form, { say: text }: Writer, subtitle?: MessageKey): Title => {
  const code = codeOf(form);
  return {
    type: 'title',
    text: text(titles[form.form]),
    subtitle: subtitle === undefined ? undefined : text(subtitle),
    code: form.form === '02' || form.form === '07' ? undefined : field(text('code'), code, true),
    qr: code === undefined ? undefined : cleanLine(code),
  };
};

/** The document around the blocks of a form. */
export const wrap = (form: Form, w: Writer, blocks: readonly Block[]): FormDocument => {
  const layout = layouts[form.form];
  const heading = cleanLine(w.say(titles[form.form]));
  const code = codeOf(form);
  const parts = [`${w.say('mark')} ${form.form}`, form.form === '07' ? undefined : form.number];
  const known = parts.filter((part) => part !== undefined);
  return {
    form: form.form,
    layout: form.layout,
    language: w.language,
    page: layout.page,
    title: code === undefined ? heading : `${heading} ${cleanLine(code)}`,
    running: [heading, code === undefined ? undefined : cleanLine(code)].filter(Boolean).join(' - '),
    foot: [...known, ...(layout.certainty === 'provisional' ? [w.say('provisional')] : [])].join(' - '),
    pageWord: w.say('page'),
    issuedAt: form.issuedAt,
    agency: cleanLine(form.office.agency),
    blocks,
  };
};
