import { describe, expect, test } from 'vitest';
import {
  buildDocument,
  type Field,
  fieldsOf,
  fillForm,
  type IssuedForm,
  issuedFormSchema,
  plainText,
  textsOf,
} from '../../../functions/core/forms/index.ts';
import { at, local } from '../calendar/support.ts';
import { desk, follow, leader, owner, submitted, until } from '../dossier/support.ts';
import { factIn, facts, paused, sources, story } from './facts.ts';

const fields = (fact: IssuedForm, from = sources): readonly Field[] =>
  fieldsOf(buildDocument(fillForm(fact, from)));
/** `label: value`, dotted lines as `label: -`. */
const lines = (fact: IssuedForm, from = sources): string[] =>
  fields(fact, from).map(({ label, value }) => `${label}: ${value ?? '-'}`);

const applicant = [
  'Địa chỉ: Lô B7, khu công nghiệp Quế Võ, tỉnh Bắc Ninh',
  'Số điện thoại: 0912 345 678',
  'Email: vanphong@phuongngu.example.vn',
];
const permit = 'Cấp giấy phép xây dựng mới đối với công trình cấp đặc biệt, cấp I, cấp II';
const drawings =
  'Bộ bản vẽ thiết kế (tổng mặt bằng, định vị, mặt bằng, mặt đứng, mặt cắt, móng, kết cấu chính, đấu nối hạ tầng)';
const code = '000.00.NN.H05-261102-0001';

