import { NO_SOURCE, type ProcedureData } from '../../functions/core/procedure/index.ts';
import { type Content, html } from './html.ts';
import { facts, inline, mark, none, table, two } from './parts.ts';
import { type Both, both, dateText, events, lapses, limitText, number } from './words.ts';

/** Section 5: the clocks inside the limit. */
export function innerClocks({ innerClocks: all }: ProcedureData): Content {
  if (all.length === 0) return none(both('Không có thời hạn riêng bên trong.', 'No inner clocks are known.'));
  return table(
    'clocks',
    [
      both('Việc', 'What'),
      both('Thời hạn', 'Limit'),
      both('Tính từ', 'From'),
      both('Khi hết hạn', 'When it lapses'),
      both('Căn cứ', 'Provision'),
    ],
    all.map((each) => [
      two(each.name),
      two(limitText(each.limit)),
      two(events[each.from]),
      two(lapses[each.onLapse]),
      [each.article, mark(each.certainty)],
    ]),
  );
}

/** Section 6: what stops, moves or ends the clock. */
export function rules(procedure: ProcedureData): Content {
  const { supplement, lapse, extension, reappointment, consultations, transition } = procedure;
  return facts([
    [
      both('Yêu cầu bổ sung (mẫu 02)', 'Supplement request (form 02)'),
      [
        inline(
          both(
            `Tối đa ${supplement.perStage} lần mỗi giai đoạn, qua Bộ phận Một cửa`,
            `at most ${supplement.perStage} per stage, through the one-stop shop`,
          ),
        ),
        supplement.within && html`; ${inline(prefixed('trong', 'within', limitText(supplement.within)))}`,
        html`<br />${inline(policies(supplement.policy))} (${supplement.article})${mark(supplement.certainty)}`,
      ],
    ],
    [
      both('Người nộp không bổ sung', 'The applicant stays silent'),
      html`${inline(prefixed('Sau', 'after', limitText(lapse.limit)))}: ${inline(lapses[lapse.outcome])} (${lapse.article})${mark(lapse.certainty)}`,
    ],
    [both('Gia hạn', 'Extension'), [extensionText(extension), cited(extension)]],
    [
      both('Hẹn lại ngày trả (mẫu 04)', 'Re-appointment (form 04)'),
      html`${inline(
        both(
          `Tối đa ${reappointment.times} lần; xin lỗi trước hạn ít nhất ${reappointment.noticeDays} ngày làm việc`,
          `at most ${reappointment.times}; the apology ${reappointment.noticeDays} working day(s) before the date`,
        ),
      )} (${reappointment.article})${mark(reappointment.certainty)}`,
    ],
    [
      both('Lấy ý kiến', 'Consultation'),
      consultations.length === 0
        ? 'Không quy định / none'
        : consultations.map(
            (each) =>
              html`<p>${inline(each.with)}: ${inline(limitText(each.limit))}; ${inline(silence[each.silence])} (${each.article})${mark(each.certainty)}</p>`,
          ),
    ],
    [
      both('Khi phiên bản hết hiệu lực', 'When the version ends'),
      [inline(transitions[transition]), procedure.transitionArticle && ` (${procedure.transitionArticle})`],
    ],
  ]);
}

/** Section 8: fees with their dates, or that they are not known. */
export function fees({ fees: all, feeNote }: ProcedureData): Content {
  const note = feeNote && html`<p>${two(feeNote)}</p>`;
  if (all.length === 0) return [html`<p>${mark('unsourced')}</p>`, note];
  return [
    table(
      'fees',
      [
        both('Khoản thu', 'Fee'),
        both('Mức', 'Amount'),
        both('Hiệu lực', 'In force'),
        both('Căn cứ', 'Decision'),
      ],
      all.map(({ name, amount, currency, effective, decision }) => [
        two(name),
        `${amount.toLocaleString('vi-VN')} ${currency}`,
        `${dateText(effective.from)} - ${effective.to === undefined ? '…' : dateText(effective.to)}`,
        decision,
      ]),
    ),
    note,
  ];
}

const silence: Readonly<Record<ProcedureData['consultations'][number]['silence'], Both>> = {
  agreed: both('không trả lời coi là đồng ý', 'silence counts as agreement'),
  reported: both('không trả lời thì báo Bộ phận Một cửa', 'silence is reported to the one-stop shop'),
};

const transitions: Readonly<Record<ProcedureData['transition'], Both>> = {
  continue: both('Hồ sơ đã nhận tiếp tục theo phiên bản này', 'open dossiers continue under it'),
  'stop-and-return': both('Hồ sơ đang giải quyết dừng và trả lại', 'open dossiers are stopped and returned'),
};

function policies(policy: ProcedureData['supplement']['policy']): Both {
  if (policy.kind === 'reset')
    return both('Nhận đủ thì tính lại từ đầu', 'when complete, the limit starts again in full');
  if (policy.kind === 'continue')
    return both('Nhận đủ thì tính tiếp phần còn lại', 'when complete, the rest of the limit runs on');
  return both(`Nhận đủ thì còn ${policy.days} ngày`, `when complete, ${policy.days} days are left`);
}

function extensionText({ times, atMost }: ProcedureData['extension']): Content {
  if (times === 0) return inline(both('Không gia hạn', 'none'));
  const most =
    atMost === 'originalLimit' ? both('thời hạn ban đầu', 'the original limit') : limitText(atMost);
  return inline(
    both(`Tối đa ${number(times)} lần, không quá ${most.vi}`, `at most ${times}, by at most ${most.en}`),
  );
}

function cited({ article, certainty }: ProcedureData['extension']): Content {
  return [article === NO_SOURCE ? undefined : ` (${article})`, mark(certainty)];
}

function prefixed(vi: string, en: string, text: Both): Both {
  return both(`${vi} ${text.vi}`, `${en} ${text.en}`);
}
