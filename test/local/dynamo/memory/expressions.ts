import fc from 'fast-check';

/** An attribute value as on the wire. */
export type Wire = Readonly<Record<string, unknown>>;

export const texts = ['a', 'ab', 'abc', 'b', 'é', '\uFFEE', '😀', 'ab😀'];
export const numbers = [
  '0',
  '1',
  '1.0',
  '2',
  '-2',
  '1e2',
  '0.5',
  '-0.01',
  '100',
  '12345678901234567890',
  '-7E-3',
];
const bytes = ['', 'AA==', 'AAE=', '/w==', 'YWI='];

const text = fc.constantFrom(...texts);
/** Texts that may not be keys. */
const anyText = fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: fc.constant('') });
export const S = text.map((each): Wire => ({ S: each }));
export const N = fc.constantFrom(...numbers).map((each): Wire => ({ N: each }));
const B = fc.constantFrom(...bytes).map((each): Wire => ({ B: each }));
const ordered = fc.oneof(S, N, B);
const scalar = fc.oneof(
  anyText.map((each): Wire => ({ S: each })),
  N,
  B,
  fc.boolean().map((BOOL): Wire => ({ BOOL })),
  fc.constant<Wire>({ NULL: true }),
);
const NS = fc
  .uniqueArray(fc.constantFrom('1', '2', '3.5', '-4'), { minLength: 1 })
  .map((each): Wire => ({ NS: each }));
const SS = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'é'), { minLength: 1 })
  .map((each): Wire => ({ SS: each }));
const L = fc
  .array(fc.oneof(scalar, fc.record({ M: fc.record({ k: scalar }) })), { maxLength: 3 })
  .map((each): Wire => ({ L: each }));
const M = fc
  .record({ k: scalar, deep: fc.oneof(L, scalar) }, { requiredKeys: [] })
  .map((each): Wire => ({ M: each }));
export const value: fc.Arbitrary<Wire> = fc.oneof(scalar, NS, SS, L, M);

/** Attributes that are no keys of the table; `a`, `n`, `b` and `c` are keys of indexes. */
const path = fc.constantFrom(
  'x',
  'n',
  'a',
  'l',
  'l[0]',
  'l[1]',
  'l[7]',
  'm',
  'm.k',
  'm.deep[0]',
  'l[0].k',
  'ns',
  'ss',
  'pk',
  'sk',
  'nowhere',
);
/** A literal in an expression, for `request` to put behind a `:value`. */
const literal = (of: fc.Arbitrary<Wire>): fc.Arbitrary<string> =>
  of.map((each) => `⟦${JSON.stringify(each)}⟧`);
const sized = path.map((each) => `size(${each})`);
const operand = fc.oneof({ weight: 4, arbitrary: path }, { weight: 1, arbitrary: sized });

const simple = fc.oneof(
  fc
    .tuple(
      operand,
      fc.constantFrom('=', '<>', '<', '<=', '>', '>='),
      fc.oneof(literal(N), literal(S), literal(B), fc.constantFrom('y', 'm.deep', 'l[2]')),
    )
    .map((parts) => parts.join(' ')),
  fc.tuple(path, fc.constantFrom('=', '<>'), literal(value)).map((parts) => parts.join(' ')),
  fc.tuple(fc.constantFrom('attribute_exists', 'attribute_not_exists'), path).map(([f, p]) => `${f}(${p})`),
  fc
    .tuple(path, fc.constantFrom('S', 'N', 'B', 'BOOL', 'NULL', 'L', 'M', 'SS', 'NS'))
    .map(([p, t]) => `attribute_type(${p}, ⟦{"S":"${t}"}⟧)`),
  fc
    .tuple(fc.constantFrom('begins_with', 'contains'), path, literal(fc.oneof(S, B)))
    .map(([f, p, v]) => `${f}(${p}, ${v})`),
  fc.tuple(path, literal(value)).map(([p, v]) => `contains(${p}, ${v})`),
  fc.tuple(operand, fc.oneof(literal(ordered), operand)).map(([p, v]) => `${p} BETWEEN ${v} AND ${v}`),
  operand.map((p) => `${p} BETWEEN ⟦{"S":"a"}⟧ AND ⟦{"S":"b"}⟧`),
  operand.map((p) => `${p} BETWEEN ⟦{"N":"-1"}⟧ AND ⟦{"N":"3e0"}⟧`),
  fc
    .tuple(operand, fc.array(literal(scalar), { minLength: 1, maxLength: 3 }))
    .map(([p, list]) => `${p} IN (${list.join(', ')})`),
);
export const condition: fc.Arbitrary<string> = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    simple,
    fc.tuple(tie('any'), fc.constantFrom('AND', 'OR', 'and', 'Or'), simple).map((parts) => parts.join(' ')),
    fc
      .tuple(simple, fc.constantFrom('AND', 'OR'), simple, fc.constantFrom('AND', 'OR'), simple)
      .map(([a, o, b, p, c]) => `${a} ${o} (${b} ${p} ${c})`),
    simple.map((each) => `NOT ${each}`),
  ),
})).any;

