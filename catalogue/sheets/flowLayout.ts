import type { Flow, FlowNode } from './flowNodes.ts';
import { wrap } from './wrap.ts';

/** Measures of the chart, in its own units: it is scaled to the width of the page. */
export const WIDTH = 1000;
export const BAND = 30;
export const HEAD = 54;
export const GAP = 44;
const PADDING = 9;
const MARGIN = 8;

/** A line of text with its size and class: `b` bold, `e` English, `n` note. */
export interface Line {
  readonly text: string;
  readonly size: number;
  readonly style: 'b' | 'e' | 'n';
}

/** A box in its place. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly node: FlowNode;
  readonly lines: readonly Line[];
}

export interface Layout {
  readonly boxes: ReadonlyMap<string, Box>;
  /** Where each row begins. */
  readonly tops: readonly number[];
  readonly height: number;
  readonly laneWidth: number;
}

/** Gives every box its place: rows as high as their tallest box, lanes of one width. */
export function layOut(flow: Flow): Layout {
  const laneWidth = (WIDTH - BAND) / flow.lanes.length;
  const w = laneWidth - 2 * MARGIN;
  const boxes = new Map<string, Box>();
  const tops: number[] = [];
  const last = Math.max(...flow.nodes.map((node) => node.row));
  let y = HEAD + GAP / 2;
  for (let row = 0; row <= last; row++) {
    tops.push(y);
    const here = flow.nodes.filter((node) => node.row === row);
    const texts = here.map((node) => linesOf(node, w - 10));
    const h = Math.max(...texts.map((lines) => heightOf(lines) + 2 * PADDING), 40);
    here.forEach((node, i) => {
      const x = BAND + flow.lanes.indexOf(node.lane) * laneWidth + MARGIN;
      boxes.set(node.id, { x, y, w, h, node, lines: texts[i] ?? [] });
    });
    y += h + GAP;
  }
  return { boxes, tops, height: Math.round(y - GAP / 2), laneWidth };
}

/** Text in lines that fit a width. */
export function styled(text: string, size: number, style: Line['style'], width: number): Line[] {
  const drawn = style === 'b' ? size * 1.08 : size; // bold letters are wider
  return wrap(text, drawn, width).map((each) => ({ text: each, size, style }));
}

/** How high lines of text are together. */
export function heightOf(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + line.size * 1.25, 0);
}

function linesOf({ text, note }: FlowNode, width: number): Line[] {
  return [
    ...styled(text.vi, 12, 'b', width),
    ...styled(text.en, 10, 'e', width),
    ...(note ?? []).flatMap((line) => styled(line, 10.5, 'n', width)),
  ];
}
