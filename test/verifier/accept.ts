import { type Case, dayOf, pausesFrom, type Walk, walk } from './naive.ts';
import { dayNumber, dayText, type Table } from './table.ts';

/** An answer as `npm run -s due` prints it. */
export interface Answer {
  readonly due: string;
  readonly provisional: boolean;
  readonly calendar: string;
  readonly derivation: {
    readonly rule: string;
    readonly start: string;
    readonly calendar: string;
    readonly counted: readonly { readonly from: string; readonly to: string; readonly n: number }[];
    readonly skipped: readonly {
      readonly from: string;
      readonly to: string;
      readonly reason: string;
      readonly decision?: string;
    }[];
    readonly paused: readonly { readonly from: string; readonly to: string; readonly reason: string }[];
  };
}

/** A refused line. */
export interface Failure {
  readonly error: { readonly code: string; readonly detail: string };
}

const MINUTE = 60_000;
const OFFSET = 420;

/** Local minutes of an ISO time with any offset. */
export const minuteOf = (iso: string): number => Date.parse(iso) / MINUTE + OFFSET;

/** The local time of a minute, as the product prints it. */
export const minuteText = (minute: number): string =>
  `${new Date(minute * MINUTE).toISOString().slice(0, 19)}+07:00`;

/** Judges an answer: the reasons to refuse it, none when it is right in every part. */
export function refusals(table: Table, input: Case, answer: Answer | Failure): string[] {
  const truth = walk(table, input);
  if (truth === undefined || 'error' in answer) {
    const code = 'error' in answer ? answer.error.code : answer.due;
    const right = truth === undefined ? 'BEYOND_CALENDAR' : minuteText(truth.due);
    return code === right ? [] : [`${code}, expected ${right}`];
  }
  const wrong: string[] = [];
  const expect = (what: string, actual: unknown, right: unknown) => {
    if (actual !== right) wrong.push(`${what}: ${String(actual)}, expected ${String(right)}`);
  };
  expect('due', answer.due, minuteText(truth.due));
  expect('start', answer.derivation.start, minuteText(truth.start));
  expect('provisional', answer.provisional, dayOf(truth.due) > table.lastIssued);
  expect('rule', answer.derivation.rule, ruleOf(input));
  expect('calendar', answer.calendar, table.name);
  expect('derivation calendar', answer.derivation.calendar, table.name);
  const timed =
    input.unit === 'workingHour' || (input.unit === 'workingDay' && !Number.isInteger(input.amount));
  wrong.push(...(timed ? minuteRefusals(table, input, truth, answer) : dayRefusals(input, truth, answer)));
  wrong.push(...decisionRefusals(table, answer));
  return wrong;
}

function ruleOf({ amount, unit, pauses, policy, cutOff }: Case): string {
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return [
    `${amount} ${unit}`,
    ...(pauses.length === 0 ? [] : [typeof policy === 'number' ? `fixedDays(${policy})` : policy]),
    ...(cutOff === undefined
      ? []
      : [
          'at' in cutOff ? `cutOff ${clock(cutOff.at)}` : `cutOff ${cutOff.beforeClosing} min before closing`,
        ]),
  ].join(', ');
}

