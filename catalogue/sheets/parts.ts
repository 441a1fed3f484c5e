import type { Certainty } from '../../functions/core/procedure/index.ts';
import { type Content, type Html, html } from './html.ts';
import { type Both, certainties } from './words.ts';

/** Vietnamese, and below it English. */
export function two(text: Both): Html {
  return html`${text.vi}<span class="en" lang="en">${text.en}</span>`;
}

/** Vietnamese and English on one line. */
export function inline({ vi, en }: Both): Html {
  return html`${vi} <span class="also" lang="en">/ ${en}</span>`;
}

/** The visible mark of a value that was not read in the law. */
export function mark(certainty: Certainty | undefined): Html | undefined {
  if (certainty === undefined || certainty === 'text') return undefined;
  const { vi, en } = certainties[certainty];
  return html` <span class="mark ${certainty}">${vi} <span lang="en">/ ${en}</span></span>`;
}

/** A numbered section with a heading in both languages. */
export function section(n: number, title: Both, content: Content): Html {
  return html`<section><h2>${n}. ${inline(title)}</h2>
${content}</section>
`;
}

/** A table; the first row is the heading. */
export function table(name: string, head: readonly Both[], rows: readonly (readonly Content[])[]): Html {
  return html`<table class="${name}"><thead><tr>${head.map((each) => html`<th>${two(each)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody></table>
`;
}

/** Names and values, one pair a row; pairs without a value are left out. */
export function facts(pairs: readonly (readonly [Both, Content])[]): Html {
  const given = pairs.filter(([, value]) => value !== undefined);
  return html`<table class="facts"><tbody>${given.map(
    ([name, value]) => html`<tr><th>${two(name)}</th><td>${value}</td></tr>\n`,
  )}</tbody></table>
`;
}

/** A sentence where there is nothing to list. */
export function none(text: Both): Html {
  return html`<p class="none">${inline(text)}</p>
`;
}
