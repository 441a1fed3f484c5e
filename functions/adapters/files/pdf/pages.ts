import { damaged, GivenUp, type Work } from '../work.ts';
import type { Pdf } from './document.ts';
import { isA, isList, type PdfDict, type PdfValue } from './values.ts';

export interface Page {
  readonly n: number;
  readonly dict: PdfDict;
  readonly resources: PdfDict | undefined;
  /** Left, bottom, right, top of what is shown, in user space units. */
  readonly box: readonly [number, number, number, number];
  /** Points per unit of user space, times 1/72 inch. */
  readonly unit: number;
}

interface Inherited {
  readonly resources: PdfDict | undefined;
  readonly media: readonly number[] | undefined;
  readonly crop: readonly number[] | undefined;
}

/** The pages of the tree in their order, each once (ISO 32000-1, 7.7.3). */
export const pagesOf = (pdf: Pdf, work: Work): Page[] => {
  const root = pdf.dict(pdf.trailer('Root'));
  const top = root && pdf.dict(root.entries.get('Pages'));
  if (!top) throw damaged('there is no page tree');
  const pages: Page[] = [];
  const seen = new Set<PdfDict>();
  const pending: { node: PdfDict; from: Inherited }[] = [
    { node: top, from: { resources: undefined, media: undefined, crop: undefined } },
  ];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, from } = next;
    if (seen.has(node)) throw damaged('the page tree runs in a circle');
    seen.add(node);
    const inherited: Inherited = {
      resources: pdf.dict(node.entries.get('Resources')) ?? from.resources,
      media: rectangle(pdf, node.entries.get('MediaBox')) ?? from.media,
      crop: rectangle(pdf, node.entries.get('CropBox')) ?? from.crop,
    };
    const kids = pdf.get(node, 'Kids');
    if (isList(kids)) {
      for (const kid of [...kids].reverse()) {
        const child = pdf.dict(kid);
        if (!child) throw damaged('a page is missing');
        pending.push({ node: child, from: inherited });
      }
      continue;
    }
    if (node === top) break;
    if (pages.length >= work.limits.maxPages) {
      throw new GivenUp('work-limit', `more than ${work.limits.maxPages} pages`);
    }
    pages.push(pageOf(pdf, node, inherited, pages.length + 1));
  }
  return pages;
};

const pageOf = (pdf: Pdf, dict: PdfDict, { resources, media, crop }: Inherited, n: number): Page => {
  const unit = pdf.get(dict, 'UserUnit');
  // US letter is what viewers take for a page without a size.
  const [left = 0, bottom = 0, right = 612, top = 792] = media ?? [];
  const [cropLeft = left, cropBottom = bottom, cropRight = right, cropTop = top] = crop ?? [];
  return {
    n,
    dict,
    resources,
    box: [
      Math.max(left, cropLeft),
      Math.max(bottom, cropBottom),
      Math.min(right, cropRight),
      Math.min(top, cropTop),
    ],
    unit: typeof unit === 'number' && unit > 0 ? unit : 1,
  };
};

/** Any two opposite corners, put in order. */
const rectangle = (pdf: Pdf, value: PdfValue | undefined): readonly number[] | undefined => {
  const list = pdf.resolve(value);
  if (!isList(list)) return undefined;
  const [a, b, c, d] = list.map((each) => pdf.resolve(each));
  if (typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number')
    return undefined;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
};

/** Which page an object belongs to, for people who look for it: the page itself and its annotations. */
export const pageNumbers = (pdf: Pdf, pages: readonly Page[]): ReadonlyMap<PdfDict, number> => {
  const numbers = new Map<PdfDict, number>();
  for (const { n, dict } of pages) {
    numbers.set(dict, n);
    const annotations = pdf.get(dict, 'Annots');
    for (const each of isList(annotations) ? annotations : []) {
      const annotation = pdf.dict(each);
      if (!annotation) continue;
      numbers.set(annotation, n);
      const action = pdf.dict(annotation.entries.get('A'));
      if (action) numbers.set(action, n);
    }
  }
  return numbers;
};

export const nameOf = (value: PdfValue | undefined): string | undefined =>
  isA(value, 'name') ? value.name : undefined;
