import type { Box } from './box.ts';

export interface Placed {
  readonly box: Box;
  readonly top: number;
}

/** Puts boxes on pages of the given height; tops count from the top of the page's room. */
export const paginate = (boxes: readonly Box[], room: number): readonly (readonly Placed[])[] => {
  const pages: Placed[][] = [[]];
  let used = 0;
  for (const [index, box] of boxes.entries()) {
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && used + chained(boxes, index) > room + 0.01) {
      const next: Placed[] = [];
      used = 0;
      if (box.header) {
        next.push({ box: box.header, top: 0 });
        used = box.header.height;
      }
      next.push({ box, top: used });
      pages.push(next);
    } else page.push({ box, top: used });
    used += box.height + box.after;
  }
  return pages;
};

/** Height of a box with all that must stand on the same page after it. */
const chained = (boxes: readonly Box[], index: number): number => {
  let height = 0;
  for (let i = index; i < boxes.length; i++) {
    const box = boxes[i];
    if (!box) break;
    height += box.height;
    if (!box.keep) break;
    height += box.after;
  }
  return height;
};
