import type { ProcedureData } from '../../functions/core/procedure/index.ts';
import { arrow, r } from './flowArrows.ts';
import {
  BAND,
  type Box,
  GAP,
  HEAD,
  heightOf,
  type Layout,
  type Line,
  layOut,
  styled,
  WIDTH,
} from './flowLayout.ts';
import { type Flow, type FlowNode, flowOf } from './flowNodes.ts';
import { Html, html } from './html.ts';
import { phases, roles } from './words.ts';

/** Section 3: the steps as boxes in the lanes of those who do them, with the ways out; a picture inside the page. */
export function flowChart(procedure: ProcedureData): Html {
  const flow = flowOf(procedure);
  const layout = layOut(flow);
  const name = `Lưu đồ ${procedure.code} / Flow chart ${procedure.code}`;
  return html`<svg class="flow" viewBox="0 0 ${WIDTH} ${layout.height}" role="img" aria-label="${name}">
<defs><marker id="tip" viewBox="0 0 8 8" refX="7.4" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="#333" /></marker></defs>
${bands(flow, layout)}${lanes(flow, layout)}${flow.edges.map((edge) => arrow(edge, layout))}${[...layout.boxes.values()].map(drawn)}</svg>
`;
}

function bands({ phases: all }: Flow, { tops, height }: Layout): Html[] {
  const edge = (row: number) => (tops[row] === undefined ? height : tops[row] - GAP / 2);
  return all.map(({ phase, from, to }, i) => {
    const [top, end] = [edge(from), edge(to + 1)];
    const middle = r((top + end) / 2);
    const x = BAND / 2;
    return html`<rect x="0" y="${r(top)}" width="${WIDTH}" height="${r(end - top)}" fill="${i % 2 === 0 ? '#f4f7fa' : '#ffffff'}" stroke="#bbb" stroke-width="0.8" />
<text x="${x}" y="${middle}" font-size="12" font-weight="600" text-anchor="middle" dominant-baseline="middle" transform="rotate(-90 ${x} ${middle})">${phases[phase].vi} / ${phases[phase].en}</text>
`;
  });
}

function lanes({ lanes: all }: Flow, { laneWidth, height }: Layout): Html[] {
  return all.map((lane, i) => {
    const x = BAND + i * laneWidth;
    const { vi, en } = roles[lane];
    const lines = [...styled(vi, 12, 'b', laneWidth - 6), ...styled(en, 10, 'e', laneWidth - 6)];
    return html`<rect x="${r(x)}" y="0" width="${r(laneWidth)}" height="${HEAD}" fill="#e4e9ef" stroke="#bbb" stroke-width="0.8" />
<line x1="${r(x)}" y1="${HEAD}" x2="${r(x)}" y2="${height}" stroke="#ccc" stroke-width="0.8" />
${textBlock(lines, x + laneWidth / 2, HEAD / 2)}`;
  });
}

const looks: Readonly<Record<FlowNode['kind'], Html>> = {
  start: new Html('fill="#e3f1e5" stroke="#2c6b34" stroke-width="1.2"'),
  step: new Html('fill="#ffffff" stroke="#1d3a5f" stroke-width="1.4"'),
  side: new Html('fill="#fff9e8" stroke="#8a5a00" stroke-width="1.1" stroke-dasharray="5 3"'),
  stop: new Html('fill="#ffeeec" stroke="#a40000" stroke-width="1.2"'),
};

function drawn({ x, y, w, h, node, lines }: Box): Html {
  const round = node.kind === 'start' || node.kind === 'stop' ? 14 : 3;
  return html`<rect x="${r(x)}" y="${r(y)}" width="${r(w)}" height="${r(h)}" rx="${round}" ${looks[node.kind]} />
${textBlock(lines, x + w / 2, y + h / 2)}`;
}

/** Lines of text centred on a point. */
function textBlock(lines: readonly Line[], x: number, middle: number): Html[] {
  let y = middle - heightOf(lines) / 2;
  return lines.map(({ text, size, style }) => {
    y += size * 1.25;
    return html`<text x="${r(x)}" y="${r(y - size * 0.32)}" font-size="${size}" text-anchor="middle" class="${style}">${text}</text>
`;
  });
}
