import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from '../../functions/core/dossier/commands.ts';
import { problems } from '../../functions/core/dossier/problems.ts';
import { phases, type Status, statusNames } from '../../functions/core/dossier/status.ts';
import { type CommandType, type Transition, transitions } from '../../functions/core/dossier/transitions.ts';
import { type Place, standing } from '../core/dossier/matrix.ts';
import { cellOf } from '../core/dossier/places.ts';
import {
  clerk,
  FILES,
  follow,
  judge,
  policy,
  rulesWith,
  type Story,
  verified,
} from '../core/dossier/support.ts';
import { appraisedSince, asked, inStep, lapsed, lastEvent, onwards } from '../core/dossier/tell.ts';

/** `docs/lifecycle.md`, written from the transition table and from what `decide` makes of every command in every place. */

/** A move of a dossier between two stands, such as `REVIEW 4`. */
export interface Move {
  readonly type: CommandType;
  readonly from: string;
  readonly to: string;
}

const isPlace = (name: string): name is Place => name in standing;
const isCommand = (name: string): name is CommandType => name in transitions;
const places = Object.keys(standing).filter(isPlace);
const commands = Object.keys(transitions).filter(isCommand);
const standOf = ({ dossier }: Story): string => `${dossier.phase} ${dossier.status}`;

const cells = commands.map((type) => ({
  type,
  row: places.map((place) => {
    const { story, command, actor, when } = cellOf(type, place);
    const decision = judge(story, command, actor, when);
    if (!decision.ok) return { refusal: decision.error.code };
    const to = standOf(follow(story, command, actor, when));
    return { move: { type, from: standing[place], to } };
  }),
}));

/** Where one command leads to two places: the other one of each. */
const otherwise = (): readonly Move[] => {
  const bad = (place: 'VERI' | 'VSUP' | 'VRES', n: number): Move => {
    const { story, actor, when } = cellOf('documentsVerified', place);
    const all = place === 'VERI' ? [1, 2, 3] : [n];
    const after = follow(story, verified(all, [n]), actor, when);
    return { type: 'documentsVerified', from: standing[place], to: standOf(after) };
  };
  const monday = '2026-11-02 09:00';
  const last = onwards(appraisedSince(monday), monday, inStep('STAMP'));
  const stamp: Command = { type: 'completeStep', step: 'STAMP' };
  const stops = rulesWith({ lapse: { ...policy.procedure.lapse, outcome: 'stop' } });
  const silent = lapsed(asked(appraisedSince(monday, stops), monday, 'supplement'), '2026-11-30 17:00');
  return [
    ...[bad('VERI', 1), bad('VSUP', FILES + 1), bad('VRES', FILES + 1)],
    { type: 'completeStep', from: 'REVIEW 4', to: standOf(follow(last, stamp, clerk, lastEvent(last).at)) },
    { type: 'lapse', from: 'SUPPLEMENT 5', to: standOf(silent) },
    {
      type: 'lapse',
      from: 'SUPPLEMENT 5',
      to: standOf(lapsed(asked(appraisedSince(monday), monday, 'supplement'), '2026-11-30 17:00')),
    },
  ];
};

/** Every move that the core makes, each once. */
export const moves: readonly Move[] = [
  ...new Map(
    [...cells.flatMap(({ row }) => row.flatMap(({ move }) => move ?? [])), ...otherwise()].map((move) => [
      `${move.type} ${move.from} ${move.to}`,
      move,
    ]),
  ).values(),
];

const statuses: readonly Status[] = [1, 5, 2, 4, 6, 9, 10, 7, 3, 8];
const stands = [...new Set(Object.values(standing))];
const idOf = (stand: string): string => stand.replace(/^CLOSED (\d+)$/, 'CLOSED_$1').replace(/ \d+$/, '');
const membersOf = (status: Status): readonly string[] =>
  stands.filter((stand) => stand.endsWith(` ${status}`));

/** One arrow for a whole status where all of its phases can go the same way. */
const arrowsOf = (type: CommandType): readonly (readonly [string, string])[] => {
  const own = moves.filter((move) => move.type === type && move.from !== move.to);
  return [...new Set(own.map(({ to }) => to))].flatMap((to) => {
    const from = own.filter((move) => move.to === to).map((move) => move.from);
    const whole = statuses.filter((status) => {
      const members = membersOf(status);
      return members.length > 1 && members.every((member) => from.includes(member));
    });
    const grouped = whole.flatMap(membersOf);
    const single = from.filter((stand) => !grouped.includes(stand)).map(idOf);
    return [...whole.map((status) => `S${status}`), ...single].map((source) => [source, idOf(to)] as const);
  });
};

