const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or an attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/gu, (found) => entities[found] ?? '');

/** A CSS string inside a style element: everything but letters, digits and spaces by its code. */
export const cssString = (text: string): string =>
  `"${text.replace(/[^\p{L}\p{M}\p{N} ]/gu, (found) => `\\${(found.codePointAt(0) ?? 0).toString(16)} `)}"`;
