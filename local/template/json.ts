/** True for a plain JSON object. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parses JSON without pretending to know its type. */
export const parseJson = (source: string): unknown => JSON.parse(source);
