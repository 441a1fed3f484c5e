import { expect, test } from 'vitest';
import { attachment } from '../../../functions/core/archive/disposition.ts';

/** Expected values written by hand from RFC 6266 and RFC 5987 (UTF-8 octets of the letters). */
test.each([
  ['a.pdf', `attachment; filename="a.pdf"; filename*=UTF-8''a.pdf`],
  ['Đơn.pdf', `attachment; filename="Don.pdf"; filename*=UTF-8''%C4%90%C6%A1n.pdf`],
  ['Bản vẽ.pdf', `attachment; filename="Ban ve.pdf"; filename*=UTF-8''B%E1%BA%A3n%20v%E1%BA%BD.pdf`],
  [`a"b\\c%d.pdf`, `attachment; filename="a_b_c_d.pdf"; filename*=UTF-8''a%22b%5Cc%25d.pdf`],
  [`it's (1)*!.pdf`, `attachment; filename="it's (1)*!.pdf"; filename*=UTF-8''it%27s%20%281%29%2A!.pdf`],
  ['図面.pdf', `attachment; filename="__.pdf"; filename*=UTF-8''%E5%9B%B3%E9%9D%A2.pdf`],
])('%s', (name, header) => {
  expect(attachment(name)).toBe(header);
});

test('a name in decomposed letters is the same name', () => {
  expect(attachment('Đơn.pdf'.normalize('NFD'))).toBe(attachment('Đơn.pdf'));
});
