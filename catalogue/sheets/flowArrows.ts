import { type Box, GAP, type Layout } from './flowLayout.ts';
import type { FlowEdge } from './flowNodes.ts';
import { type Html, html } from './html.ts';

/** Arrows between boxes: down and across for the main path, side by side for there and back. */
export function arrow(edge: FlowEdge, { boxes }: Layout): Html | undefined {
  const [from, to] = [boxes.get(edge.from), boxes.get(edge.to)];
  if (from === undefined || to === undefined) return undefined;
  return edge.kind === 'main' ? mainArrow(edge, from, to) : sideArrow(edge, from, to);
}

/** Rounds coordinates, so that the same chart is the same text everywhere. */
export function r(value: number): number {
  return Math.round(value * 10) / 10;
}

function mainArrow({ label }: FlowEdge, from: Box, to: Box): Html {
  const [x1, x2] = [centre(from), centre(to)];
  const foot = from.y + from.h;
  const bend = to.y - GAP / 2;
  const path =
    x1 === x2 ? `M${r(x1)} ${r(foot)}V${r(to.y)}` : `M${r(x1)} ${r(foot)}V${r(bend)}H${r(x2)}V${r(to.y)}`;
  return html`<path d="${path}" fill="none" stroke="#333" stroke-width="1.6" marker-end="url(#tip)" />
${label && text(label.vi, label.en, Math.max(x1, x2) + 10, bend)}`;
}

function sideArrow({ kind }: FlowEdge, from: Box, to: Box): Html {
  return html`<path d="${sidePath(kind, from, to)}" fill="none" stroke="#8a5a00" stroke-width="1.2" stroke-dasharray="5 3" marker-end="url(#tip)" />
`;
}

function sidePath(kind: FlowEdge['kind'], from: Box, to: Box): string {
  if (kind === 'down') {
    const x = r(centre(from) + from.w / 4); // beside the main arrow, which leaves from the middle
    return `M${x} ${r(from.y + from.h)}V${r(to.y)}`;
  }
  // Going there runs a little above the middle of the boxes, coming back a little below.
  const y = r(Math.max(from.y, to.y) + Math.min(from.h, to.h) / 2 + (kind === 'there' ? -9 : 9));
  return from.x > to.x ? `M${r(from.x)} ${y}H${r(to.x + to.w)}` : `M${r(from.x + from.w)} ${y}H${r(to.x)}`;
}

function text(vi: string, en: string, x: number, y: number): Html {
  return html`<text x="${r(x)}" y="${r(y + 10)}" font-size="10.5" font-weight="600">${vi}</text>
<text x="${r(x)}" y="${r(y + 20)}" font-size="9.5" class="e">${en}</text>
`;
}

function centre({ x, w }: Box): number {
  return x + w / 2;
}
