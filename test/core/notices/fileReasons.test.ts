import { describe, expect, test } from 'vitest';
import { reasonCodes } from '../../../functions/core/inspection/codes.ts';
import { fileReasons, reasonText } from '../../../functions/core/notices/messages/fileReasons.ts';

describe('what people read about a refused file', () => {
  test.each(reasonCodes)('%s is told in both languages', (code) => {
    const { vi, en } = fileReasons[code];
    for (const text of [vi, en]) expect(text.length).toBeGreaterThan(10);
    expect(vi).toBe(vi.normalize('NFC'));
    expect(vi).toMatch(/[à-ỹđ]/);
    expect(en).not.toMatch(/[à-ỹđ]/);
  });

  test.each([
    [
      { code: 'dpi-low', detail: 'page 3: 150 dpi, at least 200' },
      'ảnh quét quá mờ, hãy quét lại với 300 dpi (trang 3: 150 dpi, tối thiểu 200)',
    ],
    [{ code: 'pdf-launch', detail: 'page 2' }, 'PDF có lệnh chạy chương trình, hãy in lại ra PDF (trang 2)'],
    [
      { code: 'encrypted', detail: 'Standard handler, AES-256, revision 6' },
      'tệp bị mã hóa, hãy gỡ mật khẩu',
    ],
    [
      { code: 'pixel-limit', detail: '20000 x 20000 pixels, at most 250000000' },
      'ảnh quá lớn, hãy giảm kích thước ảnh (20000 x 20000 điểm ảnh, tối đa 250000000)',
    ],
    [{ code: 'encrypted' }, 'tệp bị mã hóa, hãy gỡ mật khẩu'],
    [{ code: 'of a later version' }, 'tệp không đạt yêu cầu'],
  ])('%j', (reason, text) => {
    expect(reasonText(reason, 'vi')).toBe(text);
  });
});
