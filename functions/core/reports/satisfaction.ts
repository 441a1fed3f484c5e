import type { RatingOccasion } from '../dossier/parts.ts';
import type { Day } from './days.ts';
import type { ComplaintFact, DossierFacts, RatingFact } from './facts.ts';
import { percentages, percentOf } from './percent.ts';
import { isIn, type Period } from './period.ts';
import { mean, tenth } from './stats.ts';
import { both, type Report, type Row, type Table } from './table.ts';

const occasions: Readonly<Record<RatingOccasion, string>> = {
  form01: 'Khi tiếp nhận (mẫu 01)',
  form02: 'Khi yêu cầu bổ sung (mẫu 02)',
  form03: 'Khi không tiếp nhận (mẫu 03)',
  delivery: 'Khi trả kết quả',
};

/** What applicants said of the service in the period, and what became of their complaints (TT 01/2018 Đ12, rule R20). */
export const satisfaction = (all: readonly DossierFacts[], period: Period): Report => {
  const ratings = all.flatMap((facts) => facts.ratings.filter(({ day }) => isIn(day, period)));
  const complaints = all.flatMap((facts) => facts.complaints);
  return {
    name: 'satisfaction',
    title: both('Mức độ hài lòng của tổ chức, cá nhân', 'Satisfaction of applicants'),
    ...period,
    tables: [marks(ratings), byOccasion(ratings), answers(ratings), complaintTable(complaints, period)],
    plots: [
      {
        ...{ kind: 'stacked', table: 'marks', label: 'question', title: both('Điểm đánh giá', 'Marks') },
        series: [
          { key: 'good', tone: 'good' },
          { key: 'fair', tone: 'fair' },
          { key: 'bad', tone: 'bad' },
        ],
      },
    ],
    notes: [both('Điểm từ 1 đến 5; từ 4 là hài lòng.', 'Marks from 1 to 5; 4 and more is satisfied.')],
  };
};

const questions = [
  ['attitude', 'Thái độ phục vụ'],
  ['waiting', 'Thời gian chờ đợi'],
  ['facilities', 'Cơ sở vật chất'],
] as const;

const marks = (ratings: readonly RatingFact[]): Table => ({
  ...{ key: 'marks', title: both('Điểm theo nội dung', 'Marks by question') },
  columns: [
    { key: 'question', name: both('Nội dung', 'Question'), kind: 'text' },
    { key: 'good', name: both('Hài lòng (4-5)', 'Satisfied (4-5)'), kind: 'count' },
    { key: 'fair', name: both('Bình thường (3)', 'Neutral (3)'), kind: 'count' },
    { key: 'bad', name: both('Không hài lòng (1-2)', 'Dissatisfied (1-2)'), kind: 'count' },
    { key: 'goodShare', name: both('Hài lòng (%)', 'Satisfied (%)'), kind: 'percent' },
    { key: 'fairShare', name: both('Bình thường (%)', 'Neutral (%)'), kind: 'percent' },
    { key: 'badShare', name: both('Không hài lòng (%)', 'Dissatisfied (%)'), kind: 'percent' },
    { key: 'mean', name: both('Điểm trung bình', 'Mean'), kind: 'decimal' },
  ],
  rows:
    ratings.length === 0
      ? []
      : questions.map(([key, question]) =>
          markRow(
            question,
            ratings.map((each) => each[key]),
          ),
        ),
});

const markRow = (question: string, given: readonly number[]): Row => {
  const counts = [
    given.filter((mark) => mark >= 4).length,
    given.filter((mark) => mark === 3).length,
    given.filter((mark) => mark <= 2).length,
  ];
  const [good, fair, bad] = counts;
  const [goodShare, fairShare, badShare] = percentages(counts);
  return { question, good, fair, bad, goodShare, fairShare, badShare, mean: tenth(mean(given)) };
};

const byOccasion = (ratings: readonly RatingFact[]): Table => {
  const order: readonly RatingOccasion[] = ['form01', 'form02', 'form03', 'delivery'];
  return {
    ...{ key: 'occasions', title: both('Theo thời điểm', 'By occasion') },
    columns: [
      { key: 'occasion', name: both('Thời điểm', 'Occasion'), kind: 'text' },
      { key: 'count', name: both('Số phiếu', 'Slips'), kind: 'count' },
      ...questions.map(([key, vi]) => ({ key, name: both(vi, key), kind: 'decimal' as const })),
    ],
    rows: order.flatMap((occasion) => {
      const own = ratings.filter((each) => each.occasion === occasion);
      const means = questions.map(([key]) => [key, tenth(mean(own.map((each) => each[key])))] as const);
      return own.length === 0
        ? []
        : [{ occasion: occasions[occasion], count: own.length, ...Object.fromEntries(means) }];
    }),
  };
};

const answers = (ratings: readonly RatingFact[]): Table => {
  const row = (question: string, key: 'onAppointedDate' | 'apologyReceived'): Row => {
    const own = ratings.filter((each) => each[key] !== undefined);
    const yes = own.filter((each) => each[key] === true).length;
    return { question, yes, no: own.length - yes, yesShare: percentOf(yes, own.length) };
  };
  return {
    ...{ key: 'answers', title: both('Hẹn trả và xin lỗi', 'Appointed date and apology') },
    columns: [
      { key: 'question', name: both('Câu hỏi', 'Question'), kind: 'text' },
      { key: 'yes', name: both('Có', 'Yes'), kind: 'count' },
      { key: 'no', name: both('Không', 'No'), kind: 'count' },
      { key: 'yesShare', name: both('Có (%)', 'Yes (%)'), kind: 'percent' },
    ],
    rows: [
      row('Kết quả được trả đúng ngày hẹn?', 'onAppointedDate'),
      row('Nếu trễ: có nhận được thư xin lỗi và ngày hẹn mới?', 'apologyReceived'),
    ],
  };
};

const complaintTable = (all: readonly ComplaintFact[], period: Period): Table => {
  const opened = all.filter(({ openedDay }) => isIn(openedDay, period));
  const answered = all.filter(({ answeredDay }) => answeredDay !== undefined && isIn(answeredDay, period));
  const open = opened.filter(({ answeredDay }) => answeredDay === undefined);
  const row = (what: string, count: number): Row => ({ what, count });
  return {
    ...{ key: 'complaints', title: both('Phản ánh, kiến nghị', 'Complaints') },
    columns: [
      { key: 'what', name: both('Nội dung', 'What'), kind: 'text' },
      { key: 'count', name: both('Số lượng', 'Number'), kind: 'count' },
    ],
    rows: [
      row('Tiếp nhận trong kỳ', opened.length),
      row('Trả lời trong kỳ, đúng hạn', answered.filter(isInTime).length),
      row('Trả lời trong kỳ, quá hạn', answered.filter((each) => !isInTime(each)).length),
      row('Trong số đã trả lời: phản ánh có cơ sở', answered.filter(({ upheld }) => upheld === true).length),
      row(
        'Tiếp nhận trong kỳ, cuối kỳ chưa trả lời, còn hạn',
        open.filter(({ dueDay }) => dueDay >= period.to).length,
      ),
      row(
        'Tiếp nhận trong kỳ, cuối kỳ chưa trả lời, quá hạn',
        open.filter(({ dueDay }) => dueDay < period.to).length,
      ),
    ],
  };
};

/** By local date. */
export const isInTime = ({
  answeredDay,
  dueDay,
}: {
  readonly answeredDay?: Day;
  readonly dueDay: Day;
}): boolean => answeredDay !== undefined && answeredDay <= dueDay;
