import { escapeHtml as e } from '../forms/html/escape.ts';
import type { Tone } from './table.ts';

/** Width of every picture in its own units; the page scales it. */
export const WIDTH = 1000;
/** Where bars begin: names stand to the left. */
export const LEFT = 300;
/** Room for figures at the right end of a bar. */
export const RIGHT = 120;

export const text = (x: number, y: number, words: string, kind = ''): string =>
  `<text x="${round(x)}" y="${round(y)}"${kind === '' ? '' : ` class="${kind}"`}>${e(words)}</text>`;

export const rect = (x: number, y: number, width: number, height: number, kind: string, fill = ''): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" class="${kind}"${fill === '' ? '' : ` fill="${fill}"`}/>`;

/** The fill of a tone where its style has none: bad news is hatched, so that it shows in black and white too. */
export const fillOf = (tone: Tone, id: string): string => (tone === 'bad' ? `url(#${id}-hatch)` : '');

export const line = (x1: number, y1: number, x2: number, y2: number, kind: string): string =>
  `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" class="${kind}"/>`;

/** A picture with its name and, for those who cannot see it, what it shows in words. */
export const svg = (id: string, height: number, title: string, description: string, body: string): string =>
  `<svg class="plot" viewBox="0 0 ${WIDTH} ${round(height)}" role="img" aria-labelledby="${e(id)}-t ${e(id)}-d">
<title id="${e(id)}-t">${e(title)}</title><desc id="${e(id)}-d">${e(description)}</desc>
<defs><pattern id="${e(id)}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="hatch-ground"/><rect width="2.5" height="6" class="hatch-line"/></pattern></defs>
${body}</svg>`;

/** A name to the left of its row, on two lines at most. */
export const label = (middle: number, words: string): string => {
  const lines = wrap(words, 36);
  const first = middle + 4 - (lines.length - 1) * 7.5;
  return lines.map((each, i) => text(LEFT - 10, first + i * 15, each, 'name')).join('');
};

const wrap = (words: string, most: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= most) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  const [first = '', ...rest] = lines;
  return rest.length === 0 ? [cut(first, most)] : [cut(first, most), cut(rest.join(' '), most)];
};

/** NFC text has one unit per letter, so that no diacritic is cut off. */
const cut = (words: string, most: number): string =>
  words.length <= most ? words : `${words.slice(0, most - 1)}…`;

const round = (value: number): number => Math.round(value * 10) / 10;
