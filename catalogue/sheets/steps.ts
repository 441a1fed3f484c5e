import {
  type Calendar,
  dueDate,
  formatInstant,
  type Instant,
  localDateOf,
  parseInstant,
  workingDaysBetween,
} from '../../functions/core/calendar/index.ts';
import {
  isEffective,
  type ProcedureData,
  type ProcedureStep,
  stepPlan,
  workingDaysIn,
} from '../../functions/core/procedure/index.ts';
import { type Content, type Html, html } from './html.ts';
import { inline, mark, none, table, two } from './parts.ts';
import { both, dateText, limitText, number, phases, places, roles } from './words.ts';

/** The day of the worked example of rule R9: every sheet counts its example from there. */
const EXAMPLE = '2026-11-02T07:30:00+07:00';
const HOURS = 8;

/** Section 4: who does what, in which time, how much of the limit that is, and a dated example. */
export function steps(procedure: ProcedureData, calendar: Calendar): Content {
  const { steps: all, stepsCertainty } = procedure;
  if (all.length === 0)
    return none(both('Quy trình nội bộ chưa có nguồn.', 'The internal process is not sourced.'));
  const dues = exampleOf(procedure, calendar);
  const head = [
    'TT',
    'Nội dung công việc|Step',
    'Người thực hiện|Role',
    'Nơi thực hiện|Location',
    'Ngày|Days',
  ]
    .concat([
      'Giờ|Hours',
      'Cộng dồn (giờ)|Cumulative hours',
      ...(dues === undefined ? [] : ['Ví dụ: hạn|Example: due']),
    ])
    .map((text) => text.split('|'));
  const width = head.length;
  let sum = 0;
  const rows = all.map((step, i) => {
    sum += step.days;
    const opens = step.phase !== all[i - 1]?.phase;
    return html`${opens ? html`<tr class="phase"><td colspan="${width}">${inline(phases[step.phase])}</td></tr>\n` : undefined}${row(step, i, sum, dues?.steps[i])}`;
  });
  return [
    html`<p class="lead">1 ngày làm việc = ${HOURS} giờ <span class="also" lang="en">/ 1 working day = ${HOURS} hours</span>.${mark(stepsCertainty)}</p>
<table class="steps"><thead><tr>${head.map(([vi = '', en = '']) => html`<th>${en === '' ? vi : two(both(vi, en))}</th>`)}</tr></thead>
<tbody>${rows}</tbody>
<tfoot><tr><td colspan="4">Tổng <span class="also" lang="en">/ sum</span></td><td class="n">${number(sum)}</td><td class="n">${number(sum * HOURS)}</td><td colspan="${width - 6}"></td></tr></tfoot></table>
`,
    balance(procedure, sum),
    dues?.text,
  ];
}

function row(step: ProcedureStep, i: number, sum: number, due: Instant | undefined): Html {
  return html`<tr><td>B${i + 1}</td><td>${two(step.name)}</td><td>${two(roles[step.role])}</td><td>${two(places[step.location])}</td><td class="n">${number(step.days)}</td><td class="n">${number(step.days * HOURS)}</td><td class="n">${number(sum * HOURS)}</td>${due === undefined ? undefined : html`<td>${printed(due)}</td>`}</tr>
`;
}

/** The sum of the steps against every limit it may have to keep. */
function balance({ limit, limitCases, article }: ProcedureData, sum: number): Content {
  if (limit === undefined) return undefined;
  const bounds = [{ when: both('Thời hạn giải quyết', 'The limit'), limit, article }, ...limitCases];
  return table(
    'balance',
    [
      both('Thời hạn theo luật', 'Legal limit'),
      both('Mức', 'Amount'),
      both('Tổng các bước', 'Sum of the steps'),
      both('Còn dư', 'Slack'),
    ],
    bounds.map((bound) => {
      const days = workingDaysIn(bound.limit);
      const least = bound.limit.unit === 'calendarDay' || bound.limit.unit === 'month';
      return [
        html`${inline(bound.when)} (${bound.article})`,
        [
          inline(limitText(bound.limit)),
          least ? html`<br />≥ ${inline(limitText({ amount: days, unit: 'workingDay' }))}` : undefined,
        ],
        `${number(sum)} ngày = ${number(sum * HOURS)} giờ`,
        `${least ? '≥ ' : ''}${number(days - sum)} ngày = ${number((days - sum) * HOURS)} giờ`,
      ];
    }),
  );
}

interface Example {
  readonly steps: readonly Instant[];
  readonly text: Html;
}

function exampleOf(procedure: ProcedureData, calendar: Calendar): Example | undefined {
  const { limit, article, limitFrom } = procedure;
  const received = parseInstant(EXAMPLE);
  if (limit === undefined || received === undefined) return undefined;
  if (!isEffective(procedure, localDateOf(received, calendar))) return undefined;
  const legal = dueDate(calendar, { received, limit, article });
  const due = stepPlan(calendar, received, procedure.steps).map((step) => step.due);
  const end = due.at(-1);
  if (!legal.ok || end === undefined) return undefined;
  const spare = workingDaysBetween(
    calendar,
    localDateOf(end, calendar),
    localDateOf(legal.value.due, calendar),
  );
  const event =
    limitFrom === 'accepted' ? both('nhận hồ sơ', 'received') : both('thông báo đánh giá', 'notice given');
  return {
    steps: due,
    text: html`<p>Ví dụ: ${event.vi} ${printed(received)}, lịch <span class="code">${calendar.id}</span>: các bước xong ${printed(end)}; hạn trả theo luật <b>${printed(legal.value.due)}</b> (không tính ngày đầu); còn ${spare} ngày làm việc. <span class="also" lang="en">/ Example: ${event.en} ${printed(received)}: the steps end ${printed(end)}, the law gives until ${printed(legal.value.due)}, ${spare} working day(s) of slack.</span></p>
`,
  };
}

/** `02/11/2026 11:30`, local time. */
function printed(instant: Instant): string {
  const text = formatInstant(instant, 420);
  return `${dateText(text.slice(0, 10))} ${text.slice(11, 16)}`;
}