/** Beyond the end of a list the native engine sets NULLs where AWS appends: of lists only the first element is set. */
const target = fc.constantFrom('x', 'n', 'a', 'l', 'l[0]', 'm', 'm.k', 'm.fresh', 'm.deep[0]');
const removable = fc.oneof(target, fc.constantFrom('l[1]', 'l[9]', 'm.deep[2]'));
const root = (of: string): string => of.split(/[.[]/)[0] ?? of;
const source = fc.oneof(
  literal(value),
  literal(N),
  path,
  fc.tuple(path, literal(value)).map(([p, v]) => `if_not_exists(${p}, ${v})`),
  fc.tuple(fc.oneof(path, literal(L)), literal(L)).map(([p, v]) => `list_append(${p}, ${v})`),
  fc.tuple(path, literal(L), literal(L)).map(([p, v, w]) => `list_append(if_not_exists(${p}, ${v}), ${w})`),
  fc.tuple(path, fc.constantFrom('+', '-'), literal(N)).map((parts) => parts.join(' ')),
  fc.tuple(path, literal(N), literal(N)).map(([p, v, w]) => `if_not_exists(${p}, ${v}) + ${w}`),
);
const meeting = (name: string, at: fc.Arbitrary<string>, of: fc.Arbitrary<Wire>) =>
  fc.tuple(at, literal(of)).map((parts) => `${name} ${parts.join(' ')}`);
/** Every update sets something: one that only takes away makes no item on AWS, but does on the native engine. */
export const update: fc.Arbitrary<string> = fc
  .tuple(
    fc.uniqueArray(fc.tuple(target, source), { minLength: 1, maxLength: 2, selector: ([at]) => root(at) }),
    fc.option(removable, { nil: undefined }),
    fc.option(meeting('ADD', fc.constant('ns'), NS), { nil: '' }),
    fc.option(meeting('DELETE', fc.constant('ss'), SS), { nil: '' }),
    fc.option(meeting('ADD', fc.constantFrom('n', 'ss', 'y'), fc.oneof(N, NS, SS)), { nil: undefined }),
  )
  .map(([sets, removed, add, taken, only]) => {
    if (only !== undefined) return only;
    const remove =
      removed === undefined || sets.some(([at]) => root(at) === root(removed)) ? '' : `REMOVE ${removed}`;
    return `SET ${sets.map((parts) => parts.join(' = ')).join(', ')} ${remove} ${add} ${taken}`;
  });
export const projection: fc.Arbitrary<string> = fc
  .uniqueArray(path, { minLength: 1, maxLength: 2, selector: root })
  .map((each) => each.join(', '));

/** A request whose expressions have their literals behind `:values` and, where asked, their first names behind `#names`. */
export function request(input: Readonly<Record<string, unknown>>, aliased: boolean): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const names: Record<string, string> = {};
  const entries = Object.entries(input).map(([key, given]) => {
    if (!key.endsWith('Expression') || typeof given !== 'string') return [key, given];
    const bound = given.replace(/⟦(.*?)⟧/g, (_, json: string) => {
      const ref = `:v${Object.keys(values).length}`;
      values[ref] = JSON.parse(json);
      return ref;
    });
    if (!aliased) return [key, bound];
    return [
      key,
      bound.replace(/(?<![:#\w.])(x|l|m|pk|ns)\b/g, (name) => {
        names[`#${name}`] = name;
        return `#${name}`;
      }),
    ];
  });
  return {
    ...Object.fromEntries(entries),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
  };
}
