/** Messages between the pool and its workers. */

/** What a worker needs to run one invocation. */
export interface InvokeMessage {
  readonly functionName: string;
  readonly functionArn: string;
  /** Folder of the bundle and `file.export` inside it, as in the template. */
  readonly dir: string;
  readonly handler: string;
  readonly env: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly requestId: string;
  /** The event as JSON. */
  readonly event: string;
  /** Set in a simulation: the instant and the seed. */
  readonly simulation?: { readonly now: number; readonly seed: string };
}

/** A failed invocation in Lambda's shape. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** What a worker reports: output, the end of a cold start, the end of the invocation. */
export type WorkerMessage =
  | { readonly type: 'log'; readonly text: string }
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly payload: string }
  | { readonly type: 'failed'; readonly error: FunctionError };
