/** No control, unpaired or private characters, none that hide or turn the direction of a text. */
export const hidden = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;

const encoder = new TextEncoder();

/** The name as it is kept: one encoding of Vietnamese (NFC), so that equal names compare equal. */
export const keptName = (name: string): string => name.normalize('NFC');

/** What is wrong with the name of a file; undefined when nothing is. */
export const nameFault = (name: string, maxBytes: number): string | undefined => {
  const kept = keptName(name);
  if (kept.trim() === '') return 'no name';
  if (hidden.test(kept)) return 'control, invisible or direction characters';
  if (/[/\\]/.test(kept) || /^\.{1,2}$/.test(kept)) return 'a path, not a name';
  const bytes = encoder.encode(kept).length;
  return bytes > maxBytes ? `${bytes} bytes in UTF-8, at most ${maxBytes}` : undefined;
};
