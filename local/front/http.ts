/** Small helpers for node's HTTP server. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** A request handler in node's shape. */
export type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** Reads a whole body; undefined when it is longer than `limit` bytes. */
export async function readBody(req: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= limit) chunks.push(bytes); // beyond the limit the rest is read and dropped, so the answer arrives
  }
  return size > limit ? undefined : Buffer.concat(chunks);
}

/** Answers with JSON. */
export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** What a caller sees of a handler that threw. */
export function answerFailure(res: ServerResponse, error: unknown): void {
  if (res.headersSent) res.destroy();
  else sendJson(res, 500, { message: error instanceof Error ? error.message : String(error) });
}

/** Listens on 127.0.0.1 at `port`, or at the next free one after it; 0 = any. Answers the server and its port. */
export async function listen(port: number, handler: Handler): Promise<{ server: Server; port: number }> {
  const server = createServer((req, res) => {
    handler(req, res).catch((error: unknown) => answerFailure(res, error));
  });
  for (let candidate = port; ; candidate++) {
    const busy = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' && candidate < port + 100 ? resolve(true) : reject(error),
      );
      server.listen(candidate, '127.0.0.1', () => resolve(false));
    });
    server.removeAllListeners('error');
    const address = server.address();
    if (!busy && typeof address === 'object' && address) return { server, port: address.port };
  }
}
