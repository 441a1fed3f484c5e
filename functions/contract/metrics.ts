import * as z from 'zod';
import { parseDate } from '../core/calendar/index.ts';
import { ratingOccasions } from '../core/dossier/parts.ts';
import { isMeasure, measures, stocks } from '../core/metrics/measures.ts';
import { lengthOf } from '../core/metrics/period.ts';
import { codeStem } from '../core/procedure/index.ts';
import { channel, status, time } from './dossier.ts';
import { day } from './fields.ts';

const count = z.int().nonnegative();
const cell = z
  .string()
  .max(80)
  .refine(isMeasure, 'a measure')
  .describe('Chỉ tiêu / such as received, step:APPRAISE:minutes, rating:delivery:attitude');

/** More than nine years in one question is a mistake. */
const MOST_DAYS = 3660;
const span = { unit: z.string(), from: day, to: day };
interface Span {
  readonly from: string;
  readonly to: string;
}
const inOrder = ({ from, to }: Span) => from <= to;
const outOfOrder = { path: ['to'], message: 'must not lie before `from`' };
/** What is no date has been named already. */
const isShort = ({ from, to }: Span) =>
  parseDate(from) === undefined || parseDate(to) === undefined || lengthOf(from, to) <= MOST_DAYS;
const tooLong = { path: ['to'], message: 'at most ten years' };

export const metricsQuery = z.strictObject(span).refine(inOrder, outOfOrder).refine(isShort, tooLong);
export const metricsListQuery = z
  .strictObject({
    ...span,
    measure: z.union([z.enum(stocks), cell]),
    procedure: z.string().max(40).transform(codeStem).optional().describe('Mã thủ tục / procedure code'),
    channel: channel.optional(),
    cursor: z.string().max(200).optional().describe('`next` của trang trước / of an earlier page'),
  })
  .refine(inOrder, outOfOrder)
  .refine(isShort, tooLong);

const runs = z
  .strictObject({
    ...{ procedure: z.string(), step: z.string(), runs: count },
    minutes: count.describe('Phút làm việc, không kể thời gian tạm dừng / working minutes, pauses left out'),
    over: count.describe('Số lượt quá thời gian của bước / runs that overran the budget of the step'),
    ...{ upTo25: count, upTo50: count, upTo75: count, upTo100: count },
    ...{ upTo150: count, upTo200: count, above200: count },
  })
  .describe(
    'Các lượt thực hiện một bước, theo tỷ lệ thời gian đã dùng / runs of a step, by share of its budget',
  );

const answers = z.strictObject({
  ...{ occasion: z.enum(ratingOccasions), answers: count },
  ...{ attitude: count, waiting: count, facilities: count },
  ...{ dateAnswers: count, onDate: count, apologyAnswers: count, apology: count },
});

export const metricsAnswer = z
  .strictObject({
    ...span,
    totals: z.record(z.enum(measures), count),
    carriedOver: count.describe('Kỳ trước chuyển sang / in process when the span begins'),
    inProcess: z
      .strictObject({
        ...{ open: count, paused: count },
        withinTime: count.optional().describe('Thiếu khi có hơn 1000 hồ sơ / absent above 1000 dossiers'),
        overTime: count.optional(),
      })
      .describe('Đang giải quyết cuối kỳ / in process when the span ends; the paused are among them'),
    steps: z.array(runs),
    satisfaction: z
      .array(answers)
      .describe('Tổng điểm và số người trả lời / sums of the marks, and how many have answered'),
    detail: z.array(z.strictObject({ measure: cell, procedure: z.string(), channel, count })),
  })
  .meta({ id: 'Metrics', description: 'Số liệu của đơn vị / numbers of a unit' });

export const metricsList = z
  .strictObject({
    unit: z.string(),
    measure: z.string(),
    items: z.array(
      z.strictObject({
        ...{ id: z.string(), code: z.string(), procedure: z.string(), channel },
        ...{ status, statusName: z.string(), day },
        count: count.describe('Phần của số liệu / what it adds to the number'),
        at: time.optional().describe('Thời điểm tính / when it counted'),
        seq: z.int().optional().describe('Sự kiện trong nhật ký / the event of the log that counted'),
      }),
    ),
    next: z.string().optional(),
  })
  .meta({ id: 'MetricsList', description: 'Các hồ sơ của một số liệu / the dossiers behind a number' });
