import type { BookEntry, HandOver } from '../data/books.ts';
import type { FormOf } from '../data/index.ts';
import type { Block, Column } from '../document.ts';
import type { MessageKey } from '../messages/index.ts';
import { cleanLine, cleanText } from '../text.ts';
import { letterhead, title } from './head.ts';
import { field, fields, type Writer } from './parts.ts';

const column =
  ({ say }: Writer) =>
  (key: MessageKey, width: number, align: Column['align'] = 'left'): Column => ({
    label: say(key),
    width,
    align,
  });

const stop = ({ office, person }: HandOver['from']): string =>
  [office, person]
    .filter((part) => part !== undefined)
    .map(cleanLine)
    .join('\n');

/** Phiếu kiểm soát quá trình giải quyết hồ sơ: goes with the dossier, one row for each hand-over. */
export const build06 = (form: FormOf<'06'>, w: Writer): readonly Block[] => {
  const { say, when } = w;
  const col = column(w);
  const row = ({ from, to, at, result, note }: HandOver, index: number) => [
    String(index + 1),
    stop(from),
    stop(to),
    when.moment(at),
    result === undefined ? undefined : say(result),
    note === undefined ? undefined : cleanText(note),
  ];
  return [
    letterhead(form, w),
    title(form, w),
    fields(
      [field(say('06.agency'), form.agency, true)],
      [field(say('06.coordinating'), form.coordinating.join('; '))],
      [field(say('receivedAt'), when.moment(form.receivedAt))],
      [field(say('due'), form.due === undefined ? undefined : when.moment(form.due), true)],
    ),
    {
      type: 'table',
      columns: [
        col('07.ordinal', 0.07, 'center'),
        col('06.from', 0.22),
        col('06.to', 0.22),
        col('06.at', 0.19),
        col('06.result', 0.15, 'center'),
        col('06.note', 0.15),
      ],
      rows: form.handOvers.map(row),
    },
    { type: 'paragraph', align: 'left', runs: [{ text: say('06.receiver'), style: 'italic' }] },
  ];
};

/** Sổ theo dõi hồ sơ of one field. */
export const build07 = (form: FormOf<'07'>, w: Writer): readonly Block[] => {
  const { say, when } = w;
  const col = column(w);
  const short = (at: number | undefined) => (at === undefined ? undefined : when.short(at));
  const row = (entry: BookEntry) => [
    String(entry.ordinal),
    cleanLine(entry.code),
    cleanLine(entry.procedure),
    cleanLine(entry.applicant),
    [entry.address, entry.phone]
      .filter((part) => part !== undefined)
      .map(cleanLine)
      .join('\n'),
    cleanLine(entry.agency),
    short(entry.receivedAt),
    short(entry.due),
    short(entry.returnedAt),
    entry.method === undefined ? undefined : say(entry.method),
    entry.receipt === undefined ? undefined : cleanLine(entry.receipt),
  ];
  return [
    letterhead(form, w),
    title(form, w),
    fields([field(say('07.field'), form.field, true), field(say('07.volume'), form.volume)]),
    {
      type: 'table',
      columns: [
        col('07.ordinal', 0.04, 'center'),
        col('code', 0.12),
        col('07.procedure', 0.15),
        col('07.applicant', 0.12),
        col('07.address', 0.13),
        col('07.agency', 0.09),
        col('07.receivedAt', 0.07, 'center'),
        col('07.due', 0.07, 'center'),
        col('07.returnedAt', 0.07, 'center'),
        col('07.method', 0.07, 'center'),
        col('07.receipt', 0.07),
      ],
      rows: form.entries.map(row),
    },
  ];
};
