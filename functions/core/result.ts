/** Either a value or a coded error. The core answers with values; it never throws for what the caller may ask. */
export type Result<T, E> = Ok<T> | Err<E>;

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Err<E> {
  readonly ok: false;
  readonly error: E;
}

/** A successful result. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** A failed result. */
export function err<E>(error: E): Err<E> {
  return { ok: false, error };
}
