import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { answerLines } from '../../../catalogue/tools/lines.ts';

/** `npm run -s due` as a program between pipes. */
const tool = fileURLToPath(new URL('../../../catalogue/tools/due.ts', import.meta.url));
const base = { received: '2026-11-16T09:00:00+07:00', limit: 10, unit: 'workingDay' };
const line = (limit: unknown) => JSON.stringify({ ...base, limit });
const run = (input: string | Buffer, ...args: string[]) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [tool, ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { lines: stdout.split('\n'), stderr, status };
};
const brief = (answer: string): string => {
  const { due, error } = JSON.parse(answer);
  return due ?? error.code;
};

describe('every line has one answer, in order', () => {
  test('good ones, bad ones, empty ones; CRLF; a byte order mark; no newline at the end', () => {
    const input = `\uFEFF${line(10)}\r\nx\r\n\r\n${line(-1)}\n{}\n${line(5)}`;
    const { lines, stderr, status } = run(input);
    expect(lines.pop()).toBe('');
    expect(lines.map(brief)).toEqual([
      '2026-12-01T17:00:00+07:00',
      ...['INVALID_JSON', 'INVALID_JSON', 'INVALID_LIMIT', 'INVALID_LINE'],
      '2026-11-23T17:00:00+07:00',
    ]);
    expect([stderr, status]).toEqual(['', 0]);
  });

  test('nothing in, nothing out', () => {
    expect(run('')).toEqual({ lines: [''], stderr: '', status: 0 });
  });

  test('no character but LF ends a line, and bytes that are no UTF-8 stop nothing', () => {
    const pauses = [{ from: base.received, to: base.received, reason: 'a\u2028b\u2029c\u0085d' }];
    const input = Buffer.concat([
      Buffer.from(`${JSON.stringify({ ...base, pauses })}\n`),
      Buffer.from([0xff, 0xfe, 0x0a]),
      Buffer.from(`${line(5)}\n`),
    ]);
    expect(run(input).lines.slice(0, 3).map(brief)).toEqual([
      '2026-12-01T17:00:00+07:00',
      'INVALID_JSON',
      '2026-11-23T17:00:00+07:00',
    ]);
  });

  test('100,000 lines come out complete', () => {
    const input = Array.from({ length: 100_000 }, (_, i) => (i % 1000 === 7 ? 'x' : line(1 + (i % 60))));
    const { lines } = run(`${input.join('\n')}\n`);
    expect(lines.length).toBe(100_001);
    const wrong = lines.findIndex((answer, i) => {
      if (i === 100_000) return answer !== '';
      return i % 1000 === 7
        ? !answer.startsWith('{"error"')
        : !answer.includes(`"rule":"${1 + (i % 60)} workingDay"`);
    });
    expect(wrong).toBe(-1);
  });

  test('lines cut anywhere between pieces are put together again', async () => {
    const bytes = new TextEncoder().encode('ả\nbổ sung\r\n\nđ');
    for (let at = 0; at <= bytes.length; at++) {
      let out = '';
      const pieces = async function* () {
        yield bytes.slice(0, at);
        yield bytes.slice(at);
      };
      await answerLines(
        pieces(),
        (each) => `<${each}>`,
        async (text) => {
          out += text;
        },
      );
      expect(out).toBe('<ả>\n<bổ sung>\n<>\n<đ>\n');
    }
  });
});

test('an asker may wait for each answer before it asks again', async () => {
  const child = spawn(process.execPath, [tool], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (const [limit, due] of [
    [10, '2026-12-01'],
    [5, '2026-11-23'],
  ] as const) {
    child.stdin.write(`${line(limit)}\n`);
    const { value } = await answers.next();
    expect(brief(String(value))).toBe(`${due}T17:00:00+07:00`);
  }
  child.stdin.end();
  expect((await once(child, 'exit'))[0]).toBe(0);
});

test('a reader that closes the pipe early ends the program quietly', async () => {
  const child = spawn(process.execPath, [tool], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (text) => {
    complaints += String(text);
  });
  child.stdin.on('error', () => undefined); // the program is gone before it has read everything
  child.stdout.once('data', () => child.stdout.destroy());
  child.stdin.end(`${Array.from({ length: 50_000 }, () => line(10)).join('\n')}\n`);
  expect((await once(child, 'close'))[0]).toBe(0);
  expect(complaints).toBe('');
});

describe('--explain', () => {
  test('tells the given case, the first line of the input, or the example', () => {
    expect(run('', '--explain', line(5)).lines[0]).toBe('Hạn trả kết quả / Due: 23/11/2026 17:00');
    expect(run(`\n${line(5)}\n`, '--explain').lines[0]).toBe('Hạn trả kết quả / Due: 23/11/2026 17:00');
    expect(run('', '--explain').lines[0]).toBe('Hạn trả kết quả / Due: 01/12/2026 17:00');
  });

  test('a bad case and a misspelt option fail in words', () => {
    expect(run('', '--explain', 'x')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^INVALID_JSON/),
    });
    expect(run('', '--explian')).toMatchObject({ status: 2, stderr: expect.stringMatching(/^Usage/) });
  });
});
