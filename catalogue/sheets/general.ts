import { NO_SOURCE, type ProcedureData } from '../../functions/core/procedure/index.ts';
import { type Content, type Html, html } from './html.ts';
import { facts, inline, mark, table, two } from './parts.ts';
import { type Both, both, channels, competences, dateText, levels, limitText } from './words.ts';

/** The head of a controlled document: whose, which, what number, from when. */
export function titleBlock(procedure: ProcedureData, office: Both): Html {
  const { code, version, effective, name } = procedure;
  return html`<table class="title"><tbody><tr>
<td><b>${office.vi}</b><span class="en" lang="en">${office.en}</span></td>
<td><h1>QUY TRÌNH: ${name.vi}</h1><span class="en" lang="en">Process: ${name.en}</span></td>
<td>Mã hiệu <span class="also" lang="en">/ No.</span>: <b class="code">QT-${code}</b><br />
Lần ban hành <span class="also" lang="en">/ Version</span>: <b>${version}</b><br />
Hiệu lực <span class="also" lang="en">/ In force</span>: <b>${interval(effective)}</b></td>
</tr></tbody></table>
`;
}

/** Why this is not, or no longer, a process to work by. */
export function banners(procedure: ProcedureData): Content {
  const { status, draftReason, closedReason } = procedure;
  return [
    status === 'draft'
      ? html`<div class="draft-mark" aria-hidden="true">DỰ THẢO</div>
<div class="banner"><b>DỰ THẢO / DRAFT</b><br />Không được tiếp nhận hồ sơ theo quy trình này. <span class="also" lang="en">/ Nothing can be filed under it.</span><br />${draftReason}</div>
`
      : undefined,
    closedReason &&
      html`<div class="banner"><b>ĐÃ BÃI BỎ / CLOSED</b><br />${two(closedReason)}</div>
`,
  ];
}

/** Section 1: what the procedure is, by when, on what provision. */
export function general(procedure: ProcedureData): Content {
  const { nationalId, retention } = procedure;
  return [
    facts([
      [
        both('Mã thủ tục', 'Code'),
        [html`<span class="code">${procedure.code}</span>`, noteOfCode(procedure)],
      ],
      [both('Lĩnh vực', 'Field'), inline(procedure.field.name)],
      [both('Thẩm quyền', 'Competence'), inline(competences[procedure.competence])],
      [both('Hiệu lực của phiên bản', 'Version in force'), interval(procedure.effective)],
      [both('Thời hạn giải quyết', 'Limit'), limit(procedure)],
      [both('Tính thời hạn từ', 'The limit runs from'), limitFrom(procedure)],
      [both('Giờ chốt nhận hồ sơ', 'Cut-off'), procedure.cutOff && cutOff(procedure.cutOff)],
      [both('Mức độ trực tuyến', 'Online level'), inline(levels[procedure.onlineLevel])],
      [both('Hình thức nộp', 'Channels'), channelsOf(procedure)],
      [both('Kết quả', 'Result'), two(procedure.result)],
      [both('Giải quyết tại chỗ', 'On the spot'), onSpot[procedure.onSpotLevel]],
      [
        both('Khởi tạo mã định danh', 'National identifier'),
        html`${nationalId.required ? 'Bắt buộc khi tiếp nhận / compulsory at intake' : 'Không / no'}${nationalId.article === NO_SOURCE ? undefined : ` (${nationalId.article})`}${mark(nationalId.certainty)}`,
      ],
      [
        both('Lưu hồ sơ', 'Retention'),
        html`${retention.class === 'long-term' ? 'Lâu dài / long-term' : 'Có thời hạn / short-term'}${retention.paperYearsAtUnit === undefined ? undefined : `; bản giấy ${retention.paperYearsAtUnit} năm tại đơn vị`} (${retention.source})${mark(retention.certainty)}`,
      ],
      [both('Căn cứ, nguồn', 'Sources'), procedure.sources.join(' · ')],
      [
        both('Ghi chú', 'Notes'),
        procedure.notes.length === 0 ? undefined : procedure.notes.map((note) => html`<p>${two(note)}</p>`),
      ],
    ]),
    procedure.limitCases.length === 0
      ? undefined
      : table(
          'cases',
          [both('Trường hợp', 'Case'), both('Thời hạn', 'Limit'), both('Căn cứ', 'Provision')],
          procedure.limitCases.map((each) => [two(each.when), inline(limitText(each.limit)), each.article]),
        ),
  ];
}

const onSpot: Readonly<Record<ProcedureData['onSpotLevel'], string>> = {
  NONE: 'Không / no',
  '4': '4 tại chỗ / four steps on the spot',
  '5': '5 tại chỗ / all five steps on the spot',
};

function interval({ from, to }: ProcedureData['effective']): string {
  return to === undefined ? `từ ${dateText(from)}` : `${dateText(from)} - ${dateText(to)}`;
}

function noteOfCode({ codeNote }: ProcedureData): Content {
  return codeNote && html` ${mark('unsourced')}<br />${two(codeNote)}`;
}

function limit({ limit: own, article, limitCertainty, noAppointedDate }: ProcedureData): Content {
  if (own !== undefined) return html`<b>${inline(limitText(own))}</b> (${article})${mark(limitCertainty)}`;
  if (noAppointedDate) return 'Không hẹn ngày trả / no appointed date';
  return [article === NO_SOURCE ? undefined : html`${article} `, mark('unsourced')];
}

function limitFrom({ limitFrom: from }: ProcedureData): Html {
  return from === 'accepted'
    ? inline(
        both(
          'Khi nhận đủ hồ sơ hợp lệ; không tính ngày nhận',
          'receipt of the complete, valid dossier; that day is not counted',
        ),
      )
    : inline(both('Thông báo kết quả đánh giá của hội đồng', 'the notice of the council’s evaluation'));
}

function cutOff(cut: NonNullable<ProcedureData['cutOff']>): string {
  const next = 'thì tính từ ngày làm việc kế tiếp / counts from the next working day';
  return cut.kind === 'time'
    ? `Nhận sau ${cut.at} ${next}`
    : `Nhận trong ${cut.minutes} phút cuối giờ làm việc ${next}`;
}

function channelsOf({ channels: all, channelNote }: ProcedureData): Content {
  const names = all.map((each) => `${channels[each].vi} / ${channels[each].en}`).join(' · ');
  return [names, channelNote && html`<br />${two(channelNote)}`];
}
