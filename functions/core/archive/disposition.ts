/** The letters that have no decomposition into a letter and a mark. */
const plainLetters: Readonly<Record<string, string>> = { đ: 'd', Đ: 'D' };

/** What old readers get: ASCII, without what would end or escape the quoted text. */
const asciiName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');

/** RFC 5987 leaves fewer characters as they are than `encodeURIComponent` does. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * `Content-Disposition` for a file to be saved under its own name (RFC 6266 with RFC 5987): the name in UTF-8, and an ASCII
 * one for readers that know no other.
 */
export const attachment = (name: string): string => {
  const kept = name.normalize('NFC');
  return `attachment; filename="${asciiName(kept)}"; filename*=UTF-8''${encoded(kept)}`;
};
