import type { Language } from '../../forms/messages/index.ts';
import type { ReasonCode } from '../../inspection/codes.ts';

type Both = Readonly<Record<Language, string>>;
const both = (vi: string, en: string): Both => ({ vi, en });

/** Why a file was refused and what to do, as applicants and officers read it. */
export const fileReasons: Readonly<Record<ReasonCode, Both>> = {
  absent: both('chưa có tệp nào được tải lên', 'nothing was uploaded'),
  unreadable: both('không đọc được tệp', 'the file cannot be opened'),
  empty: both('tệp rỗng, hãy tải lại tệp đầy đủ', 'the file is empty: upload the complete one'),
  'too-large': both('tệp quá lớn, hãy chia nhỏ hoặc nén lại', 'the file is too large: split or compress it'),
  name: both('tên tệp không hợp lệ, hãy đổi tên', 'the name of the file is not acceptable: rename it'),
  'media-type': both('nội dung không đúng loại tệp đã khai', 'the content is of another type'),
  extension: both(
    'đuôi tên tệp không khớp với nội dung, hãy đổi tên',
    'the ending of the name does not fit: rename it',
  ),
  size: both('dung lượng khác với khai báo', 'the size is not as declared'),
  sha256: both('nội dung khác với khai báo', 'the content is not as declared'),
  damaged: both(
    'tệp bị hỏng hoặc thiếu, hãy xuất hoặc quét lại',
    'the file is damaged or cut off: export or scan it again',
  ),
  encrypted: both('tệp bị mã hóa, hãy gỡ mật khẩu', 'the file is encrypted: remove the password'),
  'no-pages': both('tệp không có trang nào', 'the file has no pages'),
  'leading-data': both(
    'có dữ liệu lạ trước nội dung tệp, hãy xuất lại',
    'foreign data before the file: export it again',
  ),
  'trailing-data': both(
    'có dữ liệu lạ sau nội dung tệp, hãy xuất lại',
    'foreign data after the file: export it again',
  ),
  polyglot: both('tệp chứa một tệp loại khác', 'the file hides a file of another type'),
  'pixel-limit': both('ảnh quá lớn, hãy giảm kích thước ảnh', 'an image is too large: make it smaller'),
  'expansion-limit': both('tệp phình quá lớn khi giải nén', 'the file expands beyond the limit'),
  'work-limit': both('tệp quá phức tạp, hãy chia nhỏ', 'the file is too complex: split it'),
  'pdf-javascript': both(
    'PDF chứa mã JavaScript, hãy in lại ra PDF',
    'the PDF contains JavaScript: print it to PDF anew',
  ),
  'pdf-launch': both(
    'PDF có lệnh chạy chương trình, hãy in lại ra PDF',
    'the PDF starts a program: print it to PDF anew',
  ),
  'pdf-embedded-file': both(
    'PDF có tệp đính kèm, hãy nộp riêng từng tệp',
    'the PDF carries attachments: hand each in by itself',
  ),
  'pdf-open-action': both(
    'PDF tự mở liên kết ra ngoài, hãy in lại ra PDF',
    'the PDF opens something by itself: print it to PDF anew',
  ),
  'pdf-submit-form': both(
    'PDF tự gửi dữ liệu đi, hãy in lại ra PDF',
    'the PDF sends data: print it to PDF anew',
  ),
  'pdf-import-data': both(
    'PDF lấy dữ liệu từ ngoài, hãy in lại ra PDF',
    'the PDF imports data: print it to PDF anew',
  ),
  'pdf-xfa': both(
    'PDF dùng biểu mẫu động XFA, hãy in lại ra PDF',
    'the PDF is a dynamic XFA form: print it to PDF anew',
  ),
  'pdf-rich-media': both('PDF chứa âm thanh, phim hoặc mô hình 3D', 'the PDF contains sound, film or 3D'),
  'docx-macro': both(
    'văn bản chứa macro, hãy lưu lại không có macro',
    'the document contains macros: save it without',
  ),
  'docx-external': both(
    'văn bản lấy nội dung từ bên ngoài, hãy gỡ liên kết',
    'the document draws in content from outside: break the links',
  ),
  'docx-embedded': both(
    'văn bản có đối tượng nhúng, hãy gỡ bỏ',
    'the document has embedded objects: remove them',
  ),
  'docx-field': both(
    'văn bản có trường chạy chương trình, hãy gỡ bỏ',
    'a field of the document starts a program: remove it',
  ),
  'xml-doctype': both('XML khai báo DOCTYPE, hãy gỡ bỏ', 'the XML declares a DOCTYPE: remove it'),
  'xml-active': both('XML chứa nội dung tự chạy, hãy gỡ bỏ', 'the XML contains active content: remove it'),
  malware: both('tệp chứa mã độc', 'the file contains malware'),
  unscannable: both(
    'không quét được mã độc trong tệp, hãy gỡ mật khẩu hoặc xuất lại tệp',
    'the file cannot be scanned for malware: remove passwords or export it again',
  ),
  'no-scan-verdict': both(
    'chưa có kết quả quét mã độc, không cần nộp lại tệp',
    'not scanned for malware yet: the file need not be handed in again',
  ),
  'dpi-low': both(
    'ảnh quét quá mờ, hãy quét lại với 300 dpi',
    'the scan is too coarse: scan it again with 300 dpi',
  ),
  'signature-missing': both(
    'kết quả chưa có chữ ký số, hãy ký số (PDF hoặc XML) rồi khai báo và tải tệp khác',
    'the result carries no digital signature: sign it (PDF or XML), declare and upload the signed file',
  ),
};

/** For a finding that has no words of its own. */
const otherFileReason = both('tệp không đạt yêu cầu', 'the file is not acceptable');

/** What a person reads: the words, and where in the file it is when that helps to mend it. */
export const reasonText = (
  { code, detail }: { code: string; detail?: string },
  language: Language,
): string => {
  const words = (Object.entries(fileReasons).find(([each]) => each === code)?.[1] ?? otherFileReason)[
    language
  ];
  const place = detail === undefined ? undefined : placeOf(detail);
  return place === undefined ? words : `${words} (${language === 'vi' ? vietnamese(place) : place})`;
};

/** Pages and measures; everything else in a detail is for engineers. */
const placeOf = (detail: string): string | undefined =>
  /^page \d+|^\d[\dx ]*(bytes|pixels), at most/.test(detail) ? detail : undefined;

const terms: readonly (readonly [RegExp, string])[] = [
  [/\bpage\b/g, 'trang'],
  [/\bat least\b/g, 'tối thiểu'],
  [/\bat most\b/g, 'tối đa'],
  [/\bbytes\b/g, 'byte'],
  [/\bpixels\b/g, 'điểm ảnh'],
  [/\bobject\b/g, 'đối tượng'],
  [/\band (\d+) more\b/g, 'và $1 chỗ khác'],
];
const vietnamese = (place: string): string =>
  terms.reduce((text, [english, term]) => text.replace(english, term), place);
