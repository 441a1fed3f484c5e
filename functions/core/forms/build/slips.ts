import type { FormOf } from '../data/index.ts';
import type { FormLimit } from '../data/parts.ts';
import type { Block, Field } from '../document.ts';
import { cleanText } from '../text.ts';
import { letterhead, title } from './head.ts';
import {
  contactRow,
  field,
  fields,
  guide,
  identity,
  papers,
  points,
  rating,
  reach,
  signer,
  type Writer,
} from './parts.ts';

/** `2,5 ngày làm việc`: a decimal comma in Vietnamese. */
const limitText = ({ say, language }: Writer, { amount, unit }: FormLimit): string => {
  const number = language === 'vi' ? String(amount).replace('.', ',') : String(amount);
  return `${number} ${say(unit)}`;
};

/** Giấy tiếp nhận hồ sơ và hẹn trả kết quả. */
export const build01 = (form: FormOf<'01'>, w: Writer): readonly Block[] => {
  const { say, when } = w;
  const { applicant, principal, book } = form;
  const sets = form.sets === undefined ? undefined : `${form.sets} ${say('01.setUnit')}`;
  const onBehalf: readonly (readonly Field[])[] =
    principal === undefined
      ? []
      : [
          [field(say('01.principalName'), principal.name, true)],
          ...identity(w, principal),
          [field(say('01.paper'), principal.paper)],
        ];
  return [
    letterhead(form, w),
    title(form, w),
    fields([field(say('01.received'), applicant.name, true)], ...identity(w, applicant), ...onBehalf, [
      field(say('request'), form.request),
    ]),
    papers(w, '01.components', form.components),
    fields(
      [field(say('01.sets'), sets)],
      [field(say('01.limit'), form.limit && limitText(w, form.limit))],
      [field(say('receivedAt'), when.moment(form.receivedAt))],
      [field(say('due'), form.due === undefined ? undefined : when.moment(form.due), true)],
    ),
    ...(form.dueProvisional === true ? [italic(say('01.dueProvisional'))] : []),
    fields(
      [field(say('01.returnPlace'), form.returnPlace)],
      [{ ...field(say('01.volume'), book?.volume), share: 2 }, field(say('01.ordinal'), book?.ordinal)],
    ),
    {
      type: 'signatures',
      parties: [
        signer(w, say('01.submitter'), 'sign', form.submitter),
        signer(w, say('01.receiver'), 'sign', form.receiver),
      ],
    },
    rating(w, form.rating),
  ];
};

/** Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ. */
export const build02 = (form: FormOf<'02'>, w: Writer): readonly Block[] => [
  letterhead(form, w),
  title(form, w),
  fields(
    [field(w.say('02.of'), form.applicant.name, true)],
    [field(w.say('request'), form.request)],
    ...reach(w, form.applicant),
  ),
  points(w, '02.items', form.items),
  fields(...commonReason(form, w), ...contactRow(w, 'contact', form.contact)),
  guide(w, form.guide),
  rating(w, form.rating),
];

/** The reason for the whole; no line to be filled in where every point has its own. */
const commonReason = ({ reason, items }: FormOf<'02'>, { say }: Writer): readonly (readonly Field[])[] =>
  reason === undefined && items.every((item) => item.reason !== undefined)
    ? []
    : [[field(say('reason'), reason)]];

/** Phiếu từ chối tiếp nhận giải quyết hồ sơ. */
export const build03 = (form: FormOf<'03'>, w: Writer): readonly Block[] => [
  letterhead(form, w),
  title(form, w),
  fields(
    [field(w.say('02.of'), form.applicant.name, true)],
    [field(w.say('request'), form.request)],
    ...reach(w, form.applicant),
  ),
  ...(form.items.length === 0 ? [] : [points(w, '03.items', form.items)]),
  { type: 'paragraph', align: 'left', runs: [{ text: `${w.say('03.decision')}:` }] },
  fields([field(w.say('reason'), form.reason)], ...contactRow(w, '03.contact', form.contact)),
  guide(w, form.guide),
  rating(w, form.rating),
];

const italic = (text: string): Block => ({
  type: 'paragraph',
  align: 'left',
  runs: [{ text: cleanText(text), style: 'italic' }],
});
