import { describe, expect, test } from 'vitest';
import { mobileNumber } from '../../../functions/core/notices/address.ts';
import { noticeKinds } from '../../../functions/core/notices/kind.ts';
import { type Facts, placeholders } from '../../../functions/core/notices/messages/messages.ts';
import { catalogue, letterOf, SMS_LIMIT } from '../../../functions/core/notices/render.ts';

const languages = ['vi', 'en'] as const;
const each = languages.flatMap((language) => noticeKinds.map((kind) => [kind, language] as const));
const must: Facts = {
  name: 'Nguyễn Thị Hương',
  code: '000.00.NN.H05-261116-0001',
  procedure: '1.013236 Cấp giấy phép xây dựng',
  agency: 'Sở Xây dựng tỉnh Bắc Ninh',
  officer: 'Trần Văn Bình',
  status: 'Đang xử lý',
  at: '09:00 16/11/2026',
  submittedAt: '08:30 16/11/2026',
  id: 'id#3',
};
const full: Facts = {
  ...must,
  receivedAt: '09:00 16/11/2026',
  answerBy: '08:30 17/11/2026',
  due: '17:00 01/12/2026',
  completedAt: '15:30 27/11/2026',
  returnedAt: '09:00 30/11/2026',
  reason: 'Thiếu bản vẽ mặt bằng.',
  replyBy: '17:00 08/12/2026',
  amount: '1.500.000',
  items: '- Bản vẽ thiết kế: Thiếu mặt bằng',
  legalBasis: 'Khoản 2 Điều 76 NĐ 217/2026/NĐ-CP',
  files: '- Bản vẽ.pdf: tệp chứa mã độc',
};

describe.each(each)('%s in %s', (kind, language) => {
  const letter = letterOf(kind, language, full);

  test('says who, what, when, by whom, what to do next and where to look', () => {
    const { code, agency, officer, at, submittedAt, due, id } = full;
    for (const part of [code, agency, officer, at, submittedAt, due, id]) expect(letter.text).toContain(part);
    expect(letter.subject).toContain(code);
    expect(letter.text).toContain(language === 'vi' ? 'Việc cần làm: ' : 'What to do: ');
    expect(letter.text).toContain('https://dichvucong.gov.vn');
    expect(letter.text.startsWith(language === 'vi' ? 'Kính gửi ' : 'Dear ')).toBe(true);
  });

  test('names only values that there are, and leaves none open', () => {
    const { subject, lines, sms } = catalogue[language].kinds[kind];
    const named = [subject, ...lines, ...sms].flatMap((text) =>
      [...text.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name),
    );
    expect(named.filter((name) => !placeholders.some((known) => known === name))).toEqual([]);
    for (const facts of [full, must]) {
      const { subject: title, text, sms: short } = letterOf(kind, language, facts);
      expect(`${title}\n${text}\n${short}`).not.toMatch(/[{}]|undefined/);
      expect(title).not.toBe('');
    }
  });

  test('is written in composed letters, the subject on one line', () => {
    for (const text of Object.values(letter)) expect(text).toBe(text.normalize('NFC'));
    expect(letter.subject).not.toContain('\n');
  });

  test('fits a telephone: three segments, and in them code, time, agency and officer', () => {
    expect(letter.sms.length).toBeLessThanOrEqual(201);
    const { code, agency, officer } = full;
    for (const part of [code, agency, officer]) expect(letter.sms).toContain(part);
    expect(letter.sms).toMatch(/\d\d:\d\d \d\d\/\d\d\/2026/);
  });

  test('fits it also with the longest names, and then drops sentences from the end', () => {
    const long = { ...full, agency: 'Trung tâm '.repeat(30), officer: 'Nguyễn '.repeat(30) };
    const { sms } = letterOf(kind, language, long);
    expect(sms.length).toBeLessThanOrEqual(SMS_LIMIT);
    expect(sms).toContain(full.code);
    expect(sms).not.toContain('Trung tâm');
  });
});

test('what the notices of dates, refusals and files must say', () => {
  const text = (kind: (typeof noticeKinds)[number]) => letterOf(kind, 'vi', full).text;
  expect(text('accepted')).toContain('Thời gian hẹn trả kết quả: 17:00 01/12/2026.');
  expect(text('reappointed')).toContain(
    'Sở Xây dựng tỉnh Bắc Ninh xin lỗi vì chưa thể trả kết quả đúng hẹn.',
  );
  expect(text('reappointed')).toContain('Thời gian hẹn trả mới: 17:00 01/12/2026.');
  expect(text('supplementRequested')).toContain('- Bản vẽ thiết kế: Thiếu mặt bằng');
  expect(text('supplementRequested')).toContain('Hạn để người nộp thực hiện: 17:00 08/12/2026');
  expect(text('paymentRequired')).toContain('Số tiền: 1.500.000 đồng');
  expect(text('refused')).toContain('Lý do: Thiếu bản vẽ mặt bằng.');
  expect(text('stopped')).toContain('Căn cứ: Khoản 2 Điều 76 NĐ 217/2026/NĐ-CP');
  expect(text('filesRefused')).toContain('- Bản vẽ.pdf: tệp chứa mã độc');
});

test('a value is never read as a template, and cannot add lines or turn the text around', () => {
  const odd = { ...full, name: 'A {code}\u202e\nBcc: x@example.vn', agency: 'Sở\r\nX' };
  const { subject, text } = letterOf('submitted', 'vi', odd);
  expect(text).toContain('Kính gửi A {code}');
  expect(text).not.toContain('\u202e');
  expect(subject).toContain('Sở X');
  expect(subject).not.toMatch(/[\r\n]/);
});

test.each([
  ['0912 345 678', '+84912345678'],
  ['84912345678', '+84912345678'],
  ['+84 912.345.678', '+84912345678'],
  ['+1 202 555 0147', '+12025550147'],
  ['0222 3822 123', undefined],
  ['+842223822123', undefined],
  ['12345678', undefined],
])('telephone %s', (phone, expected) => {
  expect(mobileNumber(phone)).toBe(expected);
});

test.each(['vi', 'en'] as const)(
  'TT 01/2018 Đ12 in %s: forms 01, 02, 03 and the return ask how satisfied the applicant is, nothing else does',
  (language) => {
    const asks = { vi: 'mức độ hài lòng', en: 'how satisfied you are' }[language];
    const asking = noticeKinds.filter((kind) => letterOf(kind, language, full).text.includes(asks));
    expect(asking.toSorted()).toEqual(['accepted', 'delivered', 'refused', 'supplementRequested']);
  },
);
