import type { Scales } from '../../functions/core/reports/indices.ts';

/** What the schemas cannot see: items without a group, more points than a group has, an index that stands twice. */
export function scaleProblems({ qd766, tt012018 }: Scales): string[] {
  const groups = new Set(qd766.groups.map(({ id }) => id));
  const lost = qd766.items
    .filter(({ group }) => !groups.has(group))
    .map(({ id }) => `qd766 ${id}: no such group`);
  const over = qd766.groups.flatMap(({ id, points }) => {
    const own = qd766.items
      .filter(({ group }) => group === id)
      .reduce((sum, item) => sum + (item.points ?? 0), 0);
    return own > points ? [`qd766 group ${id}: its items have ${own} of ${points} points`] : [];
  });
  const silent = qd766.items.filter(
    ({ measure, missing }) => (measure === undefined) === (missing === undefined),
  );
  const numbers = tt012018.indices.map(({ n }) => n);
  const twice = numbers
    .filter((n, i) => numbers.indexOf(n) < i)
    .map((n) => `tt012018 index ${n} stands twice`);
  return [
    ...lost,
    ...over,
    ...silent.map(({ id }) => `qd766 ${id}: either a measure or why there is none`),
    ...twice,
  ];
}
