/** What a called service (or a callback) answers when a task fails; the names are those ASL matches on. */
export class TaskError extends Error {
  readonly error: string | undefined;
  override readonly cause: string | undefined;

  constructor(error: string | undefined, cause?: string) {
    super(`${error ?? 'unnamed error'}: ${cause ?? ''}`);
    this.error = error;
    this.cause = cause;
  }
}

/** An expression that failed, with the field it stands in. */
export class EvaluationError extends TaskError {
  readonly location: string | undefined;

  constructor(cause: string, location?: string) {
    super('States.QueryEvaluationError', cause);
    this.location = location;
  }
}

/** A missed heartbeat: reported as a timeout, but ErrorEquals may also call it States.HeartbeatTimeout. */
export class HeartbeatMissed extends TaskError {}

/** Ends the execution: neither Retry nor Catch sees it. */
export class TerminalError extends TaskError {}

/** Thrown into every waiting branch of an execution (or of a failed Parallel or Map) that is being ended. */
export class Stopped extends Error {}

/** A definition that is refused, at load. */
export class InvalidDefinition extends Error {}
