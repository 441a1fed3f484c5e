import type { FormOf } from '../data/index.ts';
import type { Block, Field } from '../document.ts';
import { cleanLine } from '../text.ts';
import { letterhead, title } from './head.ts';
import { chief, contactRow, field, fields, identity, papers, type Writer } from './parts.ts';

const procedureRow = ({ say }: Writer, { code, name }: FormOf<'04'>['procedure']): readonly Field[] => [
  field(say('procedure'), code === undefined ? name : `${name} (${cleanLine(code)})`),
];

/** Phiếu xin lỗi và hẹn lại ngày trả kết quả: at the latest a day before the due date, at most once. */
export const build04 = (form: FormOf<'04'>, w: Writer): readonly Block[] => {
  const { say, when } = w;
  return [
    letterhead(form, w),
    title(form, w, 'subtitle.04'),
    fields(
      [field(say('dear'), form.applicant.name, true)],
      [field(say('personalId'), form.applicant.personalId)],
      procedureRow(w, form.procedure),
      [field(say('04.agency'), form.office.agency)],
      [field(say('04.receivedOn'), when.date(form.receivedAt))],
      [field(say('04.due'), when.moment(form.due))],
    ),
    { type: 'paragraph', align: 'left', runs: [{ text: say('04.notYet') }] },
    fields([field(say('reason'), form.reason)], [field(say('04.newDue'), when.moment(form.newDue), true)]),
    {
      type: 'paragraph',
      align: 'left',
      runs: [{ text: cleanLine(form.office.agency), style: 'bold' }, { text: ` ${say('04.apology')}` }],
    },
    chief(w, form.chief),
  ];
};

/** Thông báo dừng giải quyết hồ sơ (provisional layout). */
export const build05 = (form: FormOf<'05'>, w: Writer): readonly Block[] => {
  const { say, when } = w;
  return [
    letterhead(form, w),
    title(form, w),
    fields(
      [field(say('dear'), form.applicant.name, true)],
      ...identity(w, form.applicant),
      procedureRow(w, form.procedure),
      [field(say('receivedAt'), form.receivedAt === undefined ? undefined : when.moment(form.receivedAt))],
      [field(say('05.ground'), say(form.ground === 'applicant' ? '05.applicant' : '05.agency'))],
      [field(say('reason'), form.reason)],
      ...(form.ground === 'applicant' && form.legalBasis === undefined
        ? []
        : [[field(say('05.legalBasis'), form.legalBasis)]]),
      [field(say('05.stoppedAt'), when.moment(form.stoppedAt), true)],
    ),
    ...(form.returned.length === 0 ? [] : [papers(w, '05.returned', form.returned)]),
    fields(...contactRow(w, '05.contact', form.contact)),
    chief(w, form.chief),
  ];
};