/** Every day after the start must be named exactly once, with the right label. */
function dayRefusals(input: Case, truth: Walk, answer: Answer): string[] {
  const { counted, skipped, paused } = answer.derivation;
  const wrong: string[] = [];
  const said = new Map<number, string>();
  const say = (run: { from: string; to: string }, label: string) => {
    for (let day = dayNumber(run.from); day <= dayNumber(run.to); day++) {
      if (said.has(day)) wrong.push(`${dayText(day)} is named twice`);
      said.set(day, label);
    }
  };
  for (const run of counted) {
    say(run, 'counted');
    if (run.n !== dayNumber(run.to) - dayNumber(run.from) + 1) wrong.push(`${run.from}: n is ${run.n}`);
  }
  for (const run of paused) say(run, 'paused');
  const rolled = skipped.filter((run) => run.reason === 'rolledForward');
  for (const run of skipped) {
    if (run.reason !== 'rolledForward')
      say(run, run.reason === 'overdue' || run.reason === 'beforeRestart' ? run.reason : 'closed');
  }
  for (const [day, label] of truth.labels) {
    if (said.get(day) !== label)
      wrong.push(`${dayText(day)}: ${said.get(day) ?? 'nothing'}, expected ${label}`);
  }
  if (said.size !== truth.labels.size) wrong.push(`${said.size} days named, expected ${truth.labels.size}`);
  const moved = rolled.flatMap((run) => [dayNumber(run.from), dayNumber(run.to)]);
  const expected =
    input.unit === 'workingDay' || dayOf(truth.due) === truth.end ? [] : [truth.end, dayOf(truth.due) - 1];
  if (String(moved.length === 0 ? [] : [Math.min(...moved), Math.max(...moved)]) !== String(expected)) {
    wrong.push(`rolled forward over ${moved.map(dayText).join(', ') || 'nothing'}`);
  }
  return wrong;
}

/**
 * For hours: every counted run holds as many counted minutes as it says, and together they hold them all; the days off
 * in between are named, and so are the minutes that waited.
 */
function minuteRefusals(table: Table, input: Case, truth: Walk, answer: Answer): string[] {
  const wrong: string[] = [];
  const off = new Set<number>();
  for (const run of answer.derivation.skipped) {
    if (run.reason === 'overdue' || run.reason === 'beforeRestart') continue;
    for (let day = dayNumber(run.from); day <= dayNumber(run.to); day++) off.add(day);
  }
  if (off.size !== truth.idle.size || [...off].some((day) => !truth.idle.has(day)))
    wrong.push(`${off.size} days off named, expected ${truth.idle.size}`);
  const waited = lengthOf(
    answer.derivation.paused.map((run) => ({ from: minuteOf(run.from), to: minuteOf(run.to) })),
  );
  const expected = lengthOf(pausesFrom(table, input, truth.start));
  if (waited !== expected) wrong.push(`${waited} minutes waited, expected ${expected}`);
  const { minutes } = truth;
  let next = 0;
  for (const run of answer.derivation.counted) {
    if (minutes[next] !== minuteOf(run.from)) wrong.push(`a run starts at ${run.from}`);
    const first = next;
    const end = minuteOf(run.to);
    while (next < minutes.length && (minutes[next] ?? 0) < end) next++;
    if (Math.round(run.n * 60) !== next - first)
      wrong.push(`${run.from}: ${run.n} hours, expected ${(next - first) / 60}`);
    if ((minutes[next - 1] ?? -1) + 1 !== end) wrong.push(`a run ends at ${run.to}`);
  }
  if (next !== minutes.length) wrong.push(`${minutes.length - next} minutes are counted nowhere`);
  return wrong;
}

/** The minutes covered by at least one of these stretches. */
function lengthOf(stretches: readonly { readonly from: number; readonly to: number }[]): number {
  let [sum, end] = [0, Number.NEGATIVE_INFINITY];
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    sum += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return sum;
}

/** A day skipped as rest or holiday must be one, by the decision it cites. */
function decisionRefusals(table: Table, answer: Answer): string[] {
  const wrong: string[] = [];
  for (const run of answer.derivation.skipped) {
    if (run.reason === 'overdue' || run.reason === 'beforeRestart') continue;
    for (let day = dayNumber(run.from); day <= dayNumber(run.to); day++) {
      const is = table.days.get(day);
      const reason = run.reason === 'rolledForward' ? is?.why : run.reason;
      if (is?.why === undefined || is.why !== reason || is.decision !== run.decision) {
        wrong.push(`${dayText(day)} is not off as ${run.reason} by ${run.decision ?? 'no decision'}`);
      }
    }
  }
  return wrong;
}
