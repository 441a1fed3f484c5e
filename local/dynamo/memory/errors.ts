/** An error answer of the engine; `extra` are members beside the message, such as the reasons of a cancelled transaction. */
export class EngineError extends Error {
  readonly type: string;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(type: string, message: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.type = type;
    this.extra = extra;
  }
}

/** What DynamoDB says of a request, or of an item as it would become. */
export const invalid = (message: string): EngineError => new EngineError('ValidationException', message);
