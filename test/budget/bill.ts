import type { WriteRequest, WrittenItem } from './recorder.ts';
import { indexUnits, type TableShape, tableUnits } from './units.ts';

/** What one write request cost: by kind of item, and what it was for. */
export interface BillLine {
  /** The event it appended, `createDraft`, or what a plain write did: `park`, `inspected`, ... */
  readonly purpose: string;
  readonly refused: boolean;
  readonly units: Readonly<Record<string, number>>;
  readonly total: number;
}

const textOf = (written: WrittenItem, name: string): string =>
  (written.after ?? written.before)?.[name]?.S ?? '';

/** HEAD, EVENT, IDEM, COUNTER, GAUGE, DOC, ...: the part of the key before `#`. */
const kindOf = (written: WrittenItem): string => {
  const [kind = ''] = (textOf(written, 'sk') || 'EVENT').split('#');
  const [owner = ''] = textOf(written, 'pk').split('#');
  return ['UPLOAD', 'COUNTER', 'BOOK', 'GAUGE'].includes(owner) ? owner : kind;
};

/** A plain write is told by the item and by the attribute that it brought or took away. */
const purposeOf = ({ items, transactional }: WriteRequest): string => {
  const event = items.find((written) => kindOf(written) === 'EVENT');
  if (event) return textOf(event, 'type');
  const [first] = items;
  if (!first) return 'nothing';
  const kind = kindOf(first);
  if (transactional) return 'createDraft';
  if (kind !== 'HEAD') {
    const fresh = Object.keys(first.after ?? {}).filter((name) => first.before?.[name] === undefined);
    const known = [
      'archive',
      'inspection',
      'taskToken',
      'scan',
      'size',
      'rendered',
      'sentAt',
      'claimedUntil',
    ];
    const facts = known.filter((name) => fresh.includes(name));
    return `${kind} ${facts[0] ?? 'changed'}`;
  }
  return first.after?.taskToken === undefined ? 'close' : 'park';
};

/** The bill of some write requests, in their order. */
export const billOf = (
  writes: readonly WriteRequest[],
  shapes: ReadonlyMap<string, TableShape>,
): BillLine[] =>
  writes.map((write) => {
    const units: Record<string, number> = {};
    const add = (kind: string, more: number): void => {
      units[kind] = (units[kind] ?? 0) + more;
    };
    for (const written of write.items) {
      const shape = shapes.get(written.table);
      if (!shape) throw new Error(`nobody created the table ${written.table}`);
      add(kindOf(written), tableUnits(written, write.transactional));
      for (const [index, more] of Object.entries(indexUnits(written, shape))) add(`index ${index}`, more);
    }
    const total = Object.values(units).reduce((sum, each) => sum + each, 0);
    return { purpose: purposeOf(write), refused: write.refused, units, total };
  });

/** The bill as text: one row per purpose, one column per kind of item, sums at the end. */
export const breakdown = (bill: readonly BillLine[]): string => {
  const kinds = [...new Set(bill.flatMap(({ units }) => Object.keys(units)))];
  const sum = (lines: readonly BillLine[], kind: string): number =>
    lines.reduce((total, { units }) => total + (units[kind] ?? 0), 0);
  const row = (name: string, lines: readonly BillLine[]): string[] => [
    name,
    String(lines.length),
    ...kinds.map((kind) => String(sum(lines, kind) || '')),
    String(lines.reduce((all, { total }) => all + total, 0)),
  ];
  const byPurpose = Map.groupBy(bill, ({ purpose, refused }) => (refused ? `${purpose} (refused)` : purpose));
  const rows = [
    ['write', 'times', ...kinds, 'units'],
    ...[...byPurpose].map(([purpose, lines]) => row(purpose, lines)),
    row('all', bill),
  ];
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((cells) => cells[i]?.length ?? 0))) ?? [];
  const pad = (cell: string, i: number): string =>
    i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0);
  return rows.map((cells) => cells.map(pad).join('  ')).join('\n');
};
