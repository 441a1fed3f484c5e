import { fillOf, LEFT, label, line, RIGHT, rect, svg, text, WIDTH } from './svg.ts';
import type { Cell, Column, Plot, Row, Table } from './table.ts';
import { cellText } from './text.ts';

const ROW = 36;
const BAR = 20;
const ROOM = WIDTH - LEFT - RIGHT;

/** A plot as inline SVG, drawn from the rows of its table; undefined when there is nothing to see. */
export const plotOf = (plot: Plot, table: Table, id: string): string | undefined => {
  if (table.rows.length === 0) return undefined;
  return plot.kind === 'stacked' ? stacked(plot, table, id) : spread(plot, table, id);
};

type Of<K extends Plot['kind']> = Extract<Plot, { kind: K }>;

const figureOf = (cell: Cell): number => (typeof cell === 'number' ? cell : 0);

/** A cell with the name of its column: `Trước hạn 104`. */
const said = (columns: readonly Column[], row: Row, key: string): string => {
  const column = columns.find((each) => each.key === key);
  return `${column?.name.vi ?? key} ${cellText(row[key], column?.kind ?? 'count') || '–'}`;
};

const describe = ({ columns, rows }: Table, name: string, keys: readonly string[]): string =>
  rows
    .map((row) => `${row[name] ?? ''}: ${keys.map((key) => said(columns, row, key)).join(', ')}`)
    .join('; ');

const stacked = (plot: Of<'stacked'>, table: Table, id: string): string => {
  const { columns, rows } = table;
  const keys = plot.series.map(({ key }) => key);
  const sums = rows.map((row) => keys.reduce((sum, key) => sum + figureOf(row[key]), 0));
  const kind = columns.find(({ key }) => key === keys[0])?.kind ?? 'count';
  const scale = ROOM / Math.max(1, ...sums);
  const bars = rows.map((row, i) => {
    const top = legendHeight + i * ROW;
    let x = LEFT;
    const parts = plot.series.map(({ key, tone }) => {
      const width = figureOf(row[key]) * scale;
      const bar =
        width === 0 ? '' : rect(x, top + (ROW - BAR) / 2, width, BAR, `tone-${tone}`, fillOf(tone, id));
      const figure =
        width < 34 ? '' : text(x + width / 2, top + ROW / 2 + 4.5, cellText(row[key], kind), `on-${tone}`);
      x += width;
      return bar + figure;
    });
    return `${label(top + ROW / 2, String(row[plot.label] ?? ''))}${parts.join('')}${text(x + 8, top + ROW / 2 + 4.5, cellText(sums[i], kind), 'figure')}`;
  });
  let x = LEFT;
  const legend = plot.series.map(({ key, tone }) => {
    const name = columns.find((column) => column.key === key)?.name.vi ?? key;
    const entry = rect(x, 6, 14, 14, `tone-${tone}`, fillOf(tone, id)) + text(x + 20, 18, name);
    x += 50 + name.length * 8;
    return entry;
  });
  const height = legendHeight + rows.length * ROW + 4;
  const axis = line(LEFT, legendHeight, LEFT, height - 4, 'axis');
  return svg(
    id,
    height,
    plot.title.vi,
    describe(table, plot.label, keys),
    [...legend, ...bars, axis].join('\n'),
  );
};

const legendHeight = 30;

const spread = (plot: Of<'spread'>, table: Table, id: string): string => {
  const { columns, rows } = table;
  const keys = [plot.low, plot.middle, plot.high, plot.limit];
  const most = Math.max(0.1, ...rows.flatMap((row) => keys.map((key) => figureOf(row[key]))));
  const unit = tick(most);
  const end = Math.ceil(most / unit) * unit;
  const at = (value: number) => LEFT + (value / end) * ROOM;
  const bottom = legendHeight + rows.length * ROW;
  const ticks = Array.from({ length: Math.round(end / unit) + 1 }, (_, i) => i * unit);
  const grid = ticks.map((value) => {
    const words = cellText(value, Number.isInteger(unit) ? 'count' : 'decimal');
    return (
      line(at(value), legendHeight, at(value), bottom, 'grid') + text(at(value), bottom + 16, words, 'tick')
    );
  });
  const bars = rows.map((row, i) => {
    const middle = legendHeight + i * ROW + ROW / 2;
    const name = label(middle, String(row[plot.label] ?? ''));
    const limit = row[plot.limit];
    const mark = typeof limit === 'number' ? rect(at(limit) - 2, middle - 13, 4, 26, 'limit') : '';
    if (row[plot.middle] === undefined) return name + mark;
    const [low, high] = [at(figureOf(row[plot.low])), at(figureOf(row[plot.high]))];
    const box = rect(low, middle - 8, Math.max(high - low, 2), 16, 'tone-fair');
    const median = rect(at(figureOf(row[plot.middle])) - 2, middle - 8, 4, 16, 'median');
    const figure = text(
      WIDTH - RIGHT + 12,
      middle + 4.5,
      said(columns, row, plot.middle).replace(/^.* /, ''),
      'figure',
    );
    return name + box + median + mark + figure;
  });
  const nameOf = (key: string) => columns.find((column) => column.key === key)?.name.vi ?? key;
  const entries: readonly (readonly [string, string])[] = [
    ['tone-fair', `${nameOf(plot.low)} – ${nameOf(plot.high)}`],
    ['median', nameOf(plot.middle)],
    ['limit', nameOf(plot.limit)],
  ];
  let x = LEFT;
  const legend = entries.map(([kind, name]) => {
    const entry = rect(x, 6, kind === 'tone-fair' ? 14 : 4, 14, kind) + text(x + 20, 18, name);
    x += 50 + name.length * 8;
    return entry;
  });
  const height = bottom + 24;
  const body = [...legend, ...grid, ...bars].join('\n');
  return svg(id, height, plot.title.vi, describe(table, plot.label, keys), body);
};

/** A round distance between grid lines: about five of them. */
const tick = (most: number): number => {
  const raw = most / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].find((each) => each * power >= raw) ?? 10;
  return step * power;
};