/** A flowchart with a box per status: Mermaid's state diagrams draw no arrow from inside one box into another. */
const diagram = (): string => {
  const labels = new Map<string, string[]>();
  for (const type of commands) {
    for (const arrow of arrowsOf(type).map((ends) => ends.join(' '))) {
      labels.set(arrow, [...(labels.get(arrow) ?? []), transitions[type].vi]);
    }
  }
  const groups = statuses.map((status) => {
    const inside = membersOf(status).map((stand) => `    ${idOf(stand)}`);
    return [`  subgraph S${status}["${status} ${statusNames[status].vi}"]`, ...inside, '  end'].join('\n');
  });
  const arrows = [...labels].map(([arrow, names]) => {
    const [from = '', to = ''] = arrow.split(' ');
    return `  ${from} -->|"${names.join(' · ')}"| ${to}`;
  });
  return ['flowchart TB', '  FILED(("Nộp hồ sơ")) --> VERIFY', ...groups, ...arrows].join('\n');
};

const line = (words: readonly string[]): string => `| ${words.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');

const order = (named: readonly string[]): string =>
  phases.filter((phase) => named.includes(phase)).length === phases.length ? 'everywhere' : named.join(', ');

const numbersOf = (codes: Transition['guards'] = []): string =>
  codes.map((code) => problems[code].number).join(', ');

const rowOf = (type: CommandType): readonly string[] => {
  const row: Transition = transitions[type];
  const stays = row.to.length === row.from.length && row.to.every((phase) => row.from.includes(phase));
  return [
    ...[`\`${type}\``, row.vi, order(row.from), row.by.join(', ')],
    ...[stays ? 'stays' : order(row.to), numbersOf(row.guards), row.clock ?? '', row.form ?? ''],
    ...[(row.notices ?? []).join(', '), `\`${row.event}\``],
  ];
};

const matrixRows = cells.map(({ type, row }) => [
  `\`${type}\``,
  ...row.map(({ refusal }) => (refusal === undefined ? '✓' : String(problems[refusal].number))),
]);
const rules: Readonly<Record<CommandType, Transition>> = transitions;
const guarded = commands.flatMap((type) => [...(rules[type].guards ?? [])]);
const refused = [
  ...new Set([...cells.flatMap(({ row }) => row.flatMap(({ refusal }) => refusal ?? [])), ...guarded]),
].toSorted((a, b) => problems[a].number - problems[b].number);

/** The whole document. */
export const lifecycle = (): string =>
  `# Lifecycle of a dossier

Written by \`npm run docs:lifecycle\` from \`functions/core/dossier/transitions.ts\`; a test compares. What is not a row is refused.

## Diagram

Phases stand in the national status that they belong to. An arrow from a status holds for each of its phases. Commands that leave the dossier where it is are in the table alone.

\`\`\`mermaid
${diagram()}
\`\`\`

## Table

\`owner\` is the applicant of the dossier, \`stepRole\` the role of the current review step (the clerk once the result is awaited), \`consulted\` an agency whose opinion was asked, \`system\` one of our functions. Guards are the refusals of the command's own rules, by number; a notice is what the applicant may be told.

${table(['Command', 'Tên', 'From', 'By', 'To', 'Guards', 'Clock', 'Form', 'Notice', 'Event'], commands.map(rowOf))}

## Every command in every place

✓ = a row of the table; a number = the refusal. Each dossier has what the command is about: a claim, an open opinion, a declared file. The test of the core holds a matrix written by hand against the same cells.

${table(
  ['Place', 'Phase', 'Status'],
  places.map((place) => {
    const { dossier } = cellOf('restartSpine', place).story;
    return [place, dossier.phase, `${dossier.status} ${statusNames[dossier.status].vi}`];
  }),
)}

${table(
  ['Refusal', 'Code', 'Lời'],
  refused.map((code) => [String(problems[code].number), `\`${code}\``, problems[code].vi]),
)}

${table(['Command', ...places], matrixRows)}
`.normalize('NFC');

export const lifecyclePath = fileURLToPath(new URL('../../docs/lifecycle.md', import.meta.url));

if (import.meta.main) writeFileSync(lifecyclePath, lifecycle());
