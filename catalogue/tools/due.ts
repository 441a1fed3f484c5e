import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { calendarBook } from './calendars.ts';
import { answerLine, printLine } from './dueLine.ts';
import { explain } from './explain.ts';
import { answerLines } from './lines.ts';

/** `npm run -s due`: one JSON object per line in, one per line out. `-- --explain [json]` tells one case in words. */
const calendars = calendarBook();
const EXAMPLE = '{"received":"2026-11-16T09:00:00+07:00","limit":10,"unit":"workingDay"}';
const [flag, argument] = process.argv.slice(2);
const { stdin, stdout } = process;

// A reader that has seen enough closes the pipe (`| head`): that is no failure.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

if (flag === undefined) await answerLines(stdin, (line) => printLine(calendars, line), write);
else if (flag === '--explain') {
  const answer = answerLine(calendars, argument ?? (stdin.isTTY ? EXAMPLE : await firstLine()));
  if (answer.ok) await write(`${explain(answer.value.calendar, answer.value.due)}\n`);
  else {
    console.error(`${answer.error.code}: ${answer.error.detail}`);
    process.exitCode = 1;
  }
} else {
  console.error("Usage: npm run -s due < lines, or npm run -s due -- --explain ['<line>']");
  process.exitCode = 2;
}

async function write(text: string): Promise<void> {
  if (!stdout.write(text)) await once(stdout, 'drain');
}

/** The first line of the input that is not blank; the example when there is none. Does not wait for the end. */
async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: stdin })) if (line.trim() !== '') return line;
  return EXAMPLE;
}
