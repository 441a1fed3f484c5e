import { createInterface } from 'node:readline';
import { compileCalendar } from '../../functions/core/calendar/index.ts';
import { answerLine, printAnswer } from './dueLine.ts';
import { explain } from './explain.ts';
import { loadCalendar } from './load.ts';

/** `npm run -s due`: one JSON object per line in, one per line out. `-- --explain [json]` tells one case in words. */
const calendar = compileCalendar(loadCalendar());
const EXAMPLE = '{"received":"2026-11-16T09:00:00+07:00","limit":10,"unit":"workingDay"}';
const [flag, argument] = process.argv.slice(2);

if (flag === '--explain') {
  const text = argument ?? (process.stdin.isTTY ? EXAMPLE : await firstLine()) ?? EXAMPLE;
  const answer = answerLine(calendar, text);
  console.log(answer.ok ? explain(calendar, answer.value) : `${answer.error.code}: ${answer.error.detail}`);
} else {
  let out: string[] = [];
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    out.push(printAnswer(calendar, answerLine(calendar, line)));
    if (out.length === 1000) out = flush(out);
  }
  flush(out);
}

function flush(lines: readonly string[]): string[] {
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
  return [];
}

async function firstLine(): Promise<string | undefined> {
  for await (const line of createInterface({ input: process.stdin })) if (line.trim() !== '') return line;
  return undefined;
}