describe('from the fact to the fields of the form, written by hand from domain 1.4', () => {
  test('01, as acceptance leaves it', () => {
    expect(lines(factIn(story, '01'))).toEqual([
      `Số: ${code}/TN`,
      `Mã hồ sơ: ${code}`,
      'Tiếp nhận hồ sơ của: Công ty TNHH Một thành viên Phượng Ngữ',
      'Số định danh: 2300123456',
      ...applicant,
      `Nội dung yêu cầu giải quyết: ${permit}`,
      // The result (document 4) came later and was not handed in.
      `Thành phần hồ sơ nộp gồm: Đơn đề nghị cấp giấy phép xây dựng; Quyết định phê duyệt dự án; ${drawings}`,
      'Số lượng hồ sơ: 1 (bộ)',
      'Thời gian giải quyết hồ sơ theo quy định là: 10 ngày làm việc',
      'Thời gian nhận hồ sơ: 09 giờ 00 phút, ngày 16 tháng 11 năm 2026',
      'Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 01 tháng 12 năm 2026',
      'Đăng ký nhận kết quả tại: -',
      'Vào Sổ theo dõi hồ sơ, quyển số: HDXD 11/2026',
      'Số thứ tự: -',
      'NGƯỜI NỘP HỒ SƠ: -',
      'NGƯỜI TIẾP NHẬN HỒ SƠ: Trần Thị Bưởi',
    ]);
  });

  test('01 of a person who files for himself, with two files of one kind', () => {
    const documents = [...sources.documents.slice(0, 2), { n: 3, component: 'QDDA' }];
    const own = {
      ...sources,
      documents,
      applicant: { ...sources.applicant, kind: 'person', name: 'Lê Ẩn' },
    } as const;
    const found = lines(factIn(story, '01'), own);
    expect(found).toContain('NGƯỜI NỘP HỒ SƠ: Lê Ẩn');
    expect(found).toContain('Quyết định phê duyệt dự án: 2 tệp');
    expect(lines(factIn(story, '01'), { ...own, filedBy: 'authorised' })).toContain('NGƯỜI NỘP HỒ SƠ: -');
  });

  test('02', () => {
    expect(lines(facts['02'])).toEqual([
      `Số: ${code}/PBS`,
      'Hồ sơ của: Công ty TNHH Một thành viên Phượng Ngữ',
      `Nội dung yêu cầu giải quyết: ${permit}`,
      ...applicant,
      `Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau: Văn bản về phòng cháy và chữa cháy; ${drawings}; Nội dung khác`,
      'Văn bản về phòng cháy và chữa cháy: lý do: Chưa nộp',
      `${drawings}: lý do: Thiếu chữ ký số của chủ trì thiết kế`,
      'Nội dung khác: lý do: Đề nghị làm rõ chỉ giới xây dựng',
      'Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, Ông/Bà/tổ chức liên hệ với: Đỗ Văn Thưởng',
      'Số điện thoại liên hệ: 0222 3821 235',
      'NGƯỜI HƯỚNG DẪN: Trần Thị Bưởi',
    ]);
  });

  test('03', () => {
    expect(lines(facts['03'])).toEqual([
      `Số: ${code}/PTC`,
      `Mã hồ sơ: ${code}`,
      'Hồ sơ của: Công ty TNHH Một thành viên Phượng Ngữ',
      `Nội dung yêu cầu giải quyết: ${permit}`,
      ...applicant,
      'Lý do: Thủ tục thuộc thẩm quyền của UBND cấp xã.',
      'Nếu cần trao đổi thêm, Ông/Bà/tổ chức liên hệ với: Bộ phận Một cửa Sở Xây dựng',
      'Số điện thoại liên hệ: 0222 3821 234',
      'NGƯỜI HƯỚNG DẪN: Trần Thị Bưởi',
    ]);
  });

  test('04', () => {
    expect(lines(facts['04'])).toEqual([
      `Số: ${code}/PXL`,
      `Mã hồ sơ: ${code}`,
      'Kính gửi: Công ty TNHH Một thành viên Phượng Ngữ',
      'Số định danh: 2300123456',
      `Thủ tục hành chính: ${permit} (1.013236)`,
      'Cơ quan tiếp nhận, giải quyết: Sở Xây dựng',
      'Ngày tiếp nhận hồ sơ: 16/11/2026',
      'Thời gian hẹn trả kết quả: 17 giờ 00 phút, ngày 01 tháng 12 năm 2026',
      'Lý do: Chờ ý kiến của cơ quan quản lý đê điều.',
      'Thời gian hẹn trả kết quả mới: 17 giờ 00 phút, ngày 08 tháng 12 năm 2026',
      'THỦ TRƯỞNG CƠ QUAN: Vương Quốc Tuấn',
    ]);
  });

  test('05', () => {
    expect(lines(facts['05'])).toEqual([
      `Số: ${code}/TB`,
      `Mã hồ sơ: ${code}`,
      'Kính gửi: Công ty TNHH Một thành viên Phượng Ngữ',
      'Số định danh: 2300123456',
      ...applicant,
      `Thủ tục hành chính: ${permit} (1.013236)`,
      'Thời gian nhận hồ sơ: 09 giờ 00 phút, ngày 16 tháng 11 năm 2026',
      'Trường hợp dừng: Tổ chức, cá nhân đề nghị rút hồ sơ, dừng giải quyết',
      'Lý do: Chờ ý kiến của cơ quan quản lý đê điều.',
      'Dừng giải quyết kể từ: 11 giờ 05 phút, ngày 18 tháng 11 năm 2026',
      'Nếu cần trao đổi thêm, Ông/Bà/tổ chức liên hệ với: Bộ phận Một cửa Sở Xây dựng',
      'Số điện thoại liên hệ: 0222 3821 234',
      'THỦ TRƯỞNG CƠ QUAN: -',
    ]);
    const never = { ...sources, events: [] };
    expect(lines(facts['05'], never)).toContain('Thời gian nhận hồ sơ: -');
  });

  // Steps of 0.5, 6, 1, 1 and 0.5 working days; early, on time and late are counted by hand, by days (rule R6).
  test('06: every hand-over up to the issue, each with its own result', () => {
    const completed = story.events.findLast(({ type }) => type === 'documentsVerified')?.seq ?? 0;
    const upTo = { ...sources, events: story.events.filter(({ seq }) => seq <= completed) };
    const form = fillForm(facts['06'], upTo);
    if (form.form !== '06') throw new Error('not form 06');
    expect(lines(facts['06'], upTo).slice(0, 6)).toEqual([
      `Số: ${code}/PKS`,
      `Mã hồ sơ: ${code}`,
      'Cơ quan (bộ phận) giải quyết hồ sơ: Sở Xây dựng',
      'Cơ quan phối hợp giải quyết hồ sơ: -',
      'Thời gian nhận hồ sơ: 09 giờ 00 phút, ngày 16 tháng 11 năm 2026',
      'Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 01 tháng 12 năm 2026',
    ]);
    const stop = ({ office, person }: { office: string; person?: string | undefined }) => person ?? office;
    const rows = form.handOvers.map((row) => [stop(row.from), stop(row.to), row.at, row.result, row.note]);
    const desk = 'Trung tâm Phục vụ hành chính công';
    const [head, appraiser] = ['Lãnh đạo phòng', 'Chuyên viên thụ lý'];
    const [leader, clerk] = ['Lãnh đạo cơ quan', 'Văn thư'];
    const appraise = 'Thẩm định hồ sơ, kiểm tra thực địa, lấy ý kiến';
    expect(rows).toEqual([
      [desk, head, at('2026-11-16 10:00'), undefined, undefined],
      [head, appraiser, at('2026-11-16 14:00'), 'onTime', 'Phân công thụ lý'],
      [appraiser, head, at('2026-11-25 16:00'), 'late', appraise],
      [head, appraiser, at('2026-11-26 09:00'), undefined, `Chuyển lại: ${appraise}`],
      [appraiser, head, at('2026-11-26 15:00'), 'early', appraise],
      [head, leader, at('2026-11-27 09:00'), 'onTime', 'Lãnh đạo phòng xem xét'],
      [leader, clerk, at('2026-11-27 10:00'), 'early', 'Lãnh đạo Sở phê duyệt'],
      [clerk, desk, at('2026-11-27 14:00'), 'onTime', 'Văn thư vào số, đóng dấu, phát hành'],
      [clerk, desk, at('2026-11-27 15:00'), 'early', 'Kết quả giải quyết hồ sơ'],
    ]);
  });
});

