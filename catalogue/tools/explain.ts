import {
  type Calendar,
  type DueDate,
  formatInstant,
  parseDate,
  parseInstant,
} from '../../functions/core/calendar/index.ts';

const reasons: Readonly<Record<string, string>> = {
  weeklyRest: 'nghỉ hằng tuần / weekly rest',
  holiday: 'nghỉ lễ / holiday',
  rolledForward: 'không thể kết thúc vào ngày nghỉ / may not end on a day off',
  beforeRestart: 'tính lại từ đầu / undone by the restart',
  overdue: 'thời hạn đã hết / the limit was used up',
};

/** One due date told to a person, Vietnamese first. */
export function explain(calendar: Calendar, answer: DueDate): string {
  const { derivation } = answer;
  const rows = [
    ...derivation.counted.map((run) => ({ run, text: `tính ${run.n} / counted ${run.n}` })),
    ...derivation.skipped.map((run) => ({ run, text: skipText(run) })),
    ...derivation.paused.map((run) => ({ run, text: `tạm dừng / paused: ${run.reason}` })),
  ].toSorted((a, b) => a.run.from.localeCompare(b.run.from));
  return [
    `Hạn trả kết quả / Due: ${printed(formatInstant(answer.due, calendar.offsetMinutes))}${answer.provisional ? '  (tạm tính / provisional)' : ''}`,
    `Quy tắc / Rule: ${derivation.rule} (${derivation.article})`,
    `Lịch / Calendar: ${derivation.calendar}`,
    `Nhận hồ sơ / Received: ${printed(derivation.start)} (không tính ngày nhận / this day is not counted)`,
    ...rows.map(({ run, text }) => `  ${range(run.from, run.to)}  ${text}`),
  ].join('\n');
}

function skipText(run: DueDate['derivation']['skipped'][number]): string {
  const why = run.reason === 'holiday' && run.name !== undefined ? run.name : reasons[run.reason];
  return `bỏ qua / skipped: ${why}${run.decision === undefined ? '' : ` [${run.decision}]`}`;
}

function range(from: string, to: string): string {
  return from === to ? printed(from) : `${printed(from)} - ${printed(to)}`;
}

/** dd/MM/yyyy, with the time where there is one. */
function printed(text: string): string {
  const date = parseDate(text.slice(0, 10));
  if (date === undefined) return text;
  const day = `${String(date.day).padStart(2, '0')}/${String(date.month).padStart(2, '0')}/${date.year}`;
  return parseInstant(text) === undefined ? day : `${day} ${text.slice(11, 16)}`;
}
