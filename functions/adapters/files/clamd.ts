import { connect, type Socket } from 'node:net';
import { type MalwareScanner, NoVerdict } from './malware.ts';

/** `host:port`, or the path of a local socket. */
export type ClamdAddress = string;

/** clamd's own default of StreamMaxLength is 25 MB and more; parts of this size keep its buffers small. */
const PART = 65_536;

/** Streams the file to clamd by its command INSTREAM (clamd(8)). An answer that is neither OK nor FOUND is no verdict. */
export const clamdScanner =
  (address: ClamdAddress, timeoutMs = 60_000): MalwareScanner =>
  () => {
    const socket = open(address);
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('clamd does not answer')));
    const answer = answerOf(socket);
    // Read in `end`; a failure before that must not count as unhandled.
    answer.catch(() => undefined);
    socket.write('zINSTREAM\0');
    return {
      push: async (part) => {
        for (let at = 0; at < part.length; at += PART) await write(socket, part.subarray(at, at + PART));
      },
      end: async () => {
        if (socket.writable) socket.write(Buffer.alloc(4));
        const text = (await answer.catch(unanswered)).replace(/\0.*$/s, '').trim();
        const found = /^stream: (.+) FOUND$/.exec(text)?.[1];
        if (found !== undefined) return found;
        if (text === 'stream: OK') return undefined;
        throw new NoVerdict(`clamd gives no verdict: ${text.slice(0, 100) || 'nothing'}`);
      },
    };
  };

/** Whether a clamd answers there (its command PING). */
export const clamdAnswers = async (address: ClamdAddress, timeoutMs = 5000): Promise<boolean> => {
  const socket = open(address);
  socket.setTimeout(timeoutMs, () => socket.destroy());
  socket.write('zPING\0');
  const text = await answerOf(socket).catch(() => '');
  return text.startsWith('PONG');
};

const unanswered = (error: unknown): never => {
  throw new NoVerdict(error instanceof Error ? error.message : String(error));
};

const open = (address: ClamdAddress): Socket => {
  const [, host, port] = /^([^/]+):(\d{1,5})$/.exec(address) ?? [];
  return host !== undefined && port !== undefined ? connect(Number(port), host) : connect(address);
};

const answerOf = (socket: Socket): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => {
      if (text.length < 4096) text += part;
      // A verdict before the end (a limit, a finding) is an answer all the same.
      if (part.includes('\0') || part.includes('\n')) socket.end();
    });
    socket.on('end', () => resolve(text));
    socket.on('close', () => resolve(text));
    socket.on('error', (error) => (text === '' ? reject(error) : resolve(text)));
  });

/** One part with its length before it; waits while the scanner is slower. After its end nothing more is sent. */
const write = async (socket: Socket, part: Buffer): Promise<void> => {
  if (!socket.writable) return;
  const size = Buffer.alloc(4);
  size.writeUInt32BE(part.length);
  if (socket.write(Buffer.concat([size, part]))) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      socket.off('drain', done).off('close', done).off('error', done);
      resolve();
    };
    socket.on('drain', done).on('close', done).on('error', done);
  });
};
