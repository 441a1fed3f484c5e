/** Wraps text for a box: SVG has no line breaks of its own. Widths are those of a common sans-serif, rounded up. */
export function wrap(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

/** About how wide a text is drawn, in the same unit as its size. */
export function widthOf(text: string, size: number): number {
  let em = 0;
  for (const letter of text.normalize('NFD')) em += widthOfLetter(letter);
  return em * size;
}

function widthOfLetter(letter: string): number {
  if (/\p{Mn}/u.test(letter)) return 0;
  if (/[ iIl.,:;|!'()·-]/.test(letter)) return 0.31;
  if (/[mwMW→]/.test(letter)) return 0.88;
  return /[A-ZĐΣ=≤≥+]/.test(letter) ? 0.7 : 0.57;
}