describe('when the review stands still', () => {
  const from = { ...sources, events: paused.events };

  test('02 as the front desk issues it', () => {
    const found = lines(factIn(paused, '02'), from);
    expect(found).toContain(`Số: ${code}/PBS`);
    expect(found).toContain(`${drawings}: lý do: Thiếu chữ ký số`);
    expect(found.slice(-3)).toEqual([
      'Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, Ông/Bà/tổ chức liên hệ với: Đỗ Văn Thưởng',
      'Số điện thoại liên hệ: -',
      'NGƯỜI HƯỚNG DẪN: Trần Thị Bưởi',
    ]);
  });

  // Ten working days after 16/11: 17/11 is the first; 18 and 19/11 are days of a pause, 24/11 is a holiday; then 20, 23,
  // 25, 26, 27, 30/11 and 1, 2, 3/12.
  test('01 a second time, with the new date and all files handed in', () => {
    const second = factIn(paused, '01', 1);
    expect(second).toMatchObject({ second: true, number: `${code}/TN-2`, documents: 4 });
    const documents = [...sources.documents.slice(0, 3), { n: 4, component: 'BANVE' }];
    const found = lines(second, { ...from, documents });
    expect(found).toContain('Thời gian nhận hồ sơ: 09 giờ 00 phút, ngày 16 tháng 11 năm 2026');
    expect(found).toContain(`${drawings}: 2 tệp`);
    expect(found).toContain('Thời gian giải quyết hồ sơ theo quy định là: 10 ngày làm việc');
    expect(found).toContain(
      'Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 03 tháng 12 năm 2026',
    );
  });

  test('06: requests, answers and opinions are hand-overs too', () => {
    const form = fillForm(facts['06'], from);
    if (form.form !== '06') throw new Error('not form 06');
    expect(form.coordinating).toEqual(['PCCC-H05', 'SVHTTDL-H05']);
    expect(form.due).toBe(at('2026-12-03 17:00'));
    const stop = ({ office, person }: { office: string; person?: string | undefined }) => person ?? office;
    const desk = 'Trung tâm Phục vụ hành chính công';
    const [appraiser, applicant] = ['Chuyên viên thụ lý', 'Tổ chức, cá nhân'];
    const supplement = 'Yêu cầu bổ sung, hoàn thiện hồ sơ';
    const payment = 'Yêu cầu thực hiện nghĩa vụ tài chính';
    // Opinions are due after two working days, on 19/11: the first comes a day early, the second never.
    expect(
      form.handOvers
        .slice(2)
        .map((row) => [stop(row.from), stop(row.to), local(row.at), row.result, row.note]),
    ).toEqual([
      [appraiser, 'PCCC-H05', '2026-11-17 08:00', undefined, undefined],
      [appraiser, 'SVHTTDL-H05', '2026-11-17 08:05', undefined, undefined],
      [appraiser, desk, '2026-11-17 09:00', undefined, supplement],
      [desk, applicant, '2026-11-17 10:00', undefined, supplement],
      ['PCCC-H05', appraiser, '2026-11-18 09:00', 'early', undefined],
      [applicant, desk, '2026-11-18 10:00', undefined, 'Hồ sơ đã được bổ sung'],
      [desk, appraiser, '2026-11-18 10:01', undefined, 'Hồ sơ đã được bổ sung'],
      [appraiser, desk, '2026-11-18 14:00', undefined, payment],
      [desk, applicant, '2026-11-18 15:00', undefined, payment],
      [desk, appraiser, '2026-11-19 08:00', undefined, 'Đã thực hiện nghĩa vụ tài chính'],
      ['SVHTTDL-H05', appraiser, '2026-11-19 17:00', 'late', 'Không trả lời đúng hạn, coi như đồng ý'],
    ]);
  });
});

