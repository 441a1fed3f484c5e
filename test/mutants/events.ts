import * as z from 'zod';

/** A test, or a file that could not be loaded, that did not do what it should. */
export interface Failure {
  readonly file: string;
  readonly title: string;
  readonly message: string;
  /** It was still running when the time was over. */
  readonly hangs: boolean;
  /** What a random test printed to be repeated, and how many tries it took. */
  readonly seed?: string;
  readonly tries?: number;
}

const schema = z.object({
  kind: z.enum(['started', 'running', 'ran', 'ended']),
  file: z.string(),
  title: z.string().optional(),
  passed: z.boolean().optional(),
  message: z.string().optional(),
});

/** What failed, from what the reporter has told; with `timedOut` also what was running last. Paths relative to the tree. */
export const failuresIn = (lines: string, root: string, timedOut: boolean): readonly Failure[] => {
  const failed: Failure[] = [];
  const running = new Map<string, string>();
  for (const line of lines.split('\n')) {
    if (line === '') continue;
    const { kind, file: path, title = '', passed, message = '' } = schema.parse(JSON.parse(line));
    const file = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
    if (kind === 'started' || kind === 'running') running.set(file, title);
    if (kind === 'ended') running.delete(file);
    if (kind === 'ran' && passed === false) failed.push(failure(file, title, message));
    if (kind === 'ended' && message !== '') failed.push(failure(file, '(the file does not load)', message));
  }
  const hanging = [...running].map(([file, title]) => ({
    ...{
      file,
      title: title || '(the whole file)',
      message: 'still running when its time was over',
      hangs: true,
    },
  }));
  return timedOut ? [...failed, ...hanging] : failed;
};

const failure = (file: string, title: string, message: string): Failure => {
  const seed = seedIn(message) ?? seedIn(title);
  const tries = /failed after (\d+) tests?/i.exec(message)?.[1];
  return {
    ...{ file, title, message, hangs: false },
    ...(seed !== undefined && { seed }),
    ...(tries !== undefined && { tries: Number(tries) }),
  };
};

/** The seed that a random test has printed, so that it can be repeated. */
export const seedIn = (text: string): string | undefined => /\bseed\b\W{1,3}?(-?\d+)/i.exec(text)?.[1];
