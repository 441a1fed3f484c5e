/** Where answers go; resolves when more may be written. */
export type Write = (text: string) => Promise<void>;

/**
 * Answers a stream line by line, in order. Lines end with LF or CRLF and nothing else: U+2028 inside a JSON string is no
 * line end. What one piece of input completes is answered at once, so that the other side may wait for each answer.
 */
export async function answerLines(
  input: AsyncIterable<Uint8Array>,
  answer: (line: string) => string,
  write: Write,
): Promise<void> {
  const decoder = new TextDecoder(); // drops a byte order mark; bytes that are no UTF-8 become U+FFFD
  let begun: string[] = [];
  const take = async (text: string) => {
    const [first = '', ...rest] = text.split('\n');
    begun.push(first);
    if (rest.length === 0) return;
    const last = rest.pop() ?? '';
    const lines = [begun.join(''), ...rest];
    begun = [last];
    await write(`${lines.map((line) => answer(withoutCr(line))).join('\n')}\n`);
  };
  for await (const piece of input) await take(decoder.decode(piece, { stream: true }));
  await take(decoder.decode());
  const unended = begun.join('');
  if (unended !== '') await write(`${answer(withoutCr(unended))}\n`);
}

function withoutCr(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