describe('facts', () => {
  const accepted = factIn(story, '01');

  test('are what the transitions leave, and nothing more is tolerated', () => {
    const left = [accepted, factIn(story, '06'), factIn(paused, '02'), factIn(paused, '01', 1)];
    for (const fact of [...left, ...Object.values(facts)]) {
      expect(issuedFormSchema.safeParse(fact).success).toBe(true);
      expect(issuedFormSchema.safeParse({ ...fact, extra: 1 }).success).toBe(false);
      expect(issuedFormSchema.safeParse({ ...fact, template: '99@1' }).success).toBe(false);
      for (const field of ['office', 'at', 'number', 'applicant'] as const) {
        const { [field]: _, ...rest } = fact;
        expect(issuedFormSchema.safeParse(rest).success, `${fact.form} without ${field}`).toBe(false);
      }
    }
  });

  test('of a refusal and of a stop are facts of forms 03 and 05', () => {
    const refused = follow(
      submitted(),
      { type: 'refuse', reason: 'Không thuộc thẩm quyền' },
      desk,
      at('2026-11-02 10:00'),
    );
    const fact = factIn(refused, '03');
    expect(textsOf(fact)).toEqual(['TEXT#000002']);
    const text = {
      ...sources,
      events: refused.events,
      texts: new Map([['TEXT#000002', 'Không thuộc thẩm quyền']]),
    };
    expect(lines(fact, text)).toContain('Lý do: Không thuộc thẩm quyền');
    expect(() => fillForm(fact, { ...text, texts: new Map() })).toThrow(/no text TEXT#000002/);
    const review = until(({ phase }) => phase === 'REVIEW');
    const stop = { type: 'stop', reason: 'Hồ sơ giả mạo', legalBasis: 'TT 03/2025/TT-VPCP Đ7' } as const;
    const stopped = factIn(follow(review, stop, leader, at('2026-11-02 11:00')), '05');
    expect(stopped).toMatchObject({ ground: 'agency', legalBasis: 'TT 03/2025/TT-VPCP Đ7' });
    expect(textsOf(stopped)).toEqual([`TEXT#${String(review.dossier.seq + 1).padStart(6, '0')}`]);
  });

  test('of a withdrawal and of a new appointment are facts of forms 05 and 04', () => {
    const review = until(({ phase }) => phase === 'REVIEW', submitted(at('2026-11-16 08:30')));
    const withdrawn = factIn(
      follow(review, { type: 'withdraw', reason: 'x' }, owner, at('2026-11-17 11:00')),
      '05',
    );
    expect(withdrawn).toMatchObject({ ground: 'applicant' });
    expect(withdrawn).not.toHaveProperty('officer');
    const newDue = { year: 2026, month: 12, day: 8 };
    const again = follow(review, { type: 'reappoint', newDue, reason: 'x' }, leader, at('2026-11-27 16:00'));
    expect(factIn(again, '04')).toMatchObject({
      receivedAt: review.events.find(({ type }) => type === 'accepted')?.at,
      due: at('2026-12-01 17:00'),
      newDue: at('2026-12-08 17:00'),
    });
  });

  test('keep letterhead, offset and officer as they were at the issue', () => {
    expect(accepted.office).toEqual({
      superior: 'UBND tỉnh Bắc Ninh',
      agency: 'Sở Xây dựng',
      desk: 'Trung tâm Phục vụ hành chính công',
      place: 'Bắc Ninh',
      contact: { name: 'Bộ phận Một cửa Sở Xây dựng' },
      offsetMinutes: 420,
    });
    expect(accepted.officer).toBe('Trần Thị Bưởi');
    expect(JSON.stringify(story.events)).not.toContain('Trần Thị Bưởi');
  });
});

test('decomposed letters come out composed', () => {
  const name = 'Công ty Ẫm Ỵ Ặng';
  const from = { ...sources, applicant: { ...sources.applicant, name: name.normalize('NFD') } };
  const text = plainText(buildDocument(fillForm(factIn(story, '01'), from)));
  expect(text).toBe(text.normalize('NFC'));
  expect(text).toContain(name);
});
