import { GivenUp, type Work } from '../work.ts';
import type { Pdf } from './document.ts';
import { lexer } from './lexer.ts';
import { nameOf, type Page } from './pages.ts';
import { isA, isList, type PdfDict, type PdfStream, type PdfValue } from './values.ts';

/** An image as it is painted on a page. */
export interface Painted {
  readonly dict: PdfDict;
  /** Across and down; the lower one of both counts. */
  readonly dpi: number;
  /** Of the visible page. */
  readonly share: number;
  /** Left, bottom, right, top as parts of the visible page. */
  readonly place: readonly [number, number, number, number];
}

export interface PageContents {
  readonly images: readonly Painted[];
  /** Any words, visible or not. */
  readonly text: boolean;
}

type Matrix = readonly [number, number, number, number, number, number];
const identity: Matrix = [1, 0, 0, 1, 0, 0];
const times = ([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix => [
  ...([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j] as const),
  ...([e * g + f * i + k, e * h + f * j + l] as const),
];

/** Follows the contents of a page as far as needed to see where its images are painted and whether there are words. */
export const pageContents = (pdf: Pdf, page: Page, work: Work): PageContents => {
  const images: Painted[] = [];
  let text = false;
  const run = (data: Buffer, resources: PdfDict | undefined, start: Matrix, depth: number): void => {
    const objects = resources && pdf.dict(resources.entries.get('XObject'));
    let matrix = start;
    const saved: Matrix[] = [];
    for (const [operator, operands] of operations(data, work)) {
      if (operator === 'q' && saved.length < 1000) saved.push(matrix);
      else if (operator === 'Q') matrix = saved.pop() ?? matrix;
      else if (operator === 'cm') matrix = times(matrixOf(operands) ?? identity, matrix);
      else if (textOperators.has(operator)) text ||= operands.some(hasWords);
      else if (operator === 'Do')
        paint(objects?.entries.get(nameOf(operands.at(-1)) ?? ''), resources, matrix, depth);
    }
  };
  const paint = (
    value: PdfValue | undefined,
    resources: PdfDict | undefined,
    matrix: Matrix,
    depth: number,
  ): void => {
    const object = pdf.resolve(value);
    if (!isA(object, 'stream')) return;
    const kind = nameOf(pdf.get(object.dict, 'Subtype'));
    if (kind === 'Image' && images.length >= work.limits.maxImages) {
      throw new GivenUp('work-limit', `page ${page.n}: more than ${work.limits.maxImages} images`);
    }
    if (kind === 'Image') images.push(painted(pdf, object.dict, matrix, page));
    if (kind !== 'Form') return;
    if (depth > 16) throw new GivenUp('work-limit', `page ${page.n}: forms within forms`);
    const list = pdf.get(object.dict, 'Matrix');
    const own = (isList(list) && matrixOf(list.flatMap((each) => pdf.resolve(each) ?? []))) || identity;
    const inner = pdf.dict(object.dict.entries.get('Resources')) ?? resources;
    run(pdf.content(object) ?? Buffer.alloc(0), inner, times(own, matrix), depth + 1);
  };
  run(contentsOf(pdf, page, work), page.resources, identity, 0);
  return { images, text };
};

const textOperators: ReadonlySet<string> = new Set(['Tj', 'TJ', "'", '"']);
const hasWords = (value: PdfValue): boolean =>
  isList(value) ? value.some(hasWords) : isA(value, 'text') && value.bytes.trim() !== '';

const contentsOf = (pdf: Pdf, { dict }: Page, work: Work): Buffer => {
  const contents = pdf.get(dict, 'Contents');
  const streams = (isList(contents) ? contents.map((each) => pdf.resolve(each)) : [contents]).filter(
    (each): each is PdfStream => isA(each, 'stream'),
  );
  // The same stream may stand there many times: counted before it is copied.
  const parts: Buffer[] = [];
  let bytes = 0;
  for (const each of streams) {
    const part = pdf.content(each) ?? Buffer.alloc(0);
    bytes += part.length;
    if (bytes > work.limits.maxPartBytes) throw new GivenUp('expansion-limit', 'the contents of a page');
    parts.push(part, Buffer.from('\n'));
  }
  work.passed(bytes);
  return Buffer.concat(parts);
};

/** Operators with what stands before them. The data of inline images is skipped. */
function* operations(data: Buffer, work: Work): Generator<[operator: string, operands: PdfValue[]]> {
  const reader = lexer(data, work, 0, false);
  let operands: PdfValue[] = [];
  for (let token = reader.next(); token !== undefined; token = reader.next()) {
    if (!isA(token, 'word')) {
      if (operands.length < 1000) operands.push(token);
      continue;
    }
    if (token.word === 'ID') {
      const end = inlineEnd(data, reader.at);
      reader.at = end;
    }
    yield [token.word, operands];
    operands = [];
  }
}

const inlineEnd = (data: Buffer, from: number): number => {
  for (let at = data.indexOf('EI', from, 'latin1'); at >= 0; at = data.indexOf('EI', at + 2, 'latin1')) {
    if (/^\sEI(\s|$)/.test(data.toString('latin1', at - 1, at + 3))) return at;
  }
  return data.length;
};

const matrixOf = (values: readonly PdfValue[]): Matrix | undefined => {
  const [a, b, c, d, e, f] = values.filter((each) => typeof each === 'number').slice(-6);
  return a === undefined ||
    b === undefined ||
    c === undefined ||
    d === undefined ||
    e === undefined ||
    f === undefined
    ? undefined
    : [a, b, c, d, e, f];
};

/** The image is painted on the unit square as the matrix turns it. */
const painted = (pdf: Pdf, dict: PdfDict, [a, b, c, d, e, f]: Matrix, { box, unit }: Page): Painted => {
  const [width, height] = ['Width', 'Height'].map((name) => Number(pdf.get(dict, name) ?? 0));
  const inches = [Math.hypot(a, b), Math.hypot(c, d)].map((length) => (length * unit) / 72);
  const across = (width ?? 0) / (inches[0] || Number.POSITIVE_INFINITY);
  const down = (height ?? 0) / (inches[1] || Number.POSITIVE_INFINITY);
  const xs = [e, e + a, e + c, e + a + c];
  const ys = [f, f + b, f + d, f + b + d];
  const [left, bottom, right, top] = box;
  const part = (value: number, low: number, high: number): number =>
    Math.min(1, Math.max(0, (value - low) / Math.max(1e-6, high - low)));
  const place = [
    part(Math.min(...xs), left, right),
    part(Math.min(...ys), bottom, top),
    part(Math.max(...xs), left, right),
    part(Math.max(...ys), bottom, top),
  ] as const;
  const share = (place[2] - place[0]) * (place[3] - place[1]);
  return { dict, dpi: Math.round(Math.min(across, down)), share, place };
};
