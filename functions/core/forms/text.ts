/** Characters that draw nothing or turn the writing direction: they would make a printed form lie. */
const INVISIBLE = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

/** One line of text as a form prints it: composed letters (NFC), no control characters, single spaces. */
export const cleanLine = (text: string): string =>
  text.normalize('NFC').replace(/\s+/gu, ' ').replace(INVISIBLE, '').trim();

/** Text of several lines: each clean, no empty lines at the ends, at most one between. */
export const cleanText = (text: string): string =>
  text
    .split(/\r\n?|\n/u)
    .map(cleanLine)
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
