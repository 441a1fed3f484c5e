import type { Line, Measure } from './wrap.ts';

/** Points; x to the right, y down from the top edge of the page. */
export interface Pen {
  line(line: Line, x: number, top: number, size: number): void;
  rule(from: readonly [number, number], to: readonly [number, number], style?: 'thin' | 'dotted'): void;
  frame(x: number, top: number, width: number, height: number): void;
  qr(text: string, x: number, top: number, side: number): void;
}

/** Something of fixed height that is never divided between pages. */
export interface Box {
  readonly height: number;
  /** Space below it, dropped at the end of a page. */
  readonly after: number;
  /** Never the last of its page while something follows. */
  readonly keep?: boolean;
  /** Repeated above it when it is the first of a page: the head of its table. */
  readonly header?: Box | undefined;
  draw(pen: Pen, x: number, top: number): void;
}

/** What a block needs to become boxes. */
export interface Frame {
  readonly width: number;
  /** Height of a page between head and foot. */
  readonly room: number;
  readonly size: number;
  readonly measure: Measure;
  readonly printable: (text: string) => string;
}

/** Vietnamese letters carry two marks (Ẫ, Ặ): lines stand wider apart than in other scripts. */
export const leading = 1.32;

export const lineHeight = (size: number): number => size * leading;
