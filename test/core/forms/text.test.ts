import { expect, test } from 'vitest';
import { encodeQr } from '../../../functions/adapters/pdf/index.ts';
import {
  buildDocument,
  formNumber,
  formSchema,
  plainText,
  renderHtml,
  when,
} from '../../../functions/core/forms/index.ts';
import { full, minimal, morning, stored } from './samples.ts';

const evil = `<script>alert("x")</script> & 'Ngọc' </style>`;

test('everything that people wrote is escaped', () => {
  const form = stored({
    ...full['01'],
    number: `1/${evil}`,
    applicant: { name: evil, address: evil, phone: evil, email: evil, personalId: evil },
    request: evil,
    components: [{ name: evil, note: evil }],
    returnPlace: evil,
    office: { ...full['01'].office, agency: evil, desk: evil },
    submitter: { name: evil },
  });
  const html = renderHtml(buildDocument(form), encodeQr);
  expect(html).not.toMatch(/<script/i);
  expect(html.match(/<\/style>/g)).toHaveLength(1);
  expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;Ngọc&#39;');
  expect(html).toContain("default-src 'none'");
  const book = { ...full['07'], entries: [{ ...full['07'].entries[1], applicant: evil }] };
  expect(renderHtml(buildDocument(stored(book)), encodeQr)).not.toMatch(/<script/i);
});

test('decomposed letters come out composed, whether or not the form went through its schema', () => {
  const nfd = 'Nguyễn Thị Ngọc Ẩn'.normalize('NFD');
  expect(nfd).not.toBe('Nguyễn Thị Ngọc Ẩn');
  const form = {
    ...full['01'],
    applicant: { name: nfd },
    components: [{ name: nfd }],
    receiver: { name: nfd },
  };
  for (const each of [form, stored(form)]) {
    const text = plainText(buildDocument(each));
    expect(text).toBe(text.normalize('NFC'));
    expect(text).toContain('Tiếp nhận hồ sơ của: Nguyễn Thị Ngọc Ẩn');
  }
  expect(stored(form)).toEqual(
    stored({
      ...form,
      applicant: { name: 'Nguyễn Thị Ngọc Ẩn' },
      components: [{ name: 'Nguyễn Thị Ngọc Ẩn' }],
      receiver: { name: 'Nguyễn Thị Ngọc Ẩn' },
    }),
  );
});

test('control and direction characters never reach a form', () => {
  const form = stored({
    ...minimal['01'],
    request: 'Cấp\u202e phép\u0000\u200b  xây\t dựng ',
    applicant: { name: 'A\nB' },
  });
  expect(plainText(buildDocument(form))).toContain('Nội dung yêu cầu giải quyết: Cấp phép xây dựng\n');
  expect(plainText(buildDocument(form))).toContain('của: A B\n');
  expect(formSchema.safeParse({ ...minimal['01'], request: ' \u200b ' }).success).toBe(false);
});

const hanoi = when(420, 'vi');

test.each([
  [
    'an hour before midnight UTC is the next morning',
    Date.UTC(2026, 11, 31, 23, 4),
    '06 giờ 04 phút, ngày 01 tháng 01 năm 2027',
  ],
  [
    'the last minute of the local day',
    Date.UTC(2026, 10, 23, 16, 59, 59),
    '23 giờ 59 phút, ngày 23 tháng 11 năm 2026',
  ],
  [
    'the first minute of the local day',
    Date.UTC(2026, 10, 23, 17),
    '00 giờ 00 phút, ngày 24 tháng 11 năm 2026',
  ],
  ['29 February', Date.UTC(2028, 1, 29, 3, 30), '10 giờ 30 phút, ngày 29 tháng 02 năm 2028'],
  ['month 3 to 9 without a zero', Date.UTC(2026, 8, 2, 1), '08 giờ 00 phút, ngày 02 tháng 9 năm 2026'],
])('%s', (_, at, text) => {
  expect(hanoi.moment(at)).toBe(text);
});

test('short forms of a date', () => {
  expect(hanoi.date(morning)).toBe('23/11/2026');
  expect(hanoi.short(morning)).toBe('08:05 23/11/2026');
  expect(hanoi.signed(morning)).toBe('08:05:09 23/11/2026 +07:00');
  expect(hanoi.placed('Bắc Ninh', morning)).toBe('Bắc Ninh, ngày 23 tháng 11 năm 2026');
  expect(when(-210, 'en').signed(morning)).toBe('21:35:09 22/11/2026 -03:30');
  expect(when(420, 'en').moment(morning)).toBe('08:05, 23 November 2026');
});

test.each([
  ['01', '9/TNHS'],
  ['02', '9/PBS'],
  ['03', '9/PTC'],
  ['04', '9/PXL'],
  ['05', '9/TB'],
  ['06', '9/PKS'],
] as const)('form %s is numbered %s', (form, number) => {
  expect(formNumber(form, 9)).toBe(number);
});

test.each([
  [{ amount: 10, unit: 'workingDay' }, '10 ngày làm việc'],
  [{ amount: 0.5, unit: 'workingDay' }, '0,5 ngày làm việc'],
  [{ amount: 60, unit: 'calendarDay' }, '60 ngày'],
  [{ amount: 2, unit: 'month' }, '2 tháng'],
  [{ amount: 8, unit: 'workingHour' }, '8 giờ làm việc'],
] as const)('limit %o', (limit, text) => {
  expect(plainText(buildDocument({ ...full['01'], limit }))).toContain(`theo quy định là: ${text}\n`);
});
